// The Union's terms of asylum since 12 June 2026, counted where Italy's holidays hold: two readings, the earlier one rings.
import type { WorkedCase } from './case.ts'
import { so, told } from './spain.ts'

const rome = { jurisdictions: ['it'] as ['it'], province: 'IT-RM', town: 'roma' }
const lodged = told('asylum_applied 2026-07-06')

export const cases: WorkedCase[] = [
  {
    ...{ ...rome, name: 'said before the Regulation applied', today: '2026-06-13' },
    happenings: told('asylum_making 2026-06-11'),
    expect: [],
    without: ['EU-A10a'],
  },
  {
    ...{ ...rome, name: 'said on its first day: five days to register', today: '2026-06-12' },
    happenings: told('asylum_making 2026-06-12'),
    expect: [so('EU-A10a', 'running', '2026-06-17', '13 (1), 14, 15, 16, Wed 17 (5)')],
  },
  {
    ...{ ...rome, name: 'five days that end at Christmas', today: '2026-12-21' },
    happenings: told('asylum_making 2026-12-21'),
    expect: [
      so('EU-A10a', 'running', '2026-12-26', 'Sat 26 is Santo Stefano; rolled to Mon 28', {
        readings: { stays: '2026-12-26', rolls: '2026-12-28' },
      }),
    ],
  },
  {
    ...{ ...rome, name: 'registered in time', today: '2026-06-20' },
    happenings: told('asylum_making 2026-06-12', 'asylum_registered 2026-06-15'),
    expect: [
      so('EU-A10a', 'met', '2026-06-17', '15 is before 17'),
      so('EU-A10b', 'running', '2026-07-06', '30 June is 15, 6 July 21'),
    ],
  },
  {
    ...{ ...rome, name: 'twenty-one days that end on Ferragosto', today: '2026-08-01' },
    happenings: told('asylum_registered 2026-07-25'),
    expect: [
      so('EU-A10b', 'running', '2026-08-15', 'Sat 15 Aug is free; rolled to Mon 17', {
        readings: { stays: '2026-08-15', rolls: '2026-08-17' },
      }),
    ],
  },
  {
    ...{ ...rome, name: 'lodged between the two readings', today: '2026-08-20' },
    happenings: told('asylum_registered 2026-07-25', 'asylum_applied 2026-08-17'),
    expect: [so('EU-A10b', 'met', '2026-08-15', 'after 15, on 17', { step: 'in_time_by_one_reading' })],
  },
  {
    ...{ ...rome, name: 'lodged too late by both readings', today: '2026-08-20' },
    happenings: told('asylum_registered 2026-07-25', 'asylum_applied 2026-08-18'),
    expect: [so('EU-A10b', 'late', '2026-08-15', 'after 15 and after 17')],
  },
  {
    ...{ ...rome, name: 'two months for admissibility, six for the decision', today: '2026-07-10', happenings: lodged },
    expect: [
      so('EU-A10c', 'running', '2026-09-06', 'Sun 6 Sept; rolled to Mon 7', {
        readings: { stays: '2026-09-06', rolls: '2026-09-07' },
      }),
      so('EU-A10e', 'running', '2027-01-06', 'Wed 6 Jan is Epiphany; rolled to Thu 7', {
        readings: { stays: '2027-01-06', rolls: '2027-01-07' },
      }),
    ],
    without: ['EU-A10d', 'EU-A10f', 'EU-A10g'],
  },
  {
    ...{ ...rome, name: 'accelerated: three months', today: '2026-07-10', happenings: lodged },
    circumstances: { asylum_accelerated: true },
    expect: [so('EU-A10d', 'running', '2026-10-06', '6 July, 6 Oct, a Tuesday')],
    without: ['EU-A10e', 'EU-A10f'],
  },
  {
    ...{ ...rome, name: 'extended: twenty-one months at most', today: '2026-07-10', happenings: lodged },
    circumstances: { asylum_extended: true },
    expect: [so('EU-A10f', 'running', '2028-04-06', 'July 2026 and 21 months: 6 Apr 2028, a Thursday')],
    without: ['EU-A10d', 'EU-A10e'],
  },
  {
    ...{ ...rome, name: 'six months from the end of August', today: '2026-09-01' },
    happenings: told('asylum_applied 2026-08-31'),
    expect: [
      so('EU-A10e', 'running', '2027-02-28', 'February has no 31st; Sun 28 rolls to Mon 1 Mar', {
        readings: { stays: '2027-02-28', rolls: '2027-03-01' },
      }),
    ],
  },
  {
    ...{ ...rome, name: 'at the border: twelve weeks', today: '2026-06-20' },
    circumstances: { applied_at_border: true },
    happenings: told('asylum_registered 2026-06-15'),
    expect: [so('EU-A10g', 'running', '2026-09-07', 'twelve Mondays on: June 15, July 46, Aug 77, 7 Sept 84')],
  },
  {
    ...{ ...rome, name: 'decided before six months', today: '2026-12-01' },
    happenings: told('asylum_applied 2026-07-06', 'asylum_granted 2026-11-30'),
    expect: [so('EU-A10e', 'met', '2027-01-06', '30 Nov is before 6 Jan')],
  },
]
