// What may be written down: events and circumstances that the packs of this file know, on days that have come.
import type { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { heardBy } from './index.rules.ts'
import type { Circumstances } from './reckoning.ts'
import type { Pack, PackEvent, PackId } from './rule.ts'

/** An event is known where it happened, or in a body of law above. */
export const findEvent = (packs: readonly Pack[], jurisdiction: PackId, code: string): PackEvent | undefined =>
  heardBy(packs, jurisdiction)
    .flatMap(({ events }) => events)
    .find((event) => event.code === code)

/** `today: null`: one only supposes, and may suppose what is still to come. */
export const refuseEvent = (
  packs: readonly Pack[],
  { code, jurisdiction, happened_on }: { code: string; jurisdiction: PackId; happened_on: Day },
  today: Day | null,
): void => {
  if (!packs.some(({ id }) => id === jurisdiction)) throw new Problem('invalid', 'law.other_jurisdiction')
  const event = findEvent(packs, jurisdiction, code)
  if (!event || event.recorded === 'yielded') throw new Problem('invalid', 'law.unknown_event')
  if (today !== null && happened_on > today) throw new Problem('invalid', 'law.not_yet')
}

export const refuseCircumstances = (packs: readonly Pack[], circumstances: Circumstances): void => {
  const fields = packs.flatMap((pack) => pack.circumstances)
  for (const [field, value] of Object.entries(circumstances)) {
    const known = fields.filter((each) => each.field === field)
    const right = known.some(({ choices }) =>
      choices === null ? typeof value === 'boolean' : typeof value === 'string' && choices.includes(value),
    )
    if (!right) throw new Problem('invalid', 'law.unknown_circumstance')
  }
}
