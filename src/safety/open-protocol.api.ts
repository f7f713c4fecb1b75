// Opening the same-day protocol inside the transaction of whatever frightened: a sitting that ends, something told, an
// incident written down. Whoever the person must not meet is not told.
import zones from '#data/services/time-zones.json' with { type: 'json' }
import type { AskedOnFile } from '#gate/answer.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import { excludes, toColleague } from '#people/exclusion.rules.ts'
import { openExclusions } from '#people/refuse-excluded.api.ts'
import type { At } from '#timeline/timeline.store.ts'
import { sealJson } from '#vault/envelope.ts'
import { openingOf, zoneOf } from './protocol.rules.ts'
import * as store from './protocol.store.ts'
import type { ProtocolCause } from './protocol.ts'
import { protocolFacts } from './protocol-facts.ts'

type Opens = Pick<AskedOnFile<unknown>, 'tx' | 'vault' | 'now' | 'today'> & { file: At }

export interface OpenedProtocol {
  protocol_id: string
  /** False when one of its kind was open already: the cause joined it, and its steps are asked anew. */
  opened: boolean
}

const prepare = async ({ tx, vault, now, today, file }: Opens, cause: ProtocolCause) => {
  const line_id = newId()
  const clock = await store.findOfficeClock(tx, file.case_id)
  const zone = zoneOf(zones.zones, clock ?? null)
  const { words, ...opening } = openingOf(protocolFacts, cause, now, zone)
  const [candidates, exclusions, key] = await Promise.all([
    store.listCandidates(tx, file.case_id, opening.section),
    openExclusions({ tx, vault, file }),
    vault.caseKey(tx, file.organisation_id, file.case_id),
  ])
  const left_out = candidates
    .filter((each) => excludes(exclusions, toColleague(each), today).excluded)
    .map(({ staff_id }) => staff_id)
  const sealed_line = sealJson(key, store.linePlace(file, line_id), { words })
  return { opening, prepared: { zone, country: clock?.country ?? null, left_out, line_id, sealed_line } }
}

/** What a door that reads no file needs to open one without the desk: whom not to tell, and its first line, sealed. */
export const prepareProtocol = async (asked: Opens, cause: ProtocolCause) => (await prepare(asked, cause)).prepared

/**
 * Opens the protocol in the caller's transaction, or joins the one of its kind that is open. Whoever may write anything in
 * the file may call it. The same cause told twice changes nothing.
 */
export const openProtocol = async (asked: Opens, cause: ProtocolCause): Promise<OpenedProtocol> => {
  const { opening, prepared } = await prepare(asked, cause)
  const { left_out, line_id, sealed_line } = prepared
  const begun = { ...opening, protocol_id: opening.protocol_id ?? newId(), line_id, left_out }
  const opened = await store.begin(asked.tx, asked.file.case_id, begun, sealed_line)
  if (!opened) throw new Problem('not_found', 'case.not_found')
  return opened
}
