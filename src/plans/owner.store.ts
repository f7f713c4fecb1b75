// What whoever takes a step is called: frozen with a version, so that it reads the same after somebody left.
import { sql } from 'kysely'
import type { Tx } from '#kit/database.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { PlanAction } from './plan.ts'

/** Nothing for herself: a plan does not call her by a name. */
export const nameOwners = async (tx: Tx, { organisation_id }: At, actions: PlanAction[]) => {
  const ids = (pick: (action: PlanAction) => string | null) => [...new Set(actions.flatMap((each) => pick(each) ?? []))]
  const staff = ids(({ owner_id }) => owner_id)
  const partners = ids(({ owner_organisation_id }) => owner_organisation_id)
  const [colleagues, organisations] = await Promise.all([
    tx
      .selectFrom('staff')
      .select(['staff_id as id', 'name'])
      .where('organisation_id', '=', organisation_id)
      .where('staff_id', '=', sql<string>`any(${staff}::uuid[])`)
      .execute(),
    tx
      .selectFrom('organisation')
      .select(['organisation_id as id', 'name'])
      .where('organisation_id', '=', sql<string>`any(${partners}::uuid[])`)
      .execute(),
  ])
  const names = new Map([...colleagues, ...organisations].map(({ id, name }) => [id, name]))
  return ({ owner_id, owner_organisation_id, who }: PlanAction): string =>
    names.get(owner_id ?? owner_organisation_id ?? '') ?? who
}
