// Telling the timeline and the journal what was written in this room: one way for all of it.
import type { AskedOnFile } from '#gate/answer.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import type { TimelineKind } from '#timeline/timeline.ts'

export type OnFile = Pick<AskedOnFile<unknown>, 'tx' | 'vault' | 'file' | 'actor' | 'note'>

export const law = 'law'

export const tellLaw = async (
  { tx, file, actor, note }: OnFile,
  kind: TimelineKind,
  ref_id: string,
  codes: Record<string, string> = {},
): Promise<void> => {
  note({ subject_id: ref_id, sections: [law] })
  const { organisation_id, case_id } = file
  await addToTimeline(tx, { organisation_id, case_id, actor_id: actor.staff_id, section: law, ref_id, kind, codes })
  await touchCase(tx, case_id)
}

export const keysOf = ({ tx, vault, file }: OnFile) => vault.caseKeys(tx, file.organisation_id, file.case_id)
export const keyOf = ({ tx, vault, file }: OnFile) => vault.caseKey(tx, file.organisation_id, file.case_id)
