// Writing down proceedings and reading them with the rule that may protect the person.
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import { NonPunishment, nonPunishment, type ProceedingKind } from './non-punishment.ts'
import * as store from './proceeding.store.ts'
import * as model from './proceeding.ts'
import { protectionOf } from './protection.rules.ts'

// A rule without its article or source stops the house when it starts.
for (const file of nonPunishment) NonPunishment.parse(file)

const section = 'law'

const readAll = async ({ tx, vault, file }: AskedOnFile<unknown>): Promise<model.Proceeding[]> => {
  const [keys, rows] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    store.listProceedings(tx, file),
  ])
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    kind: row.kind as ProceedingKind,
    status: row.status as model.Proceeding['status'],
    ...openJson(keys.of(sealed), store.proceedingPlace(file, row.proceeding_id), sealed, model.ProceedingWords),
  }))
}

export const readProceedings = answer(model.readProceedings)(async (asked) => {
  const { tx, file, today, demand } = asked
  demand(section)
  const [proceedings, signs_noted] = await Promise.all([readAll(asked), store.findSignsNoted(tx, file.case_id)])
  const protections = protectionOf(nonPunishment, signs_noted === true, proceedings, today).map(
    ({ proceeding, ...rest }) => ({ proceeding_id: proceeding.proceeding_id, ...rest }),
  )
  return { proceedings, signs_noted, protections }
})

type Said = Omit<model.Proceeding, 'recorded_by' | 'version'>

const rowOf = async ({ tx, vault, file, actor, today }: AskedOnFile<unknown>, said: Said) => {
  const { organisation_id, case_id } = file
  const { authority, number, words, proceeding_id, kind, jurisdiction, began_on, status } = said
  if (began_on > today) throw new Problem('invalid', 'proceedings.begins_later')
  const key = await vault.caseKey(tx, organisation_id, case_id)
  return {
    ...{ organisation_id, case_id, proceeding_id, kind, jurisdiction, began_on, status, recorded_by: actor.staff_id },
    sealed: sealJson(key, store.proceedingPlace(file, proceeding_id), { authority, number, words }),
  }
}

const tell = ({ tx, file, actor, note }: AskedOnFile<unknown>, of: Said, kind: 'recorded' | 'changed') => {
  note({ subject_id: of.proceeding_id, sections: [section] })
  return Promise.all([
    addToTimeline(tx, {
      organisation_id: file.organisation_id,
      case_id: file.case_id,
      actor_id: actor.staff_id,
      section,
      ref_id: of.proceeding_id,
      kind: `proceeding_${kind}`,
      codes: { proceeding: of.kind, status: of.status },
    }),
    touchCase(tx, file.case_id),
  ])
}

export const recordProceeding = answer(model.recordProceeding)(async (asked) => {
  const { input, tx, demand } = asked
  demand(section)
  await store.insertProceeding(tx, await rowOf(asked, input))
  await tell(asked, input, 'recorded')
  return { proceeding_id: input.proceeding_id, version: 1 }
})

export const changeProceeding = answer(model.changeProceeding)(async (asked) => {
  const { input, tx, demand } = asked
  demand(section)
  const { proceeding_id, version } = input
  const changed = await store.changeProceeding(tx, await rowOf(asked, input), version)
  if (!changed) {
    const current = (await readAll(asked)).find((each) => each.proceeding_id === proceeding_id)
    if (!current) throw new Problem('not_found', 'proceedings.no_such_proceeding')
    throw new Problem('conflict', 'stale', { current })
  }
  await tell(asked, input, 'changed')
  return { proceeding_id, version: version + 1 }
})
