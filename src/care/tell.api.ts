// What every answer of this room leans on: its keys, and the line it leaves in the story of the file.
import type { Section } from '#access/access.ts'
import type { AskedOnFile } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import type { TimelineKind } from '#timeline/timeline.ts'

export type OnFile = AskedOnFile<unknown>

export const keysOf = ({ tx, vault, file }: OnFile) => vault.caseKeys(tx, file.organisation_id, file.case_id)
export const keyOf = ({ tx, vault, file }: OnFile) => vault.caseKey(tx, file.organisation_id, file.case_id)

export const refuseIf = (obstacle: string | null): void => {
  if (obstacle) throw new Problem('invalid', obstacle)
}

export const tellCare = (
  { tx, file, actor }: OnFile,
  kind: TimelineKind,
  section: Section,
  ref_id: string,
  codes: Record<string, string> = {},
) =>
  Promise.all([
    addToTimeline(tx, {
      organisation_id: file.organisation_id,
      case_id: file.case_id,
      actor_id: actor.staff_id,
      kind,
      section,
      ref_id,
      codes,
    }),
    touchCase(tx, file.case_id),
  ])
