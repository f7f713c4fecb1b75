// Appeals in Spain: the office again or the court, one instead of the other; silence; August; two decisions side by side.
import type { WorkedCase } from './case.ts'
import { barcelona, madrid, sevilla, so, told } from './spain.ts'

export const cases: WorkedCase[] = [
  {
    ...{ ...madrid, name: 'the office again: the court is taken away', today: '2026-12-11' },
    happenings: told('rrp_refused 2026-11-20', 'reposicion_filed 2026-12-10'),
    expect: [
      so('ES-23a', 'met', '2026-12-21', '20 Dec is a Sunday, so Mon 21; filed on 10 Dec'),
      so('ES-23b', 'taken_away', '2027-01-20', 'one instead of the other'),
      so('ES-23c', 'running', '2027-01-11', '10 Jan is a Sunday, so Mon 11'),
    ],
  },
  {
    ...{ ...madrid, name: 'the office is silent on the reposición', today: '2027-01-13' },
    happenings: told('rrp_refused 2026-11-20', 'reposicion_filed 2026-12-10'),
    expect: [
      so('ES-23c', 'silence', '2027-01-11', 'silence speaks Tue 12', { silence: '2027-01-12' }),
      so('ES-23f', 'running', '2027-03-12', '12 Jan, 12 Feb, 12 Mar, a Friday', { starts: '2027-01-12' }),
    ],
  },
  {
    ...{ ...madrid, name: 'the reposición answered: two months to the court', today: '2027-01-11' },
    happenings: told('rrp_refused 2026-11-20', 'reposicion_filed 2026-12-10', 'reposicion_decided 2027-01-08'),
    expect: [
      so('ES-23c', 'met', '2027-01-11', 'answered on 8 Jan'),
      so('ES-23d', 'running', '2027-03-08', '8 Jan, 8 Feb, 8 Mar, a Monday'),
    ],
    without: ['ES-23e', 'ES-23f'],
  },
  {
    ...{ ...madrid, name: 'straight to court', today: '2027-01-20' },
    happenings: told('rrp_refused 2026-11-20', 'court_filed 2027-01-19'),
    expect: [
      so('ES-23b', 'met', '2027-01-20', '20 Nov, 20 Dec, 20 Jan; filed the day before'),
      so('ES-23a', 'taken_away', '2026-12-21', 'the court was chosen'),
    ],
  },
  {
    ...{ ...madrid, name: 'nothing done within a month: the court is still open', today: '2026-12-22' },
    happenings: told('rrp_refused 2026-11-20'),
    expect: [
      so('ES-23a', 'overdue', '2026-12-21', 'Mon 21 is past'),
      so('ES-23b', 'running', '2027-01-20', 'four weeks are left'),
    ],
  },
  {
    ...{ ...madrid, name: 'August between: two readings for the court, none for the office', today: '2026-07-12' },
    happenings: told('definitive_refused 2026-07-10'),
    expect: [
      so('ES-23a', 'running', '2026-08-10', '10 Jul, 10 Aug, a Monday: August counts'),
      so(
        'ES-23b',
        'running',
        '2026-09-10',
        'with August: 10 Sep; without it 10 Oct, a Saturday, Mon 12 a feast, so Tue 13',
        {
          readings: { date_to_date: '2026-09-10', without_august: '2026-10-13' },
        },
      ),
    ],
  },
  {
    ...{ ...madrid, name: 'refused in August', today: '2026-08-13' },
    happenings: told('definitive_refused 2026-08-12'),
    expect: [
      so(
        'ES-23b',
        'running',
        '2026-10-13',
        'with August: Mon 12 Oct is a feast, so Tue 13; without: 31 Aug + 2 months = Sat 31 Oct, 1 and 2 Nov free, so Tue 3',
        {
          ...{ readings: { date_to_date: '2026-10-13', without_august: '2026-11-03' } },
        },
      ),
    ],
  },
  {
    ...{ ...madrid, name: 'refused on New Year’s Eve, Madrid', today: '2027-01-04' },
    happenings: told('definitive_refused 2026-12-31'),
    expect: [
      so('ES-23a', 'running', '2027-02-01', '31 Jan is a Sunday, so Mon 1'),
      so('ES-23b', 'running', '2027-03-01', 'no 31 Feb: Sun 28, so Mon 1 Mar', { step: 'month_end' }),
    ],
  },
  {
    ...{ ...sevilla, name: 'refused on New Year’s Eve, Sevilla: 1 March is free too', today: '2027-01-04' },
    happenings: told('definitive_refused 2026-12-31'),
    expect: [so('ES-23b', 'running', '2027-03-02', 'Sun 28 Feb, Mon 1 Mar free for 28 Feb, so Tue 2')],
  },
  {
    ...{ ...barcelona, name: 'the last day is the feast of the town, Barcelona', today: '2026-08-25' },
    happenings: told('definitive_refused 2026-08-24'),
    expect: [so('ES-23a', 'running', '2026-09-25', 'Thu 24 Sep is la Mercè, so Fri 25')],
  },
  {
    ...{ ...madrid, name: 'the same day in Madrid is a working day', today: '2026-08-25' },
    happenings: told('definitive_refused 2026-08-24'),
    expect: [so('ES-23a', 'running', '2026-09-24', '24 Aug, 24 Sep, a Thursday')],
  },
  {
    ...{ ...madrid, name: 'two refusals of two matters: one appeal touches one', today: '2026-11-06' },
    happenings: told(
      ...['definitive_refused 2026-10-15 #permit', 'asylum_refused 2026-10-20 #asylum'],
      ...['reposicion_filed 2026-11-05 #permit'],
    ),
    expect: [
      so('ES-23a', 'met', '2026-11-16', '15 Nov is a Sunday, so Mon 16', { matter: 'permit' }),
      so('ES-23b', 'taken_away', '2026-12-15', 'the office was chosen', { matter: 'permit' }),
      so('ES-23a', 'running', '2026-11-20', '20 Oct, 20 Nov, a Friday', { matter: 'asylum' }),
      so('ES-23b', 'running', '2026-12-21', '20 Dec is a Sunday, so Mon 21', { matter: 'asylum' }),
    ],
  },
  {
    ...{ ...madrid, name: 'to court against silence', today: '2026-09-02' },
    happenings: told('permit_applied 2026-03-16', 'court_filed 2026-09-01'),
    expect: [
      so('ES-22', 'silence', '2026-06-16', 'silence speaks on 17 Jun', { silence: '2026-06-17' }),
      so('ES-23e', 'met', '2026-12-17', '17 Jun + 6 months; filed on 1 Sep'),
    ],
  },
  {
    ...{ ...madrid, name: 'a free lawyer asked for', today: '2026-11-20' },
    happenings: told('legal_aid_asked 2026-11-16'),
    expect: [
      so(
        'ES-M6b',
        'running',
        '2026-12-01',
        'calendar: 16 + 14 = 30 Nov, Tue 1; working: 17–20 (4), 23–27 (9), 30–4 (14), [7, 8] Wed 9',
        {
          readings: { calendar_days: '2026-12-01', working_days: '2026-12-09' },
        },
      ),
    ],
  },
]
