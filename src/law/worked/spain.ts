// How the cases of Spain are written: where, and what happened, one line each as on paper.
import type { Day } from '#kit/day.ts'
import type { ItemState } from '../reckoning.ts'
import type { RuleId } from '../rule.ts'
import type { Expected, Told } from './case.ts'

const place = (province: string, town: string) => ({ jurisdictions: ['es'] as ['es'], province, town })

export const madrid = place('28', 'madrid')
export const barcelona = place('08', 'barcelona')
export const valencia = place('46', 'valencia')
export const sevilla = place('41', 'sevilla')
export const bilbao = place('48', 'bilbao')
export const zaragoza = place('50', 'zaragoza')

/** `identified 2026-12-04 10:00 #permit`: what, the day, the hour where it is known, the matter where there are several. */
export const told = (...lines: string[]): Told[] =>
  lines.map((line) => {
    const [code, on, ...rest] = line.split(' ') as [string, Day, ...string[]]
    const at = rest.find((part) => part.includes(':'))
    const matter = rest.find((part) => part.startsWith('#'))
    return { code, on, ...(at && { at }), ...(matter && { matter: matter.slice(1) }) }
  })

export const so = (
  rule: RuleId,
  state: ItemState,
  due: Day | null,
  sum: string,
  more: Omit<Expected, 'rule' | 'state' | 'due' | 'sum'> = {},
): Expected => ({ rule, state, due, sum, ...more })
