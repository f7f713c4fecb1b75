// Several at once: other terms for some, two applications side by side, one way chosen of two, versions of a law.
import type { WorkedCase } from './case.ts'
import { deadline, term, tried } from './tried.ts'

const madrid = { jurisdictions: ['es'] as ['es'], province: '28', town: 'madrid' }
const month = deadline('ES-901', term(1, 'month', 'date_to_date'))
const halved = deadline('ES-901', term(30, 'day', 'calendar'), {
  alternatives: [
    { when: { field: 'minor', equals: true }, readings: [{ code: 'only', term: term(15, 'day', 'calendar') }] },
  ],
})
const appeals = [
  deadline('ES-901', term(1, 'month', 'date_to_date'), {
    ...{ track: 'appeal', starts: ['decision_notified'], closes: ['reposicion_filed'], instead_of: ['ES-902'] },
  }),
  deadline('ES-902', term(2, 'month', 'date_to_date', { pauses: 'court_closed' }), {
    ...{ track: 'appeal', starts: ['decision_notified', 'reposicion_decided'], closes: ['court_filed'] },
  }),
]
const told = { code: 'decision_notified', on: '2026-03-10' }
const inForce = tried('ES-901', { kind: 'right', starts: [], closes: [], valid_until: '2026-05-31' })
const young = { valid_from: '2026-06-01', valid_until: null }

