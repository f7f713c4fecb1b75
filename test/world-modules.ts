// People who learned alone in an invented world: how far they got, and nothing of who they are.
import { createHash } from 'node:crypto'
import { addDays } from '#kit/day.ts'
import type { ModuleHead } from '#modules/module.ts'
import { stepsOf } from '#modules/way.rules.ts'
import type { AStaff, World } from './world.ts'

export interface RunWish {
  module: ModuleHead
  institution_id: string | null
  /** Days ago on which it was begun. */
  begun: number
  /** How far, from 0 to 1; at 1 every question was answered. */
  far: number
  percent: number
}

export const someRuns = async (world: World, organisation_id: string, wishes: readonly RunWish[]): Promise<void> => {
  const today = world.ago(0)
  const rows = wishes.map(({ module, institution_id, begun, far, percent }, place) => {
    const started_on = addDays(today, -begun)
    // Some come back the next day.
    const touched_on = addDays(started_on, begun > 1 && place % 3 === 0 ? 1 : 0)
    const finished = far >= 1
    return {
      ...{ organisation_id, institution_id, module_id: module.id, module_version: module.version, language: 'es' },
      run_hash: createHash('sha256').update(`invented run ${place} of ${module.id}`).digest(),
      step: Math.floor(stepsOf(module).length * Math.min(1, far)),
      ...{ started_on, touched_on, finished_on: finished ? touched_on : null, tries: finished ? 1 : 0 },
      passed_on: finished && percent >= module.pass_percent ? touched_on : null,
      percent: finished ? percent : null,
    }
  })
  await world.tx.insertInto('module_run').values(rows).execute()
}

export const aModuleOfOnesOwn = async (
  { tx }: World,
  { organisation_id }: { organisation_id: string },
  by: AStaff,
  { file, status }: { file: { module: ModuleHead; texts: object }; status: 'draft' | 'published' },
): Promise<void> => {
  const { id: module_id, version: module_version } = file.module
  await tx
    .insertInto('module_own')
    .values({ organisation_id, module_id, module_version, status, file: JSON.stringify(file), kept_by: by.staff_id })
    .execute()
}
