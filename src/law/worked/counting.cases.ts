// Ways of counting, each on its own: days, hours, months, what is free and what is not.
import type { WorkedCase } from './case.ts'
import { deadline, term } from './tried.ts'

const asked = (on: string, at?: string) => [{ code: 'aid_applied', on, ...(at ? { at } : {}) }]
const spain = { jurisdictions: ['es'] as ['es'], province: '28', town: 'madrid' }

export const cases: WorkedCase[] = [
  {
    ...spain,
    name: 'five working days over an ordinary weekend',
    rules: [deadline('ES-901', term(5, 'day', 'working'))],
    happenings: asked('2026-11-18'),
    today: '2026-11-18',
    expect: [
      {
        ...{ rule: 'ES-901', state: 'running', due: '2026-11-25' },
        counted: ['2026-11-19', '2026-11-20', '2026-11-23', '2026-11-24', '2026-11-25'],
        sum: 'Wed 18; Thu 19 (1), Fri 20 (2), Mon 23 (3), Tue 24 (4), Wed 25 (5)',
      },
    ],
  },
]
