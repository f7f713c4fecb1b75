// Protection that was ordered: writing it down, and making it an exclusion of the file with one press.
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import { writeExclusion } from '#people/exclusion.api.ts'
import { exclusionsOf } from './matter.rules.ts'
import * as store from './matter.store.ts'
import * as model from './measure.ts'
import { openRow, sealRow } from './sealed-row.store.ts'
import { keyOf, keysOf, law, tellLaw } from './tell.api.ts'

type Asked = AskedOnFile<unknown>

export const showMeasures = async (asked: Asked): Promise<model.Measure[]> => {
  const rows = await store.listMeasureRows(asked.tx, asked.file)
  if (rows.length === 0) return []
  const keys = await keysOf(asked)
  return rows.map(({ sealed, exclusion_id, kind, ...row }) => ({
    ...row,
    kind: kind as model.MeasureKind,
    excluded: exclusion_id !== null,
    ...openRow(keys, asked.file, 'protection_measure', row.measure_id, sealed, model.MeasureWords),
  }))
}

const standing = async (asked: Asked, measure_id: string): Promise<model.Measure> => {
  const found = (await showMeasures(asked)).find((each) => each.measure_id === measure_id)
  if (!found) throw new Problem('not_found', 'proceedings.no_such_row')
  return found
}

export const keepMeasure = answer(model.keepMeasure)(async (asked) => {
  const { input, tx, file, demand } = asked
  demand(law)
  const { case_id: _, measure_id, version, matter_id, kind, from_on, until_on, ended_on, ...words } = input
  if ([until_on, ended_on].some((day) => day !== null && day < from_on))
    throw new Problem('invalid', 'proceedings.ends_before')
  const sealed = sealRow(await keyOf(asked), file, 'protection_measure', measure_id, words)
  const row = { matter_id, kind, from_on, until_on, ended_on, sealed }
  const at = { organisation_id: file.organisation_id, case_id: file.case_id }
  const done =
    version === 0
      ? await store.insertMeasure(tx, { ...at, measure_id, ...row })
      : await store.changeMeasure(tx, file, measure_id, version, row)
  if (!done) throw new Problem('conflict', 'stale', { current: await standing(asked, measure_id) })
  await tellLaw(asked, version === 0 ? 'measure_recorded' : 'measure_changed', measure_id, { measure: kind })
  return { measure_id, version: version + 1 }
})

export const excludeByMeasure = answer(model.excludeByMeasure)(async (asked) => {
  const { input, tx, file, today, demand, note } = asked
  demand(law)
  // An exclusion is written where exclusions are.
  demand('safety')
  const { measure_id, version, reason } = input
  const measure = await standing(asked, measure_id)
  if (measure.version !== version) throw new Problem('conflict', 'stale', { current: measure })
  const whats = exclusionsOf(measure.kind, measure)
  const over = [measure.ended_on, measure.until_on].some((day) => day !== null && day < today)
  if (measure.excluded || whats.length === 0 || over) throw new Problem('refused', 'proceedings.nothing_to_exclude')
  const ids = whats.map(() => newId())
  for (const [index, what] of whats.entries())
    await writeExclusion(asked, {
      ...{ exclusion_id: ids[index]!, what, reason, said_by: measure.ordered_by },
      ...{ since_on: measure.from_on, until_on: measure.until_on },
    })
  await store.changeMeasure(tx, file, measure_id, version, { exclusion_id: ids[0]! })
  await tellLaw(asked, 'measure_changed', measure_id, { measure: measure.kind })
  note({ subject_id: measure_id, sections: [law, 'safety'] })
  return { measure_id, version: version + 1, made: ids.length }
})
