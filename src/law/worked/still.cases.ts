// A clock that stands still, begins anew, or is met, missed and answered by silence.
import type { WorkedCase } from './case.ts'
import { deadline, term, tried } from './tried.ts'

const madrid = { jurisdictions: ['es'] as ['es'], province: '28', town: 'madrid' }
const until = {
  suspended: [{ from: ['criminal_case_opened'], until: ['criminal_case_final'] }],
  restarted: ['complaint_filed'],
}
const thirty = deadline('ES-901', term(30, 'day', 'calendar'), until)
const applied = { code: 'aid_applied', on: '2026-03-02' }
const opened = (on: string) => ({ code: 'criminal_case_opened', on })
const final = (on: string) => ({ code: 'criminal_case_final', on })

const refusing = (): Pick<WorkedCase, 'jurisdictions' | 'province' | 'town' | 'rules'> => ({
  ...madrid,
  rules: [
    deadline('ES-901', term(3, 'month', 'date_to_date'), {
      closes: ['aid_decided', 'aid_refused'],
      silence: { means: 'refused', yields: 'aid_refused' },
    }),
    deadline('ES-902', term(1, 'month', 'date_to_date'), { starts: ['aid_refused'], closes: ['court_filed'] }),
  ],
})

const twoWays = tried('ES-901', {
  readings: [
    { code: 'calendar_days', term: term(5, 'day', 'calendar') },
    { code: 'working_days', term: term(5, 'day', 'working') },
  ],
  closes: ['aid_decided'],
  silence: { means: 'granted', yields: 'aid_decided' },
})
const readings = { calendar_days: '2026-12-09', working_days: '2026-12-15' }
const both = '4 + 5 = Wed 9; or Wed 9 (1), Thu 10 (2), Fri 11 (3), Mon 14 (4), Tue 15 (5)'
const december = { code: 'aid_applied', on: '2026-12-04' }

