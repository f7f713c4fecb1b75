// Short words for whoever stands around an invented person: the group first, then what is known of them.
import type { ToldAround } from './who.ts'

type Told = Omit<ToldAround, 'group' | 'role'>
const of =
  (group: ToldAround['group']) =>
  (role: string, told: Told = {}): ToldAround => ({ group, role, ...told })
export const family = of('family')
export const household = of('household')
export const dependant = of('dependant')
export const apart = of('apart')

export const safe = { safe: 'safe', may_contact: 'yes' } as const
export const withThem = { safe: 'safe', may_contact: 'with_the_person' } as const
export const told = { knows: 'yes', may_be_told: 'yes' } as const
export const untold = { knows: 'no', may_be_told: 'no' } as const
