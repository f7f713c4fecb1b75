// Where the words of a note are sealed, and how they are opened. A version is opened in the place of its note: the
// database keeps the very envelope that stood there.
import { z } from 'zod'
import type { At } from '#timeline/timeline.store.ts'
import { openJson, type Place } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'

const Sealed = z.object({ text: z.string() })

export const notePlace = ({ organisation_id, case_id }: At, note_id: string): Place => ({
  table: 'note',
  column: 'sealed',
  row: note_id,
  case_id,
  organisation_id,
})

export const openNote = (keys: CaseKeyRing, at: At, note_id: string, sealed: Buffer): string =>
  openJson(keys.of(sealed), notePlace(at, note_id), sealed, Sealed).text
