// Reading what was answered over time, and one of it with everything that stood before an amendment.
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { openJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { assessmentPlace, findTaken, listTaken, listVersions, type TakenRow } from './assessment.store.ts'
import { changesSince } from './change.rules.ts'
import { listEvents } from './events.store.ts'
import { readKept } from './finish.api.ts'
import { lineOf } from './instrument.ts'
import { changeRules, instrumentOf } from './instruments.store.ts'
import { KeptAssessment } from './kept.ts'
import * as model from './results.ts'
import type { OnFile } from './sitting.api.ts'
import { skippedOf } from './sitting.rules.ts'
import { saidOf } from './walk.rules.ts'

export const openTaken = (keys: CaseKeyRing, asked: OnFile, row: TakenRow) => {
  const place = assessmentPlace(asked.file, row.assessment_id)
  const kept = openJson(keys.of(row.sealed), place, row.sealed, KeptAssessment)
  const version = Number(row.instrument_version)
  const instrument = instrumentOf(row.instrument, version)
  return { row, kept, instrument, version, read: readKept(instrument, kept) }
}
type Opened = ReturnType<typeof openTaken>

const headOf = (opened: Opened, before: Opened | undefined): model.AssessmentHead => {
  const { row, kept, instrument, version, read } = opened
  const { sealed: _, instrument_version: __, changed_at: ___, changed_by: ____, ...plain } = row
  const taken = (each: Opened) => ({ version: lineOf(each.instrument), taken_on: each.row.taken_on, read: each.read })
  return {
    ...plain,
    ...{ instrument_version: version, line: lineOf(instrument), giving: kept.giving, read, amended: row.version - 1 },
    changes: before ? changesSince(instrument, taken(before), taken(opened), changeRules(instrument.id)) : [],
  }
}

/** The one before of the same form: `later` ones stand first. */
const before = (all: Opened[], at: number): Opened | undefined => {
  const { row, instrument } = all[at]!
  const isOfItsLine = (each: Opened) =>
    each.row.instrument === row.instrument && lineOf(each.instrument) === lineOf(instrument)
  return all.slice(at + 1).find(isOfItsLine)
}

const openAll = async (asked: OnFile): Promise<Opened[]> => {
  const { tx, vault, file } = asked
  const [rows, keys] = await Promise.all([listTaken(tx, file), vault.caseKeys(tx, file.organisation_id, file.case_id)])
  return rows.map((row) => openTaken(keys, asked, row))
}

export const listResults = answer(model.listResults)(async (asked) => {
  const [all, events] = await Promise.all([openAll(asked), listEvents(asked.tx, asked.file)])
  const heads = all.map((each, at) => headOf(each, before(all, at)))
  const ids = [...new Set(heads.map(({ instrument }) => instrument))]
  return {
    instruments: ids.map((instrument) => ({
      instrument,
      taken: heads.filter((each) => each.instrument === instrument),
    })),
    events,
  }
})

interface Before {
  version: number
  written_at: string
  written_by: string
  kept: KeptAssessment
}

/** What stood before each amendment, and who replaced it, when and why. */
const amendmentsOf = ({ row, kept }: Opened, versions: Before[]) =>
  versions.map((each, at) => {
    const next = versions[at + 1]
    return {
      version: each.version,
      at: next?.written_at ?? row.changed_at!,
      by: next?.written_by ?? row.changed_by!,
      reason: (next?.kept ?? kept).because,
      answers: saidOf(each.kept.answers),
      skipped: skippedOf(each.kept.answers),
    }
  })

export const readAssessment = answer(model.readAssessment)(async (asked) => {
  const { input, tx, vault, file } = asked
  const row = await findTaken(tx, file, input.assessment_id)
  if (!row) throw new Problem('not_found', 'assessment.not_found')
  asked.demand(row.section)
  asked.note({ subject_id: row.assessment_id, sections: [row.section] })
  const [all, versions, keys] = await Promise.all([
    openAll(asked),
    listVersions(tx, file, row.assessment_id),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  const at = all.findIndex((each) => each.row.assessment_id === row.assessment_id)
  const found = all[at] ?? openTaken(keys, asked, row)
  const { answers, official } = found.kept
  const place = assessmentPlace(file, row.assessment_id)
  return {
    ...headOf(found, at < 0 ? undefined : before(all, at)),
    ...{ answers: saidOf(answers), skipped: skippedOf(answers), official },
    amendments: amendmentsOf(
      found,
      versions.map((each) => ({ ...each, kept: openJson(keys.of(each.sealed), place, each.sealed, KeptAssessment) })),
    ),
  }
})
