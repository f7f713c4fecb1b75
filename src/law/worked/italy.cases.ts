// Italy: six months and a year, three months and three, the permit for labour exploitation in its two versions, and the thirty
// days of the Convention that hold there.
import type { WorkedCase } from './case.ts'
import { so, told } from './spain.ts'

const rome = { jurisdictions: ['it'] as ['it'], province: 'IT-RM', town: 'roma' }
const permit = told('permit_granted 2026-02-10')

export const cases: WorkedCase[] = [
  {
    ...{ ...rome, name: 'the first permit: six months', today: '2026-03-01', happenings: permit },
    expect: [
      so('IT-2a', 'stands', '2026-08-09', '10 Feb counts: to 9 Aug', {
        readings: { same_day: '2026-08-09', next_day: '2026-08-10' },
      }),
      so('IT-2c', 'stands', null, 'work and study from the first day'),
    ],
  },
  {
    ...{ ...rome, name: 'six months from the end of August', today: '2026-09-10' },
    happenings: told('permit_granted 2026-08-31'),
    expect: [
      so('IT-2a', 'stands', '2027-02-28', 'February has no 31st: its last day by both readings', {
        ...{ readings: { same_day: '2027-02-28', next_day: '2027-02-28' }, step: 'month_end' },
      }),
    ],
  },
  {
    ...{ ...rome, name: 'nobody asked for the renewal', today: '2026-09-01', happenings: permit },
    expect: [so('IT-2a', 'ended', '2026-08-09', 'over'), so('IT-2c', 'ended', null, 'and with it the work')],
  },
  {
    ...{ ...rome, name: 'renewed for a year', today: '2026-08-02' },
    happenings: told('permit_granted 2026-02-10', 'permit_renewed 2026-08-01'),
    expect: [
      so('IT-2a', 'ended', '2026-08-09', 'replaced on 1 Aug'),
      so('IT-2b', 'stands', '2027-07-31', '1 Aug 2026 to 31 July 2027', {
        readings: { same_day: '2027-07-31', next_day: '2027-08-01' },
      }),
      so('IT-2c', 'stands', null, 'work goes on'),
    ],
  },
  {
    ...{ ...rome, name: 'renewed twice: the later one counts', today: '2027-07-21' },
    happenings: told('permit_granted 2026-02-10', 'permit_renewed 2026-08-01', 'permit_renewed 2027-07-20'),
    expect: [
      so('IT-2b', 'ended', '2027-07-31', 'the first year, replaced', { starts: '2026-08-01' }),
      so('IT-2b', 'stands', '2028-07-19', '20 July 2027 to 19 July 2028', { starts: '2027-07-20' }),
    ],
  },
  {
    ...{ ...rome, name: 'turned into a work permit', today: '2026-07-02' },
    happenings: told('permit_granted 2026-02-10', 'permit_converted 2026-07-01'),
    expect: [so('IT-2a', 'ended', '2026-08-09', 'converted on 1 July')],
  },
  {
    ...{ ...rome, name: 'first programme: three months from the 31st', today: '2026-02-10' },
    happenings: told('it_programme_started 2026-01-31'),
    expect: [so('IT-5a', 'stands', '2026-04-30', 'April has no 31st', { step: 'month_end' })],
  },
  {
    ...{ ...rome, name: 'and three months more', today: '2026-05-10' },
    happenings: told('it_programme_started 2026-01-31', 'it_programme_extended 2026-04-30'),
    expect: [
      so('IT-5a', 'ended', '2026-04-30', '31 Jan to 30 Apr'),
      so('IT-5b', 'stands', '2026-07-30', '30 Apr to 30 July'),
    ],
  },
  {
    ...{ ...rome, name: 'the single programme takes over', today: '2026-05-21' },
    happenings: told('it_programme_started 2026-03-15', 'it_single_programme_started 2026-05-20'),
    expect: [
      so('IT-5a', 'ended', '2026-06-15', '15 Mar to 15 June, replaced on 20 May'),
      so('IT-4', 'stands', null, 'while she stays in it'),
    ],
  },
  {
    ...{ ...rome, name: 'labour exploitation on the last day of the old article', today: '2024-12-01' },
    happenings: told('it_labour_permit_granted 2024-10-10'),
    expect: [so('IT-6a', 'stands', '2025-04-09', '10 Oct to 9 Apr, art. 22 c. 12-quater')],
  },
  {
    ...{ ...rome, name: 'labour exploitation on the first day of article 18-ter', today: '2024-12-01' },
    happenings: told('it_labour_permit_granted 2024-10-11'),
    expect: [so('IT-6a', 'stands', '2025-04-10', '11 Oct to 10 Apr, art. 18-ter')],
  },
  {
    ...{ ...rome, name: 'article 18-ter renewed for a year', today: '2025-06-02' },
    happenings: told('it_labour_permit_granted 2024-12-05', 'it_labour_permit_renewed 2025-06-01'),
    expect: [
      so('IT-6a', 'ended', '2025-06-04', '5 Dec to 4 June, replaced on 1 June'),
      so('IT-6b', 'stands', '2026-05-31', '1 June 2025 to 31 May 2026'),
    ],
  },
  {
    ...{ ...rome, name: 'the thirty days of the Convention', today: '2026-03-05' },
    happenings: told('reasonable_grounds 2026-03-02'),
    expect: [
      so('COE-13a', 'stands', '2026-04-01', '2 Mar not counted: 31 Mar is 29, 1 Apr 30', { step: 'at_least' }),
      so('COE-13b', 'stands', '2026-04-01', 'no removal meanwhile'),
      so('COE-10b', 'stands', null, 'nor while identification runs'),
    ],
  },
  {
    ...{ ...rome, name: 'and after them the identification still protects', today: '2026-04-05' },
    happenings: told('reasonable_grounds 2026-03-02'),
    expect: [
      so('COE-13b', 'ended', '2026-04-01', 'thirty days are over'),
      so('COE-10b', 'stands', null, 'nobody has decided yet'),
    ],
  },
]
