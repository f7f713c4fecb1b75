// What every answer of this side leans on: the card that says whether the pathway is walked, and how far it is.

import type { z } from 'zod'
import type { Section } from '#access/access.ts'
import { readCard } from '#cases/card.store.ts'
import type { AskedOnFile } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import type { Card } from '#people/card.ts'
import { familyMayBeTold } from '#people/minor-facts.rules.ts'
import { findFamilyRisk } from '#people/minor-facts.store.ts'
import { type At, addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import type { TimelineKind } from '#timeline/timeline.ts'
import { openJson, type Place, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import * as store from './minor.store.ts'
import { type Standing, stepObstacle, stepShownBy, walksAsMinor } from './pathway.rules.ts'
import { pathway, type ShownBy } from './pathway.ts'

export type OnFile = AskedOnFile<unknown>

const place = ({ organisation_id, case_id }: At, table: string, row: string, column = 'sealed'): Place => ({
  table,
  column,
  row,
  case_id,
  organisation_id,
})

export const openWords = <S extends z.ZodType>(
  keys: CaseKeyRing,
  file: At,
  table: store.MinorTable,
  row: string,
  sealed: Buffer,
  schema: S,
  column = 'sealed',
): z.output<S> => openJson(keys.of(sealed), place(file, table, row, column), sealed, schema)

export const sealWords = async (
  { tx, vault, file }: OnFile,
  table: store.MinorTable,
  row: string,
  words: unknown,
  column = 'sealed',
): Promise<Buffer> =>
  sealJson(await vault.caseKey(tx, file.organisation_id, file.case_id), place(file, table, row, column), words)

/** Nobody writes on this side of a file of someone who is of age for certain. */
export const demandMinor = async ({ tx, vault, file, today }: OnFile): Promise<Card> => {
  const card = await readCard(tx, vault, file.organisation_id, file.case_id)
  if (!walksAsMinor(card, today)) throw new Problem('invalid', 'minor.of_age')
  return card
}

export const familyIsSafe = async ({ tx, file }: OnFile): Promise<boolean> =>
  familyMayBeTold(true, await findFamilyRisk(tx, file.case_id))

/** Null to a partner. A colleague without a section still meets the order of the whole pathway. */
export const findStanding = async ({ tx, file }: OnFile): Promise<store.FoundStanding | null> =>
  store.findStanding(tx, file.case_id)

export const demandStep = async (asked: OnFile, by: ShownBy | { step: string }): Promise<void> => {
  const found = await findStanding(asked)
  if (!found) throw new Problem('not_found', 'case.not_found')
  const code = typeof by === 'string' ? stepShownBy(pathway.steps, by) : by.step
  const obstacle = stepObstacle(pathway.steps, code, standingOf(found))
  if (obstacle) throw new Problem('invalid', obstacle)
}

export const standingOf = ({ shown, marks, family_risk }: store.FoundStanding): Standing => ({
  shown,
  marks,
  family_is_safe: familyMayBeTold(true, family_risk),
})

export const tell = (
  { tx, file, actor }: OnFile,
  kind: TimelineKind,
  section: Section,
  ref_id: string | null,
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