export const cases: WorkedCase[] = [
  {
    ...{ ...madrid, name: 'her circumstances give another term', rules: [halved], today: '2026-03-02' },
    circumstances: { minor: true },
    happenings: [{ code: 'aid_applied', on: '2026-03-02' }],
    expect: [
      { rule: 'ES-901', state: 'running', due: '2026-03-17', step: 'alternative', sum: '2 + 15 = Tue 17 March' },
    ],
  },
  {
    ...{ ...madrid, name: 'what was not answered leaves the ordinary term', rules: [halved], today: '2026-03-02' },
    happenings: [{ code: 'aid_applied', on: '2026-03-02' }],
    expect: [{ rule: 'ES-901', state: 'running', due: '2026-04-01', sum: '2 March + 30 = Wed 1 April' }],
  },
  {
    ...{ ...madrid, name: 'a rule for some begins for none whose answer is not known', today: '2026-03-02' },
    rules: [{ ...month, when: { field: 'minor', equals: true } }],
    happenings: [{ code: 'aid_applied', on: '2026-03-02' }],
    expect: [],
    without: ['ES-901'],
  },
  {
    ...{ ...madrid, name: 'two applications, one of them decided', rules: [month], today: '2026-05-20' },
    happenings: [
      { code: 'aid_applied', on: '2026-03-02', matter: 'first' },
      { code: 'aid_applied', on: '2026-03-16', matter: 'second' },
      { code: 'aid_decided', on: '2026-03-30', matter: 'second' },
    ],
    expect: [
      {
        rule: 'ES-901',
        matter: 'first',
        state: 'overdue',
        due: '2026-04-06',
        sum: '2 March → Thu 2 April, free; Fri 3 free; Mon 6',
      },
      {
        rule: 'ES-901',
        matter: 'second',
        state: 'met',
        due: '2026-04-16',
        sum: '16 March → Thu 16 April; decided 30 March',
      },
    ],
  },
  {
    ...{ ...madrid, name: 'a decision of no matter closes neither of two', rules: [month], today: '2026-03-31' },
    happenings: [
      { code: 'aid_applied', on: '2026-03-02', matter: 'first' },
      { code: 'aid_applied', on: '2026-03-16', matter: 'second' },
      { code: 'aid_decided', on: '2026-03-30' },
    ],
    expect: [
      { rule: 'ES-901', matter: 'first', state: 'running', due: '2026-04-06', sum: 'it is not told which was decided' },
      {
        rule: 'ES-901',
        matter: 'second',
        state: 'running',
        due: '2026-04-16',
        sum: 'it is not told which was decided',
      },
    ],
  },
  {
    ...{
      ...madrid,
      name: 'one step twice: the first is done, the second is still owed',
      rules: [month],
      today: '2026-05-20',
    },
    happenings: [
      { code: 'aid_applied', on: '2026-03-10' },
      { code: 'aid_decided', on: '2026-03-20' },
      { code: 'aid_applied', on: '2026-05-11' },
    ],
    expect: [
      {
        rule: 'ES-901',
        starts: '2026-03-10',
        state: 'met',
        due: '2026-04-10',
        sum: '10 March → Fri 10 April; done 20 March',
      },
      { rule: 'ES-901', starts: '2026-05-11', state: 'running', due: '2026-06-11', sum: '11 May → Thu 11 June' },
    ],
  },
  {
    ...{
      ...madrid,
      name: 'told twice before one answer: what is due first is met',
      rules: [month],
      today: '2026-04-01',
    },
    happenings: [
      { code: 'aid_applied', on: '2026-03-10' },
      { code: 'aid_applied', on: '2026-03-17' },
      { code: 'aid_decided', on: '2026-03-20' },
    ],
    expect: [
      { rule: 'ES-901', starts: '2026-03-10', state: 'met', due: '2026-04-10', sum: '10 March → Fri 10 April' },
      {
        rule: 'ES-901',
        starts: '2026-03-17',
        state: 'running',
        due: '2026-04-17',
        sum: '17 March → Fri 17 April, still owed',
      },
    ],
  },
  {
    ...{
      ...madrid,
      name: 'two ways to appeal stand side by side',
      rules: appeals,
      happenings: [told],
      today: '2026-03-11',
    },
    expect: [
      { rule: 'ES-901', state: 'running', due: '2026-04-10', sum: '10 March → Fri 10 April' },
      { rule: 'ES-902', state: 'running', due: '2026-05-11', sum: '10 March → Sun 10 May; Mon 11' },
    ],
  },
  {
    ...{ ...madrid, name: 'choosing one way takes the other away', rules: appeals, today: '2026-04-10' },
    happenings: [told, { code: 'reposicion_filed', on: '2026-04-09' }],
    expect: [
      { rule: 'ES-901', state: 'met', due: '2026-04-10', sum: 'filed 9 April, due 10 April' },
      { rule: 'ES-902', state: 'taken_away', due: '2026-05-11', step: 'taken_away', sum: 'the other way was chosen' },
    ],
  },
  {
    ...{ ...madrid, name: 'the answer to the first way opens the second anew', rules: appeals, today: '2026-06-25' },
    happenings: [
      told,
      { code: 'reposicion_filed', on: '2026-04-09' },
      { code: 'reposicion_decided', on: '2026-06-22' },
    ],
    expect: [
      {
        ...{ rule: 'ES-902', starts: '2026-06-22', state: 'running', due: '2026-09-22', step: 'court_closed' },
        sum: '22 June → 22 August, August not counted: Tue 22 September',
      },
    ],
  },
  {
    ...{ ...madrid, name: 'two tracks run at once and do not meet', today: '2026-03-20' },
    rules: [
      month,
      deadline('ES-902', term(2, 'month', 'date_to_date'), {
        track: 'labour',
        starts: ['dismissed'],
        closes: ['court_filed'],
      }),
    ],
    happenings: [
      { code: 'dismissed', on: '2026-03-04' },
      { code: 'aid_applied', on: '2026-03-10' },
      { code: 'aid_decided', on: '2026-03-18' },
    ],
    expect: [
      { rule: 'ES-901', state: 'met', due: '2026-04-10', sum: '10 March → Fri 10 April; decided 18 March' },
      { rule: 'ES-902', state: 'running', due: '2026-05-04', sum: '4 March → Mon 4 May' },
    ],
  },
  {
    ...{ ...madrid, name: 'what ends takes a deadline away', today: '2026-03-20' },
    rules: [{ ...month, ends: ['return_asked'] }],
    happenings: [
      { code: 'aid_applied', on: '2026-03-10' },
      { code: 'return_asked', on: '2026-03-19' },
    ],
    expect: [{ rule: 'ES-901', state: 'taken_away', due: '2026-04-10', sum: 'no longer owed from 19 March' }],
  },
  {
    ...{ ...madrid, name: 'begun the day before a new law: the old one holds', today: '2026-06-01' },
    rules: [
      deadline('ES-901', term(10, 'day', 'calendar'), { valid_until: '2026-05-31' }),
      deadline('ES-901', term(30, 'day', 'calendar'), young),
    ],
    happenings: [{ code: 'aid_applied', on: '2026-05-31' }],
    expect: [{ rule: 'ES-901', state: 'running', due: '2026-06-10', sum: '31 May + 10 = Wed 10 June' }],
  },
  {
    ...{ ...madrid, name: 'begun on its first day: the new one holds', today: '2026-06-01' },
    rules: [
      deadline('ES-901', term(10, 'day', 'calendar'), { valid_until: '2026-05-31' }),
      deadline('ES-901', term(30, 'day', 'calendar'), young),
    ],
    happenings: [{ code: 'aid_applied', on: '2026-06-01' }],
    expect: [{ rule: 'ES-901', state: 'running', due: '2026-07-01', sum: '1 June + 30 = Wed 1 July' }],
  },
  {
    ...{ ...madrid, name: 'no law was in force yet', rules: [{ ...month, ...young }], today: '2026-06-01' },
    happenings: [{ code: 'aid_applied', on: '2026-05-31' }],
    expect: [],
    without: ['ES-901'],
  },
  {
    ...{ ...madrid, name: 'a right of all changes with its law: before', today: '2026-05-31' },
    rules: [inForce, { ...inForce, ...young }],
    happenings: [{ code: 'aid_applied', on: '2026-03-02' }],
    expect: [
      { rule: 'ES-901', starts: '2026-03-02', state: 'stands', due: null, sum: 'from the first day of the file' },
      { rule: 'ES-901', starts: '2026-06-01', state: 'coming', due: null, sum: 'the new version begins tomorrow' },
    ],
  },
  {
    ...{ ...madrid, name: 'a right of all changes with its law: after', today: '2026-06-01' },
    rules: [inForce, { ...inForce, ...young }],
    happenings: [{ code: 'aid_applied', on: '2026-03-02' }],
    expect: [
      { rule: 'ES-901', starts: '2026-03-02', state: 'ended', due: null, sum: 'the old version held until yesterday' },
      { rule: 'ES-901', starts: '2026-06-01', state: 'stands', due: null, sum: 'the new version holds from today' },
    ],
  },
  {
    ...{ ...madrid, name: 'what was done under the old law is not owed anew under the new', today: '2026-06-10' },
    rules: [
      { ...inForce, kind: 'duty', closes: ['padron_registered'] },
      { ...inForce, kind: 'duty', closes: ['padron_registered'], ...young },
    ],
    happenings: [
      { code: 'aid_applied', on: '2026-03-02' },
      { code: 'padron_registered', on: '2026-04-07' },
    ],
    expect: [
      { rule: 'ES-901', starts: '2026-03-02', state: 'met', due: null, sum: 'done on 7 April' },
      { rule: 'ES-901', starts: '2026-06-01', state: 'met', due: null, sum: 'done on 7 April, before the new version' },
    ],
  },
  {
    ...{ name: 'each country counts by its own calendar', jurisdictions: ['es', 'uk'], province: '28', town: 'madrid' },
    happenings: [
      { code: 'referred', on: '2026-12-24', jurisdiction: 'uk' },
      { code: 'proposal_received', on: '2026-12-24', at: '12:00' },
    ],
    circumstances: { agrees_to_period: true },
    today: '2026-12-24',
    expect: [
      {
        ...{ rule: 'UK-3', state: 'running', due: '2027-01-05' },
        sum: 'Fri 25 and Mon 28 free; Tue 29 (1), 30 (2), 31 (3), Fri 1 free, Mon 4 (4), Tue 5 (5)',
      },
      {
        ...{ rule: 'ES-06', state: 'running', due: '2026-12-29' },
        readings: { calendar_days: '2026-12-29', working_days: '2027-01-04' },
        sum: '24 + 5 = Tue 29; or Mon 28 (1), 29 (2), 30 (3), 31 (4), Fri 1 free, Mon 4 (5)',
      },
    ],
  },
  {
    ...{ name: 'what happened in one country starts nothing in another', jurisdictions: ['es', 'uk'] },
    happenings: [{ code: 'proposal_received', on: '2026-12-24', at: '12:00', jurisdiction: 'uk' }],
    circumstances: { agrees_to_period: true },
    today: '2026-12-24',
    expect: [],
    without: ['ES-06'],
  },
  {
    ...{
      name: 'what happened in a country is heard by the treaty above it',
      jurisdictions: ['es'],
      today: '2026-12-24',
    },
    happenings: [{ code: 'reasonable_grounds', on: '2026-12-01' }],
    expect: [
      {
        ...{ rule: 'COE-13a', state: 'stands', due: '2026-12-31', step: 'at_least' },
        sum: '1 + 30 = 31 December, at least',
      },
    ],
  },
]
