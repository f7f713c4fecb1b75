// Writing down what is known of someone's health. An allergy that stands on top of the file is written there and only tied
// here.
import { z } from 'zod'
import type { Section } from '#access/access.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { findAlert, insertAlert, listAlerts } from '#notes/alert.store.ts'
import { mostAlerts } from '#notes/alert.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import { recordObstacle } from './record.rules.ts'
import * as store from './record.store.ts'
import * as model from './record.ts'
import { openCare, sealCare } from './sealed.store.ts'
import { keyOf, keysOf, type OnFile, refuseIf, tellCare } from './tell.api.ts'

const AlertWords = z.object({ words: z.string() })
const alertPlace = ({ organisation_id, case_id }: OnFile['file'], row: string) => ({
  table: 'alert',
  column: 'sealed',
  row,
  case_id,
  organisation_id,
})

export const showRecords = async (asked: OnFile): Promise<model.HealthRecord[]> => {
  const { tx, file } = asked
  const [rows, keys] = await Promise.all([store.listRecords(tx, file), keysOf(asked)])
  return rows.map(({ sealed, alert_sealed, ...row }) => ({
    ...row,
    section: row.section as model.HealthRecord['section'],
    status: row.status as model.HealthRecord['status'],
    says: openCare(keys, file, 'health_record', row.record_id, sealed, model.RecordWords),
    alert_words:
      row.alert_id && alert_sealed
        ? openJson(keys.of(alert_sealed), alertPlace(file, row.alert_id), alert_sealed, AlertWords).words
        : null,
  }))
}

/** Sticky facts of health no record is tied to: perhaps an allergy that stands in one place only. */
export const showLooseAlerts = async (asked: OnFile, records: readonly model.HealthRecord[]) => {
  const { tx, file, today } = asked
  const [rows, keys] = await Promise.all([listAlerts(tx, file, today), keysOf(asked)])
  return rows
    .filter(({ kind, section }) => kind === 'allergy' && section === 'health')
    .filter(({ alert_id }) => !records.some((record) => record.alert_id === alert_id && record.status !== 'mistake'))
    .map(({ alert_id, sealed }) => ({
      alert_id,
      words: openJson(keys.of(sealed), alertPlace(file, alert_id), sealed, AlertWords).words,
    }))
}

/** Puts the words of an allergy on top of the file, as its room does. */
const stick = async (asked: OnFile, alert_id: string, words: string): Promise<void> => {
  const { tx, file, actor, today } = asked
  const { organisation_id, case_id } = file
  if ((await listAlerts(tx, file, today)).length >= mostAlerts)
    throw new Problem('conflict', 'alert.enough', { most: mostAlerts })
  const written_by = actor.staff_id
  const sealed = sealJson(await keyOf(asked), alertPlace(file, alert_id), { words })
  const of = { organisation_id, case_id, section: 'health' as const }
  await insertAlert(tx, { ...of, alert_id, kind: 'allergy', since: today, until_on: null, written_by, sealed })
  await addToTimeline(tx, {
    ...{ ...of, actor_id: written_by, kind: 'alert_added', ref_id: alert_id },
    codes: { alert: 'allergy' },
  })
}

const demandAllergyAlert = async ({ tx, file }: OnFile, alert_id: string): Promise<void> => {
  const found = await findAlert(tx, file, alert_id)
  if (found?.kind !== 'allergy') throw new Problem('not_found', 'alert.not_found')
}

export const keepRecord = answer(model.keepRecord)(async (asked) => {
  const { input, tx, file, actor, today, demand, note } = asked
  const { organisation_id, case_id } = file
  const { record_id, version, section, status } = input
  demand(section)
  note({ subject_id: record_id, sections: [section as Section] })
  refuseIf(recordObstacle(input.says, input, today))
  let { says, alert_id } = input
  if (alert_id !== null) await demandAllergyAlert(asked, alert_id)
  // The sticky fact takes the id of the record: sent twice it is one.
  if (says.kind === 'allergy' && input.stick && alert_id === null) {
    alert_id = record_id
    await stick(asked, alert_id, says.to)
    says = { ...says, to: '' }
  }
  const sealed = sealCare(await keyOf(asked), file, 'health_record', record_id, says)
  const said = { status, alert_id, sealed }
  const kept =
    version === 0
      ? await store.insertRecord(tx, {
          ...{ organisation_id, case_id, record_id, section, written_by: actor.staff_id },
          ...said,
        })
      : await store.updateRecord(tx, file, { record_id, section, version }, said)
  if (!kept)
    throw new Problem('conflict', 'stale', {
      current: (await showRecords(asked)).find((each) => each.record_id === record_id),
    })
  await tellCare(asked, version === 0 ? 'health_noted' : 'health_changed', section, record_id)
  return { record_id, version: version + 1 }
})

export const readRecordVersions = answer(model.readRecordVersions)(async (asked) => {
  const { input, tx, file, note } = asked
  const [rows, keys] = await Promise.all([
    store.listVersions(tx, file, 'health_record', input.record_id),
    keysOf(asked),
  ])
  note({ subject_id: input.record_id, sections: [...new Set(rows.map(({ section }) => section as Section))] })
  const versions = rows.map(({ version, status, sealed, written_by, written_at }) => ({
    ...{ version, written_by, written_at, status: status as model.HealthRecord['status'] },
    says: openCare(keys, file, 'health_record', input.record_id, sealed, model.RecordWords),
  }))
  return { versions }
})
