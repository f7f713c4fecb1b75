// The weekly look back: what is worth a second look, and marking it as seen with a word why.

import { answer } from '#gate/answer.ts'
import type { Tx } from '#kit/database.ts'
import { addDays, type Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { findingsOf, isUnusual, manyFrom, median } from './access-review.rules.ts'
import * as store from './access-review.store.ts'
import * as model from './access-review.ts'

/** How far back a colleague's usual day is looked for. */
const usualDays = 60
const most = 300

type Found = Omit<model.Finding, 'seen' | 'own'>
const keyOf = ({ kind, staff_id, case_id, of_day }: Pick<Found, 'kind' | 'staff_id' | 'case_id' | 'of_day'>) =>
  `${kind} ${staff_id} ${case_id ?? ''} ${of_day}`

export const readAccessReview = answer(model.readAccessReview)(async ({ input, tx, actor, today }) => {
  const until_on = input.until_on && input.until_on < today ? input.until_on : today
  const from_on = addDays(until_on, -6)
  const end = addDays(until_on, 1)
  const [opened, days, reviews] = await Promise.all([
    store.listOpened(tx, from_on, end),
    store.listDays(tx, addDays(from_on, -usualDays), end),
    store.listReviews(tx, actor.organisation_id, from_on, end),
  ])
  const seen = new Map(reviews.map((each) => [keyOf(each), { word: each.word, by: each.seen_by }]))
  const found = findingsOf(opened, days, from_on)
  const findings = found.slice(0, most).map(
    (each): model.Finding => ({
      ...each,
      seen: seen.get(keyOf(each)) ?? null,
      own: each.staff_id === actor.staff_id,
    }),
  )
  return { from_on, until_on, findings, more: found.length > most }
})

export const markReviewed = answer(model.markReviewed)(async ({ input, tx, facts, actor, note }) => {
  const { review_id, kind, staff_id, file_id, of_day, word } = input
  note({ subject_id: staff_id, reason: word, ...(file_id && { case_id: file_id }) })
  if (staff_id === actor.staff_id) throw new Problem('refused', 'access_review.own')
  if (!facts.codes.review_words?.codes.some(({ code }) => code === word))
    throw new Problem('invalid', 'gate.not_allowed_value')
  const { organisation_id } = actor
  await store.insertReview(tx, {
    organisation_id,
    review_id,
    kind,
    staff_id,
    case_id: file_id,
    of_day,
    word,
    seen_by: actor.staff_id,
  })
  return { review_id }
})

/** Colleagues who opened unusually many files today: for the page of the day of whoever answers for them. */
export const countUnusualToday = async (tx: Tx, today: Day): Promise<{ count: number; oldest_on: Day | null }> => {
  const days = await store.listDays(tx, today, addDays(today, 1))
  const many = days.filter(({ files }) => files > manyFrom)
  if (many.length === 0) return { count: 0, oldest_on: null }
  const before = await store.listDays(
    tx,
    addDays(today, -usualDays),
    today,
    many.map(({ staff_id }) => staff_id),
  )
  const usual = (staff_id: string) => median(before.flatMap((each) => (each.staff_id === staff_id ? [each.files] : [])))
  const count = many.filter(({ staff_id, files }) => isUnusual(files, usual(staff_id))).length
  return { count, oldest_on: count > 0 ? today : null }
}
