// Showing, adding and ending sticky facts.
import { z } from 'zod'
import type { Section } from '#access/access.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { type At, addToTimeline } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import * as store from './alert.store.ts'
import * as model from './alert.ts'

const Sealed = z.object({ words: z.string() })
const place = ({ organisation_id, case_id }: At, row: string) => ({
  table: 'alert',
  column: 'sealed',
  row,
  case_id,
  organisation_id,
})

export const readAlerts = answer(model.readAlerts)(async ({ tx, vault, file, today, note }) => {
  const [keys, rows] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    store.listAlerts(tx, file, today),
  ])
  note({ sections: [...new Set(rows.map((row) => row.section as Section))] })
  const alerts = rows.map(({ sealed, ...row }) => ({
    ...row,
    section: row.section as Section,
    kind: row.kind as model.AlertKind,
    words: openJson(keys.of(sealed), place(file, row.alert_id), sealed, Sealed).words,
  }))
  return { alerts }
})

export const addAlert = answer(model.addAlert)(async ({ input, tx, vault, file, actor, today, demand, note }) => {
  demand(input.section)
  const { organisation_id, case_id } = file
  const { alert_id, section, kind, words, until_on } = input
  note({ subject_id: alert_id, sections: [section] })
  if (until_on !== null && until_on < today) throw new Problem('invalid', 'alert.over_already')
  const [key, living] = await Promise.all([
    vault.caseKey(tx, organisation_id, case_id),
    store.listAlerts(tx, file, today),
  ])
  if (living.length >= model.mostAlerts) throw new Problem('conflict', 'alert.enough', { most: model.mostAlerts })
  const written_by = actor.staff_id
  const sealed = sealJson(key, place(file, alert_id), { words })
  const row = { organisation_id, case_id, alert_id, section, kind, since: today, until_on, written_by, sealed }
  await store.insertAlert(tx, row)
  const happened = { organisation_id, case_id, actor_id: written_by, section, ref_id: alert_id }
  await addToTimeline(tx, { ...happened, kind: 'alert_added', codes: { alert: kind } })
  return { alert_id }
})

export const endAlert = answer(model.endAlert)(async ({ input, tx, file, actor, demand, note }) => {
  const { alert_id, ended } = input
  const found = await store.findAlert(tx, file, alert_id)
  if (!found) throw new Problem('not_found', 'alert.not_found')
  const section = found.section as Section
  demand(section)
  note({ subject_id: alert_id, sections: [section] })
  if (ended === (found.ended_at !== null)) return { alert_id }
  await store.setEnded(tx, file, alert_id, ended ? actor.staff_id : null)
  await addToTimeline(tx, {
    organisation_id: file.organisation_id,
    case_id: file.case_id,
    actor_id: actor.staff_id,
    kind: ended ? 'alert_ended' : 'alert_added',
    section,
    ref_id: alert_id,
    codes: { alert: found.kind },
  })
  return { alert_id }
})
