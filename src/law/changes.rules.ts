// What another reckoning of the same file changed, and what had been missed before anybody knew.
import type { Day } from '#kit/day.ts'
import type { Change, Item, ItemState } from './reckoning.ts'

const isMissed = (state: ItemState): boolean => state === 'overdue' || state === 'late'

const whatChanged = (before: Item | undefined, now: Item | undefined, today: Day): Change['what'] | null => {
  if (!now) return 'gone'
  const knewBefore = before !== undefined && isMissed(before.state)
  if (isMissed(now.state) && !knewBefore && now.due_on !== null && now.due_on < today) return 'missed_before'
  if (!before) return 'new'
  if (before.due_on !== now.due_on || before.due_at !== now.due_at) {
    if (before.due_on === null || now.due_on === null) return 'state'
    const [was, is] = [`${before.due_on} ${before.due_at ?? '24:00'}`, `${now.due_on} ${now.due_at ?? '24:00'}`]
    return is < was ? 'earlier' : 'later'
  }
  return before.state === now.state ? null : 'state'
}

/** In the order of the new reckoning; what is gone comes last. */
export const changesBetween = (before: readonly Item[], now: readonly Item[], today: Day): Change[] => {
  const [stood, stands] = [
    new Map(before.map((item) => [item.key, item])),
    new Map(now.map((item) => [item.key, item])),
  ]
  const keys = [...stands.keys(), ...[...stood.keys()].filter((key) => !stands.has(key))]
  return keys.flatMap((key) => {
    const [was, is] = [stood.get(key), stands.get(key)]
    const what = whatChanged(was, is, today)
    if (!what) return []
    return {
      ...{ key, rule_id: (is ?? was)!.rule_id, what },
      ...{ due_before: was?.due_on ?? null, due_now: is?.due_on ?? null },
      ...{ state_before: was?.state ?? null, state_now: is?.state ?? null },
    }
  })
}