export const cases: WorkedCase[] = [
  {
    ...{ ...madrid, name: 'suspended for twenty days', rules: [thirty], today: '2026-04-02' },
    happenings: [applied, opened('2026-03-12'), final('2026-04-01')],
    expect: [
      {
        ...{ rule: 'ES-901', state: 'running', due: '2026-04-21', step: 'suspended' },
        sum: '2 March + 30 = Wed 1 April; still 13 March to 1 April (20); 1 + 20 = Tue 21 April',
      },
    ],
  },
  {
    ...{ ...madrid, name: 'while it stands still it has no last day', rules: [thirty], today: '2026-06-01' },
    happenings: [applied, opened('2026-03-12')],
    expect: [
      {
        rule: 'ES-901',
        state: 'suspended',
        due: null,
        step: 'suspended_since',
        sum: '10 of 30 days ran until 12 March',
      },
    ],
  },
  {
    ...{ ...madrid, name: 'suspended twice', rules: [thirty], today: '2026-04-16' },
    happenings: [applied, opened('2026-03-12'), final('2026-04-01'), opened('2026-04-10'), final('2026-04-15')],
    expect: [
      {
        ...{ rule: 'ES-901', state: 'running', due: '2026-04-27' },
        sum: '1 April + 20 + 5 = Sun 26 April; Mon 27',
      },
    ],
  },
  {
    ...{ ...madrid, name: 'what ran out is not suspended any more', rules: [thirty], today: '2026-04-10' },
    happenings: [applied, opened('2026-04-05')],
    expect: [
      { rule: 'ES-901', state: 'overdue', due: '2026-04-01', sum: '2 March + 30 = Wed 1 April, before 5 April' },
    ],
  },
  {
    ...{ ...madrid, name: 'begun while it already stood still', rules: [thirty], today: '2026-03-23' },
    happenings: [opened('2026-02-01'), applied, final('2026-03-22')],
    expect: [
      {
        ...{ rule: 'ES-901', state: 'running', due: '2026-04-21' },
        sum: 'still 3 to 22 March (20); 1 April + 20 = Tue 21 April',
      },
    ],
  },
  {
    ...{ ...madrid, name: 'a year that stood still for a whole case', today: '2027-03-02' },
    rules: [deadline('ES-901', term(1, 'year', 'date_to_date'), until)],
    happenings: [applied, opened('2026-06-01'), final('2027-03-01')],
    expect: [
      {
        ...{ rule: 'ES-901', state: 'running', due: '2027-11-30' },
        sum: '2 March 2027; still 273 days (1 June to 1 March); 29 of March, 30, 31, 30, 31, 31, 30, 31 and 30 of November = 273: Tue 30 November',
      },
    ],
  },
  {
    ...{ ...madrid, name: 'working days that stood still', today: '2026-03-12' },
    rules: [deadline('ES-901', term(10, 'day', 'working'), until)],
    happenings: [applied, opened('2026-03-04'), final('2026-03-11')],
    expect: [
      {
        ...{ rule: 'ES-901', state: 'running', due: '2026-03-23' },
        sum: 'Tue 3 (1), Wed 4 (2); 5 to 11 still; Thu 12 (3), Fri 13 (4), 16 (5), 17 (6), 18 (7), 19 (8), Fri 20 (9), Mon 23 (10)',
      },
    ],
  },
  {
    ...{ ...madrid, name: 'opened and closed on one day stands still for none', rules: [thirty], today: '2026-03-20' },
    happenings: [applied, opened('2026-03-12'), final('2026-03-12')],
    expect: [{ rule: 'ES-901', state: 'running', due: '2026-04-01', sum: '2 March + 30 = Wed 1 April' }],
  },
  {
    ...{ ...madrid, name: 'the count begins anew', rules: [thirty], today: '2026-03-25' },
    happenings: [applied, { code: 'complaint_filed', on: '2026-03-20' }],
    expect: [
      {
        ...{ rule: 'ES-901', state: 'running', due: '2026-04-20', step: 'restarted' },
        sum: '20 March + 30 = Sun 19 April; Mon 20',
      },
    ],
  },
  {
    ...{ ...madrid, name: 'what ran out does not begin anew', rules: [thirty], today: '2026-04-20' },
    happenings: [applied, { code: 'complaint_filed', on: '2026-04-10' }],
    expect: [{ rule: 'ES-901', state: 'overdue', due: '2026-04-01', sum: '1 April was over on 10 April' }],
  },
  {
    ...{ ...madrid, name: 'on its last day it is due', rules: [thirty], today: '2026-04-01', happenings: [applied] },
    expect: [{ rule: 'ES-901', state: 'due', due: '2026-04-01', sum: '2 March + 30 = Wed 1 April, today' }],
  },
  {
    ...{ ...madrid, name: 'met on its last day', rules: [thirty], today: '2026-05-01' },
    happenings: [applied, { code: 'aid_decided', on: '2026-04-01' }],
    expect: [{ rule: 'ES-901', state: 'met', due: '2026-04-01', step: 'closed', sum: 'done on 1 April, due 1 April' }],
  },
  {
    ...{ ...madrid, name: 'done a day late', rules: [thirty], today: '2026-05-01' },
    happenings: [applied, { code: 'aid_decided', on: '2026-04-06' }],
    expect: [
      { rule: 'ES-901', state: 'late', due: '2026-04-01', step: 'closed_late', sum: 'done on 6 April, due 1 April' },
    ],
  },
  {
    ...{ ...madrid, name: 'an aim that passed is not overdue', today: '2026-04-10', happenings: [applied] },
    rules: [deadline('ES-901', term(5, 'day', 'working', { bound: 'aim', roll: 'stays' }))],
    expect: [
      {
        ...{ rule: 'ES-901', state: 'ended', due: '2026-03-09', step: 'aim_passed' },
        counted: ['2026-03-03', '2026-03-04', '2026-03-05', '2026-03-06', '2026-03-09'],
        sum: 'Tue 3 (1), Wed 4 (2), Thu 5 (3), Fri 6 (4), Mon 9 (5)',
      },
    ],
  },
  {
    ...{ ...madrid, name: 'at least thirty days go on after thirty', today: '2026-05-01', happenings: [applied] },
    rules: [
      tried('ES-901', {
        ...{ kind: 'period', closes: [], ends: ['aid_decided'] },
        readings: [{ code: 'only', term: term(30, 'day', 'calendar', { roll: 'stays', bound: 'at_least' }) }],
      }),
    ],
    expect: [{ rule: 'ES-901', state: 'stands', due: '2026-04-01', step: 'at_least', sum: 'not before 1 April' }],
  },
  {
    ...{ ...refusing(), name: 'silence on the day after the last starts an appeal', today: '2026-06-03' },
    happenings: [applied],
    expect: [
      {
        rule: 'ES-901',
        state: 'silence',
        due: '2026-06-02',
        silence: '2026-06-03',
        sum: '2 March → Tue 2 June; Wed 3',
      },
      { rule: 'ES-902', state: 'running', due: '2026-07-03', sum: 'from Wed 3 June → Fri 3 July' },
    ],
  },
  {
    ...{ ...refusing(), name: 'on its last day silence has not spoken', today: '2026-06-02', happenings: [applied] },
    expect: [{ rule: 'ES-901', state: 'due', due: '2026-06-02', sum: '2 March → Tue 2 June, today' }],
    without: ['ES-902'],
  },
  {
    ...{ ...refusing(), name: 'a refusal in writing after silence starts no second appeal', today: '2026-06-22' },
    happenings: [applied, { code: 'aid_refused', on: '2026-06-20' }],
    expect: [
      {
        ...{ rule: 'ES-901', state: 'silence', due: '2026-06-02', step: 'decided_after_silence' },
        sum: 'silence since 3 June; the letter of 20 June says the same',
      },
      { rule: 'ES-902', state: 'running', due: '2026-07-03', sum: 'still from 3 June: the earlier of both' },
    ],
  },
  {
    ...{ ...refusing(), name: 'a refusal in time starts the appeal itself', today: '2026-05-12' },
    happenings: [applied, { code: 'aid_refused', on: '2026-05-11' }],
    expect: [
      { rule: 'ES-901', state: 'met', due: '2026-06-02', sum: 'decided on 11 May, due 2 June' },
      { rule: 'ES-902', state: 'running', due: '2026-06-11', sum: 'from Mon 11 May → Thu 11 June' },
    ],
  },
  {
    ...{ ...madrid, name: 'two ways of reading: the earlier rings', rules: [twoWays], today: '2026-12-08' },
    happenings: [december],
    expect: [{ rule: 'ES-901', state: 'running', due: '2026-12-09', readings, step: 'earliest', sum: both }],
  },
  {
    ...{ ...madrid, name: 'between two readings nothing is claimed yet', rules: [twoWays], today: '2026-12-11' },
    happenings: [december],
    expect: [{ rule: 'ES-901', state: 'overdue', due: '2026-12-09', readings, sum: 'past Wed 9, not past Tue 15' }],
  },
  {
    ...{ ...madrid, name: 'silence speaks when every reading is over', rules: [twoWays], today: '2026-12-16' },
    happenings: [december],
    expect: [
      {
        rule: 'ES-901',
        state: 'silence',
        due: '2026-12-09',
        readings,
        silence: '2026-12-16',
        sum: 'Tue 15 was the later; Wed 16',
      },
    ],
  },
  {
    ...{
      ...madrid,
      name: 'done between two readings is in time by one of them',
      rules: [twoWays],
      today: '2026-12-20',
    },
    happenings: [december, { code: 'aid_decided', on: '2026-12-11' }],
    expect: [
      {
        rule: 'ES-901',
        state: 'met',
        due: '2026-12-09',
        step: 'in_time_by_one_reading',
        sum: 'Fri 11 is after 9, before 15',
      },
    ],
  },
]
