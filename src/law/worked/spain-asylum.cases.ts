// Asylum in Spain by its own act, until the European regulation of 12 June 2026, alone and beside the residence permit.
import type { WorkedCase } from './case.ts'
import { madrid, so, told } from './spain.ts'

const wants = { circumstances: { wants_asylum: true } }

export const cases: WorkedCase[] = [
  {
    ...{ ...madrid, ...wants, name: 'a month to appear after entering', today: '2026-02-20' },
    happenings: told('entered_country 2026-02-10'),
    expect: [so('ES-A1', 'running', '2026-03-10', '10 Feb, 10 Mar, a Tuesday')],
  },
  {
    ...{ ...madrid, name: 'who asks for nothing misses nothing', today: '2026-04-01', without: ['ES-A1'] },
    ...{ happenings: told('entered_country 2026-02-10'), expect: [] },
  },
  {
    ...{ ...madrid, ...wants, name: 'what made her afraid came after she entered', today: '2026-03-01' },
    happenings: told('entered_country 2025-09-01', 'fear_arose 2026-02-27'),
    expect: [
      so('ES-A1', 'taken_away', '2025-10-01', '1 Sep, 1 Oct 2025: the later reason took its place', {
        starts: '2025-09-01',
      }),
      so('ES-A1', 'running', '2026-03-27', '27 Feb, 27 Mar, a Friday', { starts: '2026-02-27' }),
    ],
  },
  {
    ...{ ...madrid, ...wants, name: 'asked late: late, and still asked', today: '2026-03-21' },
    happenings: told('entered_country 2026-02-10', 'asylum_applied 2026-03-20'),
    expect: [
      so('ES-A1', 'late', '2026-03-10', 'ten days after; the urgent procedure'),
      so('ES-A2', 'running', '2026-04-20', '20 Mar, 20 Apr, a Monday'),
    ],
  },
  {
    ...{ ...madrid, name: 'taken up by silence', today: '2026-05-01' },
    happenings: told('asylum_applied 2026-03-20'),
    expect: [
      so('ES-A2', 'silence', '2026-04-20', 'silence speaks Tue 21', { silence: '2026-04-21' }),
      so('ES-A5', 'running', '2026-09-21', '20 Sep is a Sunday, so Mon 21'),
      so('ES-A9', 'stands', '2026-09-20', '20 Mar + 6 months; a stay does not move'),
      so('ES-A7', 'stands', null, 'from the claim on'),
    ],
  },
  {
    ...{ ...madrid, name: 'after six months she may work', today: '2026-09-21' },
    happenings: told('asylum_applied 2026-03-20'),
    expect: [
      so('ES-A9', 'ended', '2026-09-20', 'six months are over'),
      so('ES-A9a', 'stands', null, 'work', { starts: '2026-09-20' }),
      so('ES-A5', 'due', '2026-09-21', 'today is the last day to decide'),
    ],
  },
  {
    ...{ ...madrid, name: 'six months of silence: she may appeal, and still work', today: '2026-09-23' },
    happenings: told('asylum_applied 2026-03-20'),
    expect: [
      so('ES-A5', 'silence', '2026-09-21', 'silence speaks Tue 22', { silence: '2026-09-22' }),
      so('ES-23e', 'running', '2027-03-22', '22 Sep + 6 months, a Monday', { starts: '2026-09-22' }),
      so('ES-A9a', 'stands', null, 'the office still owes its decision'),
    ],
  },
  {
    ...{ ...madrid, name: 'not taken up within the month', today: '2026-04-20', without: ['ES-A9a'] },
    happenings: told('asylum_applied 2026-03-20', 'asylum_inadmitted 2026-04-15'),
    expect: [
      so('ES-A2', 'met', '2026-04-20', 'notified on 15 Apr'),
      so('ES-A5', 'taken_away', '2026-09-21', 'no decision is owed any more'),
      so('ES-A9', 'ended', '2026-09-20', 'no work from this claim'),
      so('ES-23a', 'running', '2026-05-18', '15 May is the feast of Madrid, a Friday, so Mon 18'),
    ],
  },
  {
    ...{ ...madrid, name: 'a child alone: terms halved', today: '2026-04-01', without: ['ES-A5'] },
    circumstances: { minor: true, unaccompanied: true },
    happenings: told('asylum_applied 2026-03-20'),
    expect: [so('ES-A6', 'running', '2026-06-22', '20 Jun is a Saturday, so Mon 22')],
  },
  {
    ...{ ...madrid, name: 'at the border over Easter', today: '2026-04-05' },
    happenings: told('border_applied 2026-04-01'),
    expect: [
      so(
        'ES-A3',
        'running',
        '2026-04-06',
        'calendar: 1 + 4 = Sun 5, so Mon 6; working: [2, 3] Mon 6, Tue 7, Wed 8, Thu 9',
        {
          ...{ readings: { calendar_days: '2026-04-06', working_days: '2026-04-09' } },
          counted: ['2026-04-06', '2026-04-07', '2026-04-08', '2026-04-09'],
        },
      ),
    ],
  },
  {
    ...{ ...madrid, name: 'silence at the border: she enters, ordinary procedure', today: '2026-04-11' },
    happenings: told('border_applied 2026-04-01'),
    expect: [
      so('ES-A3', 'silence', '2026-04-06', 'the later reading ends Thu 9', { silence: '2026-04-10' }),
      so('ES-A5', 'running', '2026-10-13', '10 Oct is a Saturday, Mon 12 a feast, so Tue 13', { starts: '2026-04-10' }),
      so('ES-A9', 'stands', '2026-10-10', '10 Apr + 6 months'),
    ],
  },
  {
    ...{ ...madrid, name: 'ten days at the border', today: '2026-05-05' },
    circumstances: { border_ten_days: true },
    happenings: told('border_applied 2026-05-04'),
    expect: [
      so('ES-A3', 'running', '2026-05-14', 'calendar: 4 + 10 = Thu 14; working: 5–8 (4), 11–14 (8), [15] 18, 19 (10)', {
        ...{ step: 'alternative', readings: { calendar_days: '2026-05-14', working_days: '2026-05-19' } },
      }),
    ],
  },
  {
    ...{ ...madrid, name: 'two days for another look, and two for its answer', today: '2026-05-12' },
    happenings: told('border_inadmitted 2026-05-08', 'border_review_asked 2026-05-11'),
    expect: [
      so('ES-A4a', 'met', '2026-05-11', 'calendar: Sun 10, so Mon 11; working: Mon 11, Tue 12; asked Mon 11', {
        readings: { calendar_days: '2026-05-11', working_days: '2026-05-12' },
      }),
      so('ES-A4b', 'running', '2026-05-13', 'Tue 12, Wed 13, by both readings'),
    ],
  },
  {
    ...{ ...madrid, name: 'no answer to the other look', today: '2026-05-15' },
    happenings: told('border_inadmitted 2026-05-08', 'border_review_asked 2026-05-11'),
    expect: [
      so('ES-A4b', 'silence', '2026-05-13', 'silence speaks Thu 14', { silence: '2026-05-14' }),
      so('ES-A5', 'running', '2026-11-16', '14 Nov is a Saturday, so Mon 16', { starts: '2026-05-14' }),
    ],
  },
  {
    ...{ ...madrid, name: 'the last day of the national terms', today: '2026-06-12' },
    happenings: told('asylum_applied 2026-06-11'),
    expect: [
      so('ES-A2', 'running', '2026-07-13', '11 Jul is a Saturday, so Mon 13'),
      so('ES-A5', 'running', '2026-12-11', '11 Jun + 6 months, a Friday'),
    ],
  },
  {
    ...{ ...madrid, name: 'the first day of the European regulation', today: '2026-06-13' },
    happenings: told('asylum_applied 2026-06-12'),
    expect: [so('ES-A9', 'stands', '2026-12-12', '12 Jun + 6 months')],
    without: ['ES-A2', 'ES-A5', 'ES-A6'],
  },
  {
    ...{ ...madrid, name: 'a request of the asylum office answered', today: '2026-10-02' },
    happenings: told('asylum_notice_unanswered 2026-09-01', 'asylum_answered 2026-10-01'),
    expect: [
      so(
        'ES-A8',
        'met',
        '2026-10-01',
        'calendar: 1 Sep + 30 = Thu 1 Oct; working: 21 in Sep, 1, 2, 5–9 (28), [12] 13, 14 (30)',
        {
          readings: { calendar_days: '2026-10-01', working_days: '2026-10-14' },
        },
      ),
    ],
  },
  {
    ...{ ...madrid, name: 'a request left without an answer: taken as withdrawn', today: '2026-10-16' },
    happenings: told('asylum_applied 2026-05-05', 'asylum_notice_unanswered 2026-09-01'),
    expect: [
      so('ES-A8', 'silence', '2026-10-01', 'the later reading ends Wed 14', { silence: '2026-10-15' }),
      so('ES-A5', 'taken_away', '2026-11-05', 'archived on 15 Oct'),
    ],
  },
  {
    ...{ ...madrid, name: 'asylum beside the residence: a refusal of one leaves the other', today: '2026-09-05' },
    happenings: told(
      ...['reasonable_grounds 2026-01-05', 'rrp_granted 2026-01-20', 'asylum_applied 2026-02-03 #asylum'],
      ...['provisional_notified 2026-06-01 #permit', 'asylum_refused 2026-07-20 #asylum'],
    ),
    expect: [
      so('ES-18', 'stands', null, 'identification takes nothing from asylum'),
      so('ES-A5', 'met', '2026-08-03', '3 Feb + 6 months, a Monday; refused on 20 Jul'),
      so('ES-12', 'stands', null, 'untouched', { matter: 'permit' }),
      so('ES-23a', 'overdue', '2026-08-20', '20 Jul, 20 Aug, a Thursday'),
      so('ES-23b', 'running', '2026-09-21', 'with August: 20 Sep, a Sunday, so Mon 21; without: 20 Oct', {
        readings: { date_to_date: '2026-09-21', without_august: '2026-10-20' },
      }),
    ],
  },
]
