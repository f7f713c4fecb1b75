// Money in Spain: State aid that stands still for the criminal case, minimum income, dismissal, unpaid wages.
import type { WorkedCase } from './case.ts'
import { barcelona, madrid, so, told } from './spain.ts'

export const cases: WorkedCase[] = [
  {
    ...{ ...madrid, name: 'State aid: one year', today: '2026-05-01', without: ['ES-M8b'] },
    happenings: told('crime_ended 2026-03-16'),
    expect: [
      so('ES-M8a', 'running', '2027-03-16', '16 Mar 2026 + 1 year, a Tuesday'),
      so('ES-M10', 'stands', null, 'whether she can have it is asked for the day of the crime'),
    ],
  },
  {
    ...{ ...madrid, name: 'State aid after sexual violence: five years', today: '2026-05-01', without: ['ES-M8a'] },
    circumstances: { sexual_violence: true },
    happenings: told('crime_ended 2026-03-16'),
    expect: [
      so('ES-M8b', 'running', '2031-03-17', '16 Mar 2031 is a Sunday, so Mon 17; feasts of 2031 are not known yet', {
        step: 'calendar_ends',
      }),
    ],
  },
  {
    ...{ ...madrid, name: 'the criminal case stops the clock', today: '2026-07-01' },
    happenings: told('crime_ended 2026-03-16', 'criminal_case_opened 2026-06-01'),
    expect: [so('ES-M8a', 'suspended', null, 'stands still since 1 Jun')],
  },
  {
    ...{ ...madrid, name: 'the clock goes on after the final decision', today: '2026-10-01' },
    happenings: told('crime_ended 2026-03-16', 'criminal_case_opened 2026-06-01', 'criminal_case_final 2026-09-09'),
    expect: [
      so(
        'ES-M8a',
        'running',
        '2027-06-24',
        'stood still 29 + 31 + 31 + 9 = 100 days; 16 Mar 2027 + 15 + 30 + 31 + 24 = 24 Jun',
        {
          step: 'suspended',
        },
      ),
    ],
  },
  {
    ...{ ...barcelona, name: 'the same in Barcelona: the last day is Sant Joan', today: '2026-10-01' },
    happenings: told('crime_ended 2026-03-16', 'criminal_case_opened 2026-06-01', 'criminal_case_final 2026-09-09'),
    expect: [so('ES-M8a', 'running', '2027-06-25', 'Thu 24 Jun is free in Catalonia, so Fri 25', { step: 'rolled' })],
  },
  {
    ...{ ...madrid, name: 'the case was open before the exploitation ended', today: '2026-12-10' },
    happenings: told('criminal_case_opened 2026-02-02', 'crime_ended 2026-03-16', 'criminal_case_final 2026-12-01'),
    expect: [so('ES-M8a', 'running', '2027-12-01', 'stood still from its first day: a whole year from 1 Dec 2026')],
  },
  {
    ...{ ...madrid, name: 'two criminal cases, one after the other', today: '2026-07-01' },
    happenings: told(
      ...['crime_ended 2026-03-16', 'criminal_case_opened 2026-04-01', 'criminal_case_final 2026-05-01'],
      ...['criminal_case_opened 2026-06-01', 'criminal_case_final 2026-06-11'],
    ),
    expect: [so('ES-M8a', 'running', '2027-04-26', '30 + 10 = 40 days; 16 Mar 2027 + 15 + 25 = Sun 25 Apr, so Mon 26')],
  },
  {
    ...{ ...madrid, name: 'a case opened after the year gives nothing back', today: '2026-05-01' },
    happenings: told('crime_ended 2025-03-03', 'criminal_case_opened 2026-04-01'),
    expect: [so('ES-M8a', 'overdue', '2026-03-03', '3 Mar 2025 + 1 year, a Tuesday; opened four weeks later')],
  },
  {
    ...{ ...madrid, name: 'State aid asked for on the last day', today: '2027-03-17' },
    happenings: told('crime_ended 2026-03-16', 'aid_applied 2027-03-16'),
    expect: [
      so('ES-M8a', 'met', '2027-03-16', 'Tue 16 is the last day'),
      so('ES-M9a', 'stands', null, 'provisional aid may be asked for'),
    ],
  },
  {
    ...{ ...madrid, name: 'the aid is refused, challenged, and no answer comes', today: '2027-03-03' },
    happenings: told('aid_applied 2026-06-01', 'aid_refused 2026-11-16', 'aid_challenged 2026-12-01'),
    expect: [
      so('ES-M9a', 'ended', null, 'decided'),
      so('ES-M9b', 'met', '2026-12-16', '16 Nov, 16 Dec, a Wednesday'),
      so('ES-M9c', 'silence', '2027-03-01', '1 Dec, 1 Jan, 1 Feb, 1 Mar, a Monday', { silence: '2027-03-02' }),
    ],
  },
  {
    ...{ ...madrid, name: 'minimum income: thirty days and six months', today: '2026-05-20' },
    circumstances: { legal_residence: true },
    happenings: told('imv_applied 2026-05-04'),
    expect: [
      so('ES-M1', 'ended', null, 'asked for'),
      so('ES-M2', 'stands', null, 'no twenty-three years'),
      so('ES-M3', 'stands', null, 'no six months of household'),
      so(
        'ES-M4a',
        'running',
        '2026-06-16',
        '5–8 (4), 11–14 (8), [15 May] 18–22 (13), 25–29 (18), 1–5 Jun (23), 8–12 (28), 15, 16',
      ),
      so('ES-M4b', 'running', '2026-11-04', '4 May + 6 months, a Wednesday'),
    ],
  },
  {
    ...{ ...madrid, name: 'minimum income: silence, and thirty days to complain', today: '2026-11-22' },
    happenings: told('imv_applied 2026-05-04'),
    expect: [
      so('ES-M4a', 'ended', '2026-06-16', 'an aim that passed; the law says nothing of silence'),
      so('ES-M4b', 'silence', '2026-11-04', 'silence speaks Thu 5', { silence: '2026-11-05' }),
      so(
        'ES-M4c',
        'running',
        '2026-12-09',
        'calendar: 5 Nov + 30 = Sat 5 Dec, 7 and 8 free, so Wed 9; working: 15 until 27 Nov, 20 until 4 Dec, 9–11, 14–18 (28), 21, 22',
        {
          ...{ starts: '2026-11-05', readings: { calendar_days: '2026-12-09', working_days: '2026-12-22' } },
        },
      ),
    ],
  },
  {
    ...{ ...madrid, name: 'a dismissal before a long weekend', today: '2026-11-22' },
    happenings: told('dismissed 2026-11-20'),
    expect: [
      so(
        'ES-L1',
        'running',
        '2026-12-22',
        '23–27 Nov (5), 30 Nov–4 Dec (10), [7, 8] 9–11 (13), 14–18 (18), 21, 22 (20)',
        {
          counted: [
            ...['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-30', '2026-12-01'],
            ...['2026-12-02', '2026-12-03', '2026-12-04', '2026-12-09', '2026-12-10', '2026-12-11', '2026-12-14'],
            ...['2026-12-15', '2026-12-16', '2026-12-17', '2026-12-18', '2026-12-21', '2026-12-22'],
          ],
        },
      ),
    ],
  },
  {
    ...{ ...madrid, name: 'the conciliation is pending', today: '2026-12-05' },
    happenings: told('dismissed 2026-11-20', 'conciliation_filed 2026-11-30'),
    expect: [so('ES-L1', 'suspended', null, 'six days are used: 23–27 and 30 Nov')],
  },
  {
    ...{ ...madrid, name: 'after the conciliation the days go on', today: '2026-12-20' },
    happenings: told('dismissed 2026-11-20', 'conciliation_filed 2026-11-30', 'conciliation_held 2026-12-14'),
    expect: [
      so(
        'ES-L1',
        'running',
        '2027-01-05',
        '6 used; 15–18 Dec (10), 21–24 (14), [25] 28–31 (18), [1 Jan] 4, 5 Jan (20)',
        {
          step: 'suspended',
        },
      ),
    ],
  },
  {
    ...{ ...madrid, name: 'August counts for a dismissal', today: '2026-08-03' },
    happenings: told('dismissed 2026-07-31'),
    expect: [so('ES-L1', 'running', '2026-08-28', '3–7 (5), 10–14 (10), 17–21 (15), 24–28 (20)')],
  },
  {
    ...{ ...madrid, name: 'two wages, each with its year', today: '2026-03-10' },
    happenings: told('wages_due 2026-01-31', 'wages_due 2026-02-28'),
    expect: [
      so('ES-L2', 'running', '2027-02-01', '31 Jan 2027 is a Sunday, so Mon 1', { starts: '2026-01-31' }),
      so('ES-L2', 'running', '2027-03-01', '28 Feb 2027 is a Sunday, so Mon 1 Mar', { starts: '2026-02-28' }),
    ],
  },
  {
    ...{ ...madrid, name: 'a written demand starts the year anew for both', today: '2026-11-01' },
    happenings: told('wages_due 2026-01-31', 'wages_due 2026-02-28', 'wages_demanded 2026-10-15'),
    expect: [
      so('ES-L2', 'running', '2027-10-15', '15 Oct 2026 + 1 year, a Friday', {
        starts: '2026-01-31',
        step: 'restarted',
      }),
      so('ES-L2', 'running', '2027-10-15', '15 Oct 2026 + 1 year, a Friday', {
        starts: '2026-02-28',
        step: 'restarted',
      }),
    ],
  },
  {
    ...{ ...madrid, name: 'a demand after the year gives nothing back', today: '2026-03-05' },
    happenings: told('wages_due 2025-01-31', 'wages_demanded 2026-03-01'),
    expect: [so('ES-L2', 'overdue', '2026-02-02', '31 Jan 2026 is a Saturday, so Mon 2 Feb')],
  },
  {
    ...{ ...madrid, name: 'minimum income: the complaint unanswered, then the court', today: '2027-03-01' },
    happenings: told('imv_refused 2026-11-30', 'imv_claim_filed 2026-12-09'),
    expect: [
      so('ES-M4c', 'met', '2026-12-30', 'calendar: 30 Nov + 30 = Wed 30 Dec; filed on 9 Dec', { step: 'closed' }),
      so(
        'ES-M4d',
        'silence',
        '2027-01-25',
        'calendar: 9 Dec + 45 = Sat 23 Jan, so Mon 25; working: 15 in Dec, 19 in Jan (34), 11 in Feb = Mon 15',
        {
          ...{ silence: '2027-02-16', readings: { calendar_days: '2027-01-25', working_days: '2027-02-15' } },
        },
      ),
      so('ES-M4e', 'running', '2027-04-01', '17–26 Feb (8), 1–24 Mar (26), [25, 26] 29, 30, 31 Mar (29), 1 Apr (30)', {
        starts: '2027-02-16',
      }),
    ],
  },
  {
    ...{ ...madrid, name: 'conciliation not held: after fifteen working days the days run again', today: '2026-12-28' },
    happenings: told('dismissed 2026-11-20', 'conciliation_filed 2026-11-30'),
    expect: [
      so('ES-L1a', 'ended', '2026-12-23', '1–4 Dec (4), [7, 8] 9–11 (7), 14–18 (12), 21, 22, 23 (15)'),
      so('ES-L1', 'running', '2027-01-15', '6 used; 24 Dec (7), 28–31 (11), 4, 5 Jan (13), [6] 7, 8 (15), 11–15 (20)'),
    ],
  },
]
