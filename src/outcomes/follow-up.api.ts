// Planning when she is asked how it goes, and keeping what she answered, or that she did not.

import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { keepNextDue } from '#plans/due.store.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { usualFollowUps } from './follow-up.rules.ts'
import * as store from './follow-up.store.ts'
import * as model from './follow-up.ts'

const place = (organisation_id: string, case_id: string, follow_up_id: string) => ({
  table: 'follow_up',
  column: 'sealed',
  row: follow_up_id,
  case_id,
  organisation_id,
})

type Row = NonNullable<Awaited<ReturnType<typeof store.findFollowUp>>>
type OnFile = AskedOnFile<unknown>

/** What she answered belongs to her story and opens with it; that she was asked is seen by everyone on the file. */
const show = (
  file: OnFile['file'],
  keys: CaseKeyRing,
  opensStory: boolean,
  { sealed, ...row }: Row,
): model.FollowUp => ({
  ...row,
  answer:
    sealed && opensStory
      ? openJson(
          keys.of(sealed),
          place(file.organisation_id, file.case_id, row.follow_up_id),
          sealed,
          model.FollowUpAnswer,
        )
      : null,
})

const opensStory = ({ may }: OnFile): boolean => may('case.open').sections.includes('story')

export const listFollowUps = answer(model.listFollowUps)(async (asked) => {
  const { tx, vault, file } = asked
  const [rows, keys] = await Promise.all([
    store.listFollowUpRows(tx, file.case_id),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  return { follow_ups: rows.map((row) => show(file, keys, opensStory(asked), row)) }
})

export const planFollowUps = answer(model.planFollowUps)(async ({ input, tx, file, actor }) => {
  const { case_id, organisation_id } = file
  const { from_on, follow_up_ids } = input
  const rows = usualFollowUps(from_on).map((planned, place) => ({
    organisation_id,
    case_id,
    follow_up_id: follow_up_ids[place]!,
    ...planned,
  }))
  await Promise.all([
    store.insertFollowUps(tx, rows),
    addToTimeline(tx, {
      organisation_id,
      case_id,
      actor_id: actor.staff_id,
      kind: 'follow_up_planned',
      codes: { from_on },
    }),
    keepNextDue(tx, case_id),
  ])
  return { case_id }
})

const stale = async (asked: OnFile, follow_up_id: string): Promise<Problem> => {
  const { tx, vault, file } = asked
  const [row, keys] = await Promise.all([
    store.findFollowUp(tx, file.case_id, follow_up_id),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  if (!row) return new Problem('not_found', 'outcomes.follow_up_not_found')
  return new Problem('conflict', 'stale', { current: show(file, keys, opensStory(asked), row) })
}

export const changeFollowUpDay = answer(model.changeFollowUpDay)(async (asked) => {
  const { input, tx, file, actor } = asked
  const { case_id, organisation_id } = file
  const { follow_up_id, version, due_on } = input
  if (!(await store.updateFollowUp(tx, { case_id, follow_up_id, version }, { due_on })))
    throw await stale(asked, follow_up_id)
  await Promise.all([
    addToTimeline(tx, {
      organisation_id,
      case_id,
      actor_id: actor.staff_id,
      kind: 'follow_up_planned',
      ref_id: follow_up_id,
      codes: { due_on },
    }),
    keepNextDue(tx, case_id),
  ])
  return { follow_up_id, version: version + 1 }
})

/** What was written stays: taking back a slip of the hand must not lose her words. */
const takenBack = { done_on: null, answered: null, done_by: null }

export const markFollowUp = answer(model.markFollowUp)(async (asked) => {
  const { input, tx, vault, file, actor, today } = asked
  const { case_id, organisation_id } = file
  const { follow_up_id, version, done, answered, home, work, safe, words } = input
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const said = answered ? { home, work, safe, words } : { home: 'unknown', work: 'unknown', safe: 'unknown', words }
  const sealed = sealJson(key, place(organisation_id, case_id, follow_up_id), said)
  const change = done ? { done_on: today, answered, done_by: actor.staff_id, sealed } : takenBack
  if (!(await store.updateFollowUp(tx, { case_id, follow_up_id, version }, change)))
    throw await stale(asked, follow_up_id)
  await Promise.all([
    addToTimeline(tx, {
      organisation_id,
      case_id,
      actor_id: actor.staff_id,
      kind: 'follow_up_done',
      ref_id: follow_up_id,
      codes: { answered: done ? (answered ? 'yes' : 'no') : 'taken_back' },
    }),
    keepNextDue(tx, case_id),
  ])
  return { follow_up_id, version: version + 1 }
})
