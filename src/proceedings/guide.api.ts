// Reading the guided checklists that fit a file, and keeping how far each has come.
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { guidesFor } from './guide.rules.ts'
import * as store from './guide.store.ts'
import * as model from './guide.ts'
import type { ProceedingKind } from './non-punishment.ts'
import { listProceedings } from './proceeding.store.ts'
import { openRow, sealRow } from './sealed-row.store.ts'
import { keyOf, keysOf, law, tellLaw } from './tell.api.ts'

type Asked = AskedOnFile<unknown>

const shownGuides = store.guideFiles.flatMap(({ country, reviewed_by, guides }) =>
  guides.map((guide) => ({ ...guide, country, reviewed: reviewed_by !== null })),
)

export const showGuided = async (asked: Asked): Promise<model.Guided[]> => {
  const rows = await store.listGuidedRows(asked.tx, asked.file)
  if (rows.length === 0) return []
  const keys = await keysOf(asked)
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    status: row.status as model.Guided['status'],
    ...openRow(keys, asked.file, 'guided_steps', row.guided_id, sealed, model.GuidedWords),
  }))
}

const fitting = async ({ tx, file, today }: Asked) =>
  (await listProceedings(tx, file)).flatMap(({ proceeding_id, kind, jurisdiction }) =>
    guidesFor(store.guideFiles, { kind: kind as ProceedingKind, jurisdiction }, today).map(({ code }) => ({
      proceeding_id,
      guide: code,
    })),
  )

export const readGuided = answer(model.readGuided)(async (asked) => {
  asked.demand(law)
  asked.note({ sections: [law] })
  const [guided, fit] = await Promise.all([showGuided(asked), fitting(asked)])
  // What was begun stays in sight when a rule no longer holds.
  const begun = guided.map(({ proceeding_id, guide }) => ({ proceeding_id, guide }))
  const all = [
    ...fit,
    ...begun.filter((each) => !fit.some((f) => f.proceeding_id === each.proceeding_id && f.guide === each.guide)),
  ]
  const codes = new Set(all.map(({ guide }) => guide))
  return { guided, fit: all, guides: shownGuides.filter(({ code }) => codes.has(code)) }
})

export const keepGuided = answer(model.keepGuided)(async (asked) => {
  const { input, tx, file, now, demand } = asked
  demand(law)
  const { guided_id, version, proceeding_id, guide, status, steps } = input
  const known = shownGuides.find(({ code }) => code === guide)
  const strange = Object.keys(steps).some((code) => !known?.steps.some((step) => step.code === code))
  if (!known || strange) throw new Problem('invalid', 'proceedings.no_such_row')
  const sealed = sealRow(await keyOf(asked), file, 'guided_steps', guided_id, { steps })
  const at = { organisation_id: file.organisation_id, case_id: file.case_id }
  const done =
    version === 0
      ? await store.insertGuided(tx, { ...at, guided_id, proceeding_id, guide, status, sealed })
      : await store.changeGuided(tx, file, guided_id, version, { status, sealed }, now)
  if (!done) {
    const current = (await showGuided(asked)).find(
      (each) => each.guided_id === guided_id || (each.proceeding_id === proceeding_id && each.guide === guide),
    )
    if (!current) throw new Problem('not_found', 'proceedings.no_such_row')
    throw new Problem('conflict', 'stale', { current })
  }
  await tellLaw(asked, 'steps_guided', guided_id, { guide, status })
  return { guided_id, version: version + 1 }
})
