// Decisions and appeals. With a decision the event of the law is recorded in the same transaction, once.
import { type AskedOnFile, answer } from '#gate/answer.ts'
import type { InputOf } from '#kit/endpoint.ts'
import { Problem } from '#kit/problem.ts'
import { addEvent, holdFile, keepChange, tell as tellEvent } from '#law/law-file.api.ts'
import * as store from './decision.store.ts'
import * as model from './decision.ts'
import { openRow, sealRow } from './sealed-row.store.ts'
import { keyOf, keysOf, law, tellLaw } from './tell.api.ts'

type Asked = AskedOnFile<unknown>

export const showDecisions = async (asked: Asked): Promise<model.Decision[]> => {
  const { tx, file } = asked
  const rows = await store.listDecisionRows(tx, file)
  if (rows.length === 0) return []
  const [keys, appeals] = await Promise.all([keysOf(asked), store.listAppealRows(tx, file)])
  const shown = appeals.map(
    ({ sealed, ...row }): model.Appeal => ({
      ...row,
      lodged_by: row.lodged_by as model.Appeal['lodged_by'],
      status: row.status as model.Appeal['status'],
      ...openRow(keys, file, 'court_appeal', row.appeal_id, sealed, model.AppealWords),
    }),
  )
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    kind: row.kind as model.DecisionKind,
    outcome: row.outcome as model.Decision['outcome'],
    ...openRow(keys, file, 'court_decision', row.decision_id, sealed, model.DecisionWords),
    appeals: shown.filter(({ decision_id }) => decision_id === row.decision_id),
  }))
}

type Said = InputOf<typeof model.keepDecision>

/** From the day it was notified terms run: the event is written and reckoned before the decision names it. */
const recordEvent = async (asked: Asked, { event, notified_on, decided_on, matter_id, number }: Said) => {
  if (event === null) return null
  const { event_id, code, jurisdiction } = event
  const held = await holdFile(asked, jurisdiction)
  const before = await addEvent(asked, held, {
    ...{ event_id, code, jurisdiction, matter_id, number, words: '' },
    ...{ happened_on: notified_on ?? decided_on, happened_at: null, authority: null, document_id: null },
  })
  await keepChange(asked, before, held, { cause: 'event', event_id })
  await tellEvent(asked, 'law_event_recorded', event_id, { law_event: code })
  return event_id
}

export const keepDecision = answer(model.keepDecision)(async (asked) => {
  const { input, tx, file, today, demand } = asked
  demand(law)
  const { decision_id, version, matter_id, kind, decided_on, notified_on, outcome, number, words } = input
  if (decided_on > today || (notified_on !== null && notified_on > today))
    throw new Problem('invalid', 'proceedings.begins_later')
  if (notified_on !== null && notified_on < decided_on) throw new Problem('invalid', 'proceedings.ends_before')
  const current = (await showDecisions(asked)).find((each) => each.decision_id === decision_id)
  if ((current?.version ?? 0) !== version) {
    if (!current) throw new Problem('not_found', 'proceedings.no_such_row')
    throw new Problem('conflict', 'stale', { current })
  }
  const law_event_id = current?.law_event_id ?? (await recordEvent(asked, input))
  const sealed = sealRow(await keyOf(asked), file, 'court_decision', decision_id, { number, words })
  const row = { matter_id, kind, decided_on, notified_on, outcome, law_event_id, sealed }
  const at = { organisation_id: file.organisation_id, case_id: file.case_id }
  const done =
    version === 0
      ? await store.insertDecision(tx, { ...at, decision_id, ...row })
      : await store.changeDecision(tx, file, decision_id, version, row)
  if (!done) throw new Problem('conflict', 'stale')
  await tellLaw(asked, version === 0 ? 'decision_recorded' : 'decision_changed', decision_id, { decision: kind })
  return { decision_id, version: version + 1 }
})

export const keepAppeal = answer(model.keepAppeal)(async (asked) => {
  const { input, tx, file, today, demand } = asked
  demand(law)
  const { appeal_id, version, decision_id, lodged_by, lodged_on, status, number, words, court } = input
  if (lodged_on > today) throw new Problem('invalid', 'proceedings.begins_later')
  const sealed = sealRow(await keyOf(asked), file, 'court_appeal', appeal_id, { number, words, court })
  const row = { decision_id, lodged_by, lodged_on, status, sealed }
  const at = { organisation_id: file.organisation_id, case_id: file.case_id }
  const done =
    version === 0
      ? await store.insertAppeal(tx, { ...at, appeal_id, ...row })
      : await store.changeAppeal(tx, file, appeal_id, version, row)
  if (!done) {
    const current = (await showDecisions(asked))
      .flatMap(({ appeals }) => appeals)
      .find((each) => each.appeal_id === appeal_id)
    if (!current) throw new Problem('not_found', 'proceedings.no_such_row')
    throw new Problem('conflict', 'stale', { current })
  }
  await tellLaw(asked, version === 0 ? 'appeal_lodged' : 'appeal_changed', appeal_id, { appeal: status })
  return { appeal_id, version: version + 1 }
})
