// What the invented lawyer of the demo signed: one rule that stands, one to look at again, and one whose text changed since. She
// does not exist, and no real lawyer has read these rules.
import { packs } from '#law/packs.ts'
import { ruleHash } from '#law/review.api.ts'
import { insertReview } from '#law/review.store.ts'
import type { World } from '#test/world.ts'
import type { Cast } from './live.ts'

const signed = [
  { rule_id: 'ES-13', days: 12, verdict: 'stands', words: 'Leído el artículo 152: un mes desde la notificación.' },
  { rule_id: 'ES-06', days: 9, verdict: 'look_again', words: 'Falta confirmar si los cinco días son hábiles.' },
  { rule_id: 'ES-07', days: 40, verdict: 'stands', words: 'Leído el artículo 150.', before: true },
] as const

export const reviewRules = async ({ tx, id, at }: World, { own, staff }: Cast): Promise<void> => {
  for (const { rule_id, days, verdict, words, ...more } of signed) {
    const rule = packs.es.rules.find((each) => each.id === rule_id && each.valid_until === null)
    if (!rule) continue
    const hash = ruleHash(rule)
    await insertReview(tx, {
      ...{ organisation_id: own.organisation_id, review_id: id('law review', rule_id), pack_id: 'es', rule_id },
      rule_from: rule.valid_from,
      // Of the text as it was: a letter of it has changed since.
      rule_hash: 'before' in more ? [...hash].toReversed().join('') : hash,
      ...{ verdict, words, name: `${staff.ines.name} (inventada)`, on_day: at(days).slice(0, 10) },
      recorded_by: staff.ines.staff_id,
    })
  }
}
