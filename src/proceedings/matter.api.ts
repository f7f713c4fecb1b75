// Matters read whole, written down, and who stands for her on them. New names on the other side take a confirmed lawyer's
// confirmation back until the check was made anew.
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { blindMarks } from '#people/mark.api.ts'
import { checkConflict } from './conflict.store.ts'
import { showDecisions } from './decision.api.ts'
import { showHearings } from './hearing.api.ts'
import { marksOfParties } from './matter.rules.ts'
import * as store from './matter.store.ts'
import * as model from './matter.ts'
import { showMeasures } from './measure.api.ts'
import { openRow, sealRow } from './sealed-row.store.ts'
import { listStatementHeads } from './statement.store.ts'
import type { StatementHead } from './statement.ts'
import { keyOf, keysOf, law, tellLaw } from './tell.api.ts'

type Asked = AskedOnFile<unknown>

const nobody: model.LawyerWords = { name: '', office: '', reach: '' }

export const showMatters = async (asked: Asked): Promise<model.Matter[]> => {
  const { tx, file } = asked
  const rows = await store.listMatterRows(tx, file)
  if (rows.length === 0) return []
  const [keys, hearings, statements, decisions, names] = await Promise.all([
    keysOf(asked),
    showHearings(asked),
    listStatementHeads(tx, file),
    showDecisions(asked),
    store.listStaffNames(tx, file.organisation_id),
  ])
  return rows.map(({ sealed, lawyer_kind, lawyer_id, lawyer_status, ...row }) => {
    const { lawyer, ...words } = openRow(keys, file, 'matter', row.matter_id, sealed, model.SealedMatter)
    const ofMatter = <T extends { matter_id: string }>(all: T[]) =>
      all.filter(({ matter_id }) => matter_id === row.matter_id)
    return {
      ...row,
      ...words,
      kind: row.kind as model.MatterKind,
      part: row.part as model.HerPart,
      status: row.status as model.Matter['status'],
      lawyer: {
        // One that came from another house may still carry who stood for her there.
        ...(lawyer_kind === 'none' ? nobody : lawyer),
        kind: lawyer_kind as model.LawyerKind,
        status: lawyer_status as model.Matter['lawyer']['status'],
        staff_id: lawyer_id,
        ...(lawyer_id && { name: names.get(lawyer_id) ?? '' }),
      },
      hearings: ofMatter(hearings),
      statements: ofMatter(statements as StatementHead[]),
      decisions: ofMatter(decisions),
    }
  })
}

export const readMatters = answer(model.readMatters)(async (asked) => {
  const { tx, file, today, demand, note, may } = asked
  demand(law)
  note({ sections: [law] })
  const ours = asked.actor.organisation_id === file.organisation_id
  const [matters, measures, lawyers] = await Promise.all([
    showMatters(asked),
    showMeasures(asked),
    ours ? store.listLawyers(tx, file) : [],
  ])
  const writes = may('case.write').sections
  return {
    ...{ matters, measures, lawyers, today },
    may: {
      write: writes.includes(law),
      exclude: writes.includes(law) && writes.includes('safety'),
      statements: may('statements.open').allowed && writes.includes(law),
      conflicts: may('conflicts.read').allowed,
    },
  }
})

const standing = async (asked: Asked, matter_id: string): Promise<model.Matter> => {
  const found = (await showMatters(asked)).find((each) => each.matter_id === matter_id)
  if (!found) throw new Problem('not_found', 'proceedings.no_such_row')
  return found
}

const sealMatter = async (asked: Asked, matter_id: string, words: model.SealedMatter): Promise<Buffer> =>
  sealRow(await keyOf(asked), asked.file, 'matter', matter_id, words)

const wordsOf = ({ court, number, parties, words }: model.MatterWords): model.MatterWords => ({
  ...{ court, number, parties, words },
})

/** Kept before each check too: a matter that came from another house has none here yet. */
export const layMarks = async (asked: Asked, matter_id: string, parties: model.Party[]): Promise<boolean> => {
  const marks = await blindMarks(asked, asked.file.organisation_id, marksOfParties(parties))
  return store.layParties(
    asked.tx,
    asked.file.case_id,
    matter_id,
    marks.map(({ match }) => match),
  )
}

export const keepMatter = answer(model.keepMatter)(async (asked) => {
  const { input, tx, file, today, demand } = asked
  demand(law)
  const { matter_id, version, kind, jurisdiction, part, status, opened_on, ended_on } = input
  if (opened_on > today) throw new Problem('invalid', 'proceedings.begins_later')
  if (ended_on !== null && ended_on < opened_on) throw new Problem('invalid', 'proceedings.ends_before')
  const said = { kind, jurisdiction, part, status, opened_on, ended_on }
  const at = { organisation_id: file.organisation_id, case_id: file.case_id }
  if (version === 0) {
    const sealed = await sealMatter(asked, matter_id, { ...wordsOf(input), lawyer: nobody })
    if (!(await store.insertMatter(tx, { ...at, matter_id, ...said, sealed })))
      throw new Problem('conflict', 'stale', { current: await standing(asked, matter_id) })
  } else {
    const current = await standing(asked, matter_id)
    const { kind: _, status: __, staff_id: ___, ...lawyer } = current.lawyer
    const sealed = await sealMatter(asked, matter_id, { ...wordsOf(input), lawyer })
    if (!(await store.changeMatter(tx, file, matter_id, version, { ...said, sealed })))
      throw new Problem('conflict', 'stale', { current })
  }
  await layMarks(asked, matter_id, input.parties)
  await tellLaw(asked, version === 0 ? 'matter_recorded' : 'matter_changed', matter_id, { matter: kind, status })
  return { matter_id, version: (await store.versionOf(tx, file, matter_id)) ?? version + 1 }
})

export const putLawyer = answer(model.putLawyer)(async (asked) => {
  const { input, tx, file, demand } = asked
  demand(law)
  const { matter_id, check_id, version, kind, staff_id, name, office, reach } = input
  const current = await standing(asked, matter_id)
  const lawyer_id = kind === 'colleague' ? staff_id : null
  const said = await store.putLawyer(tx, file.case_id, matter_id, version, kind, lawyer_id)
  if (said === 'stale') throw new Problem('conflict', 'stale', { current })
  if (said === 'not_on_the_file') throw new Problem('invalid', 'proceedings.lawyer_not_on_file')
  if (said !== 'put') throw new Problem('not_found', 'proceedings.no_such_row')
  const named = kind === 'partner' || kind === 'outside'
  const lawyer = named ? { name, office, reach } : nobody
  const sealed = await sealMatter(asked, matter_id, { ...wordsOf(current), lawyer })
  await store.changeMatter(tx, file, matter_id, version + 1, { sealed })
  await layMarks(asked, matter_id, current.parties)
  if (lawyer_id) await checkConflict(tx, file.case_id, matter_id, lawyer_id, check_id)
  await tellLaw(asked, 'lawyer_put', matter_id, { lawyer: kind })
  return { matter_id, version: (await store.versionOf(tx, file, matter_id)) ?? version + 2 }
})
