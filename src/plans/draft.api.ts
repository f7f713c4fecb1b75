// The plan as it stands, opened once, for whoever reads it, agrees it with her, compares it or prints it.
import { createHash } from 'node:crypto'
import type { AskedOnFile } from '#gate/answer.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import type { Vault } from '#vault/vault.store.ts'
import type { NeedWithout } from './ask.ts'
import { openGoals, openWithout } from './plan.sealed.store.ts'
import * as store from './plan.store.ts'
import type { Goal } from './plan.ts'

export type OnFile = AskedOnFile<unknown>

export interface Draft {
  goals: Goal[]
  /** Every reason ever given, the oldest first. */
  without: NeedWithout[]
  keys: CaseKeyRing
  mark: string
}

/** Changes with every goal and step that is written, marked or added, and with every reason given. */
const markOf = (rows: { id: string; version: number }[]): string =>
  createHash('sha256')
    .update(
      rows
        .map(({ id, version }) => `${id} ${version}`)
        .sort()
        .join('\n'),
    )
    .digest('base64url')

type Reading = Pick<OnFile, 'tx' | 'file'> & { vault: Pick<Vault, 'caseKeys'> }

export const findDraft = async ({ tx, vault, file }: Reading): Promise<Draft> => {
  const { case_id, organisation_id } = file
  const [goals, actions, referrals, without, keys] = await Promise.all([
    store.listGoals(tx, case_id),
    store.listActions(tx, case_id),
    store.listReferredSteps(tx, case_id),
    store.listWithout(tx, case_id),
    vault.caseKeys(tx, organisation_id, case_id),
  ])
  return {
    goals: openGoals(keys, file, goals, actions, referrals),
    without: without.map((row) => openWithout(keys, file, row)),
    keys,
    mark: markOf([
      ...goals.map(({ goal_id, version }) => ({ id: goal_id, version })),
      ...actions.map(({ action_id, version }) => ({ id: action_id, version })),
      ...without.map(({ without_id }) => ({ id: without_id, version: 1 })),
    ]),
  }
}
