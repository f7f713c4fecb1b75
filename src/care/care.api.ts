// The whole side of care in one reading.
import type { Section } from '#access/access.ts'
import { latestReads } from '#assessments/latest.api.ts'
import { answer } from '#gate/answer.ts'
import { listReferralRows } from '#referrals/referral.store.ts'
import * as model from './care.ts'
import { showEpisodes, showSessions } from './episode.api.ts'
import { listTherapists } from './episode.store.ts'
import { showTakingPart } from './group.api.ts'
import { showHandOvers } from './private-note.api.ts'
import { listSupervisions } from './private-note.store.ts'
import { showLooseAlerts, showRecords } from './record.api.ts'
import { countInjuries } from './record.store.ts'
import type { OnFile } from './tell.api.ts'
import { showEvents } from './window.api.ts'

/** Referrals an episode can be tied to: sent and not undone. A partner is told none of them. */
const referralsOf = async ({ tx, file, actor }: OnFile) => {
  if (actor.organisation_id !== file.organisation_id) return []
  const rows = await listReferralRows(tx, file.organisation_id, file.case_id)
  return rows
    .filter(({ undone_at }) => undone_at === null)
    .map(({ referral_id, to_name, service_name }) => ({ referral_id, to_name: service_name ?? to_name }))
}

const careSections: readonly Section[] = ['health', 'mind']

export const readCare = answer(model.readCare)(async (asked): Promise<model.Care> => {
  const { tx, vault, file, actor, now, note } = asked
  const ours = actor.organisation_id === file.organisation_id
  const [episodes, sessions, supervisions, hand_overs, records, events] = await Promise.all([
    showEpisodes(asked),
    showSessions(asked),
    listSupervisions(tx, file),
    showHandOvers(asked),
    showRecords(asked),
    showEvents(asked),
  ])
  const [groups, loose_alerts, reads, therapists, referrals, injuries] = await Promise.all([
    ours ? showTakingPart(asked) : [],
    showLooseAlerts(asked, records),
    latestReads(tx, vault, file),
    ours ? listTherapists(tx, file) : [],
    referralsOf(asked),
    countInjuries(tx, file),
  ])
  const looked = new Set<string>(episodes.flatMap(({ instruments }) => instruments))
  note({ sections: careSections.filter((section) => file.sections.includes(section)) })
  return {
    ...{ episodes, sessions, supervisions, hand_overs, records, events, groups, loose_alerts, therapists, referrals },
    reads: reads
      .filter(({ instrument }) => looked.has(instrument))
      .map(({ instrument, taken_on }) => ({ instrument, taken_on })),
    injuries,
    now,
  }
})
