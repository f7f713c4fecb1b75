// Incidents and attempts to reach the person: written down once, followed until somebody ends them; what frightens opens
// the same-day protocol in the same transaction.

import { z } from 'zod'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import type { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import * as store from './incident.store.ts'
import * as model from './incident.ts'
import { openProtocol } from './open-protocol.api.ts'
import type { ProtocolKind } from './protocol.ts'
import { openRow, sealerOf, tell } from './sealed-row.api.ts'

type OnFile = AskedOnFile<unknown>
const Words = z.object({ words: z.string() })

export const showIncidents = async ({ tx, vault, file }: OnFile): Promise<model.Incident[]> => {
  const [keys, rows, lines] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    store.listIncidents(tx, file),
    store.listLines(tx, file),
  ])
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    ...openRow(keys, file, 'incident', row.incident_id, sealed, model.IncidentWords),
    lines: lines
      .filter(({ incident_id }) => incident_id === row.incident_id)
      .map(({ line_id, at, by_name, sealed: words }) => ({
        ...{ line_id, at, by_name },
        ...openRow(keys, file, 'incident_line', line_id, words, Words),
      })),
  }))
}

export const showAttempts = async ({ tx, vault, file }: OnFile): Promise<model.ContactAttempt[]> => {
  const [keys, rows] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    store.listAttempts(tx, file),
  ])
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    ...openRow(keys, file, 'contact_attempt', row.attempt_id, sealed, model.AttemptWords),
  }))
}

export const readIncidents = answer(model.readIncidents)(async (asked) => {
  asked.demand('safety')
  asked.note({ sections: ['safety'] })
  const [incidents, attempts] = await Promise.all([showIncidents(asked), showAttempts(asked)])
  return { incidents, attempts }
})

const refuseAhead = (on_day: Day, today: Day): void => {
  if (on_day > today) throw new Problem('invalid', 'safety.not_yet')
}
const refusePast = (on_day: Day | null, today: Day): void => {
  if (on_day !== null && on_day < today) throw new Problem('invalid', 'safety.follow_up_from_today')
}

/** The words of the protocol point at the record: told once. */
const openFor = async (asked: OnFile, kind: ProtocolKind | null, ref_id: string, words: string) =>
  kind === null ? null : (await openProtocol(asked, { cause: 'incident', kind, ref_id, words })).protocol_id

export const recordIncident = answer(model.recordIncident)(async (asked) => {
  const { input, tx, file, actor, today } = asked
  const { case_id, incident_id, happened_on, follow_up_on, stay_entry_id, protocol, ...words } = input
  asked.demand('safety')
  asked.note({ subject_id: incident_id, sections: ['safety'] })
  refuseAhead(happened_on, today)
  refusePast(follow_up_on, today)
  const seal = await sealerOf(asked)
  const made = await store.insertIncident(tx, {
    ...{ organisation_id: file.organisation_id, case_id, incident_id, happened_on, follow_up_on, stay_entry_id },
    recorded_by: actor.staff_id,
    sealed: seal('incident', incident_id, words),
  })
  if (!made) throw new Problem('conflict', 'safety.incident_already')
  await tell(asked, 'incident_recorded', incident_id, { safety_incident: words.kind })
  return { incident_id, protocol_id: await openFor(asked, protocol, incident_id, words.what) }
})

const stale = async (asked: OnFile, incident_id: string): Promise<Problem> => {
  const current = (await showIncidents(asked)).find((each) => each.incident_id === incident_id)
  if (!current) return new Problem('not_found', 'safety.incident_not_found')
  return current.ended_at
    ? new Problem('conflict', 'safety.incident_ended')
    : new Problem('conflict', 'stale', { current })
}

export const changeIncident = answer(model.changeIncident)(async (asked) => {
  const { input, tx, file } = asked
  const { case_id: _, incident_id, version, ...words } = input
  asked.demand('safety')
  asked.note({ subject_id: incident_id, sections: ['safety'] })
  const seal = await sealerOf(asked)
  const sealed = seal('incident', incident_id, words)
  if (!(await store.changeIncident(tx, file, incident_id, version, { sealed }))) throw await stale(asked, incident_id)
  return { incident_id, version: version + 1 }
})

export const followIncident = answer(model.followIncident)(async (asked) => {
  const { input, tx, file, actor, today, now } = asked
  const { case_id, incident_id, version, line_id, words, follow_up_on } = input
  asked.demand('safety')
  asked.note({ subject_id: incident_id, sections: ['safety'], reason: follow_up_on ? 'followed' : 'ended' })
  refusePast(follow_up_on, today)
  const change = follow_up_on ? { follow_up_on } : { follow_up_on, ended_at: now }
  if (!(await store.changeIncident(tx, file, incident_id, version, change))) throw await stale(asked, incident_id)
  const seal = await sealerOf(asked)
  await store.insertLine(tx, {
    ...{ organisation_id: file.organisation_id, case_id, incident_id, line_id, by_id: actor.staff_id },
    sealed: seal('incident_line', line_id, { words }),
  })
  await tell(asked, follow_up_on ? 'incident_followed' : 'incident_ended', incident_id)
  return { incident_id, version: version + 1 }
})

export const recordAttempt = answer(model.recordAttempt)(async (asked) => {
  const { input, tx, file, actor, today } = asked
  const { case_id, attempt_id, attempted_on, document_id, protocol, ...words } = input
  asked.demand('safety')
  asked.note({ subject_id: attempt_id, sections: ['safety'] })
  refuseAhead(attempted_on, today)
  const seal = await sealerOf(asked)
  await store.insertAttempt(tx, {
    ...{ organisation_id: file.organisation_id, case_id, attempt_id, attempted_on, document_id },
    recorded_by: actor.staff_id,
    sealed: seal('contact_attempt', attempt_id, words),
  })
  await tell(asked, 'contact_attempt_recorded', attempt_id, { channel: words.channel })
  return { attempt_id, protocol_id: await openFor(asked, protocol, attempt_id, words.said || words.who) }
})
