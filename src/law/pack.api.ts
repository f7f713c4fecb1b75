// The packs as they are read and signed on the desk.
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import * as model from './pack.ts'
import { packs } from './packs.ts'
import { reviewedBy, ruleHash } from './review.api.ts'
import { insertReview, reviewsOf, reviewWords } from './review.store.ts'
import { type Pack, type PackId, packIds } from './rule.ts'

const headOf = ({ rules: _, ...head }: Pack) => head

const countOf = (pack: Pack, reviews: readonly model.RuleReview[]): model.PackCount => {
  const { id, country, above, source, valid_from, valid_until, rules } = pack
  const standing = rules.map((rule) => reviewedBy(rule, reviews).standing)
  const sure = (confidence: string) => rules.filter((rule) => rule.confidence === confidence).length
  return {
    ...{ id, country, above, source, valid_from, valid_until },
    ...{ rules: rules.length, checked: sure('checked'), secondary: sure('secondary'), memory: sure('memory') },
    verify: rules.filter(({ verify }) => verify).length,
    reviewed: standing.filter((each) => each === 'reviewed').length,
    unreviewed: standing.filter((each) => each === 'unreviewed' || each === 'changed').length,
    doubted: standing.filter((each) => each === 'wrong' || each === 'look_again').length,
  }
}

const ofPack = (reviews: model.RuleReview[], pack_id: PackId) => reviews.filter((each) => each.pack_id === pack_id)

export const readPacks = answer(model.readPacks)(async ({ tx, actor }) => {
  const reviews = await reviewsOf(tx, actor.organisation_id)
  return { packs: packIds.map((id) => countOf(packs[id], ofPack(reviews, id))) }
})

export const readPack = answer(model.readPack)(async ({ input, tx, vault, actor, may }) => {
  const pack = packs[input.pack_id]
  const [all, words] = await Promise.all([
    reviewsOf(tx, actor.organisation_id),
    reviewWords(tx, vault, actor.organisation_id, input.pack_id),
  ])
  const reviews = ofPack(all, input.pack_id)
  const rules = pack.rules.map((rule) => ({
    ...rule,
    hash: ruleHash(rule),
    review: reviewedBy(rule, reviews),
    reviews: reviews
      .filter(({ rule_id, rule_from }) => rule_id === rule.id && rule_from === rule.valid_from)
      .map(({ pack_id: _, rule_id: __, ...review }) => ({ ...review, words: words.get(review.review_id) ?? '' })),
  }))
  return { pack: headOf(pack), rules, may_review: may('law.review').allowed }
})

export const reviewRule = answer(model.reviewRule)(async ({ input, tx, actor, today, note }) => {
  const { pack_id, rule_id, rule_from, rule_hash, on, verdict, words } = input
  const rule = packs[pack_id].rules.find((each) => each.id === rule_id && each.valid_from === rule_from)
  if (!rule) throw new Problem('not_found', 'law.no_such_rule')
  // What was read is not what would be signed: the screen, or the sheet of paper, shows another text.
  if (ruleHash(rule) !== rule_hash) throw new Problem('conflict', 'law.rule_changed')
  if (on > today) throw new Problem('invalid', 'law.signed_later')
  if (verdict !== 'stands' && words === '') throw new Problem('invalid', 'law.say_what_is_wrong')
  note({ subject_id: input.review_id, reason: `${rule_id} ${rule_from} ${verdict}` })
  await insertReview(tx, {
    ...{ organisation_id: actor.organisation_id, review_id: input.review_id, name: input.name },
    ...{ pack_id, rule_id, rule_from, rule_hash, verdict, words, on_day: on },
  })
  return { review_id: input.review_id }
})
