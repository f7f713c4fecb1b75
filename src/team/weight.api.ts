// Weighing a file, and the caseload of those who plan whom to give the next one.
import { z } from 'zod'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import { carriersOf, factorsOf, nextToTake, ofFactors, ofStage, pointsOf } from './weight.rules.ts'
import * as store from './weight.store.ts'
import * as model from './weight.ts'

const Sealed = z.object({ factors: z.array(z.string()) })
const place = (organisation_id: string, case_id: string) => ({
  table: 'case_weight',
  column: 'sealed',
  row: case_id,
  case_id,
  organisation_id,
})

export const readWeight = async ({ tx, vault, facts, file }: AskedOnFile<unknown>): Promise<model.Weight> => {
  const row = await store.findWeight(tx, file)
  if (!row) throw new Problem('not_found', 'case.not_found')
  const points = pointsOf(facts.codes.case_weights?.codes ?? [])
  const ofItsStage = ofStage(points, row.stage)
  if (!row.sealed) return { points: ofItsStage, factors: [], weighed_on: null, version: 0 }
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  const at = place(file.organisation_id, file.case_id)
  const { factors } = openJson(keys.of(row.sealed), at, row.sealed, Sealed)
  return { points: ofItsStage + (row.points ?? 0), factors, weighed_on: row.weighed_on, version: row.version ?? 0 }
}

export const setWeight = answer(model.setWeight)(async (asked) => {
  const { input, tx, vault, facts, file, actor, today } = asked
  const { case_id, organisation_id } = file
  const points = pointsOf(facts.codes.case_weights?.codes ?? [])
  const factors = [...new Set(input.factors)]
  if (factors.some((code) => !factorsOf(points).includes(code))) throw new Problem('invalid', 'gate.not_allowed_value')
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const row = {
    organisation_id,
    case_id,
    points: ofFactors(points, factors),
    sealed: sealJson(key, place(organisation_id, case_id), { factors }),
    weighed_by: actor.staff_id,
    weighed_on: today,
  }
  if (!(await store.writeWeight(tx, row, input.version)))
    throw new Problem('conflict', 'stale', { current: await readWeight(asked) })
  return { case_id, version: input.version + 1 }
})

export const readCaseload = answer(model.readCaseload)(async ({ tx, facts, actor, may }) => {
  const points = pointsOf(facts.codes.case_weights?.codes ?? [])
  const office = may('caseload.read').because === 'all' ? null : actor.office_id
  const [rows, workers] = await Promise.all([
    store.listCaseload(tx),
    store.listWorkers(tx, actor.organisation_id, office),
  ])
  const carriers = carriersOf(points, workers, rows)
  return { carriers, next: nextToTake(carriers), usual_capacity: points.usual_capacity ?? 0 }
})

export const setCapacity = answer(model.setCapacity)(async ({ input, tx, actor, note }) => {
  const { staff_id, points, version } = input
  note({ subject_id: staff_id })
  const row = { organisation_id: actor.organisation_id, staff_id, points, set_by: actor.staff_id }
  if (!(await store.writeCapacity(tx, row, version))) throw new Problem('conflict', 'stale')
  return { staff_id, version: version + 1 }
})
