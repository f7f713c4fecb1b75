// Opening a same-day protocol. What may become of one stands in functions of the guard: nobody writes past them, so no
// sequence of requests closes one with a step unanswered.
import { sql } from 'kysely'
import type { AskedOnFile } from '#gate/answer.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import type { At } from '#timeline/timeline.store.ts'
import { sealJson } from '#vault/envelope.ts'
import { openingOf } from './protocol.rules.ts'
import type { ProtocolCause } from './protocol.ts'
import { protocolFacts } from './protocol-facts.ts'

type Opens = Pick<AskedOnFile<unknown>, 'tx' | 'vault' | 'now'> & { file: At }

export interface OpenedProtocol {
  protocol_id: string
  /** False when one of its kind was open already: the cause joined it, and its steps are asked anew. */
  opened: boolean
}

export const linePlace = ({ organisation_id, case_id }: At, row: string) => ({
  table: 'protocol_line',
  column: 'sealed',
  row,
  case_id,
  organisation_id,
})

/**
 * Opens the protocol in the caller's transaction, or joins the one of its kind that is open. Whoever may write anything in
 * the file may call it. The same cause told twice changes nothing.
 */
export const openProtocol = async (
  { tx, vault, now, file }: Opens,
  cause: ProtocolCause,
): Promise<OpenedProtocol> => {
  const line_id = newId()
  const { rows: zones } = await sql<{ zone: string }>`select guard.zone_of_file(${file.case_id}) as zone`.execute(tx)
  const opening = openingOf(protocolFacts, cause, now, zones[0]?.zone ?? 'UTC')
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  const sealed = sealJson(key, linePlace(file, line_id), { words: opening.words })
  const asked = JSON.stringify({ ...opening, words: undefined, protocol_id: opening.protocol_id ?? newId(), line_id })
  const { rows } = await sql<{ opened: OpenedProtocol | null }>`
    select guard.open_protocol(${file.case_id}, ${asked}::jsonb, ${sealed}) as opened`.execute(tx)
  if (!rows[0]?.opened) throw new Problem('not_found', 'case.not_found')
  return rows[0].opened
}
