// Opening a sitting for her alone, and taking it back.
import { findWordingOnce } from '#detection/wording.store.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { sealForLink } from '#links/keys.store.ts'
import { findLink, makeLink, revokeLink } from '#links/link.store.ts'
import { prepareProtocol } from '#safety/open-protocol.api.ts'
import * as store from './door.store.ts'
import * as model from './door.ts'
import { demandAtHand, getSitting, keepSitting, type OnFile, type OpenedSitting, stale } from './sitting.api.ts'

const officialShown = async ({ tx, file }: OnFile, { row, kept }: OpenedSitting): Promise<Record<string, string>> => {
  if (kept.official === null) return {}
  const once = { instrument: row.instrument, language: kept.giving.worded, version: kept.official }
  return (await findWordingOnce(tx, file.organisation_id, once))?.sentences ?? {}
}

/** The desk's own next version; what came from an earlier door is put together with it first. */
const current = async (asked: OnFile, opened: OpenedSitting, version: number): Promise<number> => {
  if (opened.standing) return (await keepSitting(asked, opened, version, { kept: opened.kept })).version
  if (opened.row.version !== version) throw await stale(asked, opened.row.sitting_id)
  return version
}

export const openOwnDoor = answer(model.openOwnDoor)(async (asked) => {
  const { input, tx, file, actor, now } = asked
  const { organisation_id, case_id } = file
  const { sitting_id, link, hours } = input
  const opened = await getSitting(asked, sitting_id)
  demandAtHand(opened)
  const { row, kept, instrument } = opened
  // What somebody judges of her is not hers to fill in alone.
  if (instrument.filled_by === 'professional') throw new Problem('invalid', 'assessment.not_alone')
  const version = await current(asked, opened, input.version)
  const [official, ready] = await Promise.all([
    officialShown(asked, opened),
    prepareProtocol(asked, { cause: 'instrument', instrument: instrument.id, item: '', assessment_id: sitting_id }),
  ])
  const { country, ...protocol } = ready
  const state: model.OwnState = {
    ...{ sitting_id, instrument: instrument.id, version: instrument.version, worded: kept.giving.worded, official },
    ...{ country, answers: kept.answers, put_off: [], frightened: false },
  }
  const until = new Date(Date.parse(now) + hours * 3_600_000).toISOString()
  const keys = await makeLink(tx, {
    ...link,
    ...{ organisation_id, case_id, purpose: 'own_answers', ref_id: sitting_id, made_by: actor.staff_id },
    expires_at: until,
    carries: {},
  })
  await store.insertDoor(tx, {
    ...{ organisation_id, case_id, sitting_id, link_id: link.link_id, section: row.section, ...protocol },
    sealed_state: sealForLink(keys, model.stateName(link.link_id), state),
  })
  return { sitting_id, link_id: link.link_id, version, until }
})

export const closeOwnDoor = answer(model.closeOwnDoor)(async (asked) => {
  const { input, tx, file, now } = asked
  const opened = await getSitting(asked, input.sitting_id)
  const { standing } = opened
  if (!standing || opened.row.state !== 'open') throw new Problem('conflict', 'assessment.no_door')
  const link = await findLink(tx, file.organisation_id, standing.row.link_id)
  if (link && !link.revoked_at && !(await revokeLink(tx, link, link.version, now)))
    throw await stale(asked, input.sitting_id)
  return keepSitting(asked, opened, input.version, { kept: opened.kept })
})
