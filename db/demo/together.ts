// Two things a coordinator meets: a person whose file was opened twice, brought together; and a colleague who broke the
// glass of a file one evening, which waits to be looked at.
import { sql } from 'kysely'
import { retentionOf } from '#cases/retention.rules.ts'
import { RetentionFile } from '#cases/retention.ts'
import type { Facts } from '#facts/facts.ts'
import { noContact } from '#people/safe-contact.ts'
import type { ACase, World } from '#test/world.ts'
import { sealJson, sealText } from '#vault/envelope.ts'
import type { Cast } from './live.ts'

/** What the second file calls someone whose first one says Sarita. */
export const openedTwice = 'सरिता'

const bringTogether = async (world: World, { own, offices, staff }: Cast, facts: Facts, kept: ACase) => {
  const [opened, days] = [96, 18]
  const closed_on = world.ago(days)
  const merged = await world.aCase(own, {
    ...{ name: 'Sarita once more', office: offices.madrid, worker: staff.david, stage: 'assessment', opened },
    ...{ closed: days, contact: noContact },
    card: { ...kept.card, alias: openedTwice },
  })
  await world.aNote(
    merged,
    opened - 1,
    'story',
    staff.david,
    'Viene derivada de la parroquia. Da su nombre en nepalí y dice que ya habló con otra asociación, no recuerda cuál.',
  )
  const words = 'Ella misma enseñó la tarjeta con nuestro teléfono: era nuestro expediente. Seguimos en el primero.'
  const merge_id = world.id('merge', kept.case_id, merged.case_id)
  const half = ({ organisation_id, case_id, key }: ACase, part: 'kept' | 'merged', other: ACase) => ({
    ...{ organisation_id, case_id, merge_id, part, other_case_id: other.case_id, reason: 'two_spellings' },
    sealed_words: sealText(
      key,
      { table: 'file_merge', column: 'sealed_words', row: merge_id, case_id, organisation_id },
      words,
    ),
    ...{ before_status: 'open', before_closed_on: null, merged_by: staff.teresa.staff_id },
    merged_at: `${closed_on}T10:20:00Z`,
  })
  // The table asks who is signed in; nobody is while a demo is filled.
  await sql`alter table file_merge disable trigger merges_stay_flat`.execute(world.tx)
  await world.tx
    .insertInto('file_merge')
    .values([half(kept, 'kept', merged), half(merged, 'merged', kept)])
    .execute()
  await sql`alter table file_merge enable trigger merges_stay_flat`.execute(world.tx)
  const rules = facts.retention.map((each) => RetentionFile.parse(each))
  const { keep_until, review_on, erase_on } = retentionOf(rules, {
    ...{ closed_on, of_age_on: null, minor: false, house_months: 60, jurisdiction: 'ES' },
  })
  const { organisation_id, case_id } = merged
  await world.tx
    .insertInto('closure')
    .values({
      ...{ organisation_id, case_id, closure_id: world.id('closure', case_id), reason: 'duplicate', closed_on },
      ...{ closed_by: staff.teresa.staff_id, keep_until, review_on, erase_on },
    })
    .execute()
  const told = { at: `${closed_on}T10:20:00Z`, actor: staff.teresa, codes: { reason: 'two_spellings' } }
  await world.happened(kept, { ...told, kind: 'file_kept', ref_id: merged.case_id })
  await world.happened(merged, { ...told, kind: 'file_merged', ref_id: kept.case_id })
}

const breakTheGlass = async (world: World, { staff }: Cast, { organisation_id, case_id, key }: ACase) => {
  const { staff_id } = staff.david
  const break_glass_id = world.id('broken glass', case_id)
  const [opened_at, until_at] = ['20:40', '21:40'].map((hour) => `${world.ago(1)}T${hour}:00Z`) as [string, string]
  const place = { table: 'break_glass', column: 'sealed_reason', row: break_glass_id, case_id, organisation_id }
  const words = 'Llamó desde la estación sin saber adónde ir; Lucía no contestaba y necesitaba la dirección de la casa.'
  await world.tx
    .insertInto('break_glass')
    .values({
      ...{ organisation_id, case_id, break_glass_id, staff_id, reason: 'colleague_away', opened_at, until_at },
      sealed_reason: sealJson(key, place, { words }),
    })
    .execute()
  await world.tx
    .insertInto('case_access')
    .values({
      ...{ organisation_id, case_id, access_id: world.id('broken glass access', case_id), kind: 'break_glass' },
      ...{ staff_id, function: 'break_glass', sections: ['identity', 'safety', 'home'], basis: break_glass_id },
      ...{ from_at: opened_at, until_at, created_by: staff_id },
    })
    .execute()
  const entry = (action: string, basis: string, reason: string | null) => ({
    ...{ organisation_id, entry_id: world.id('broken glass', action, case_id), at: opened_at, actor_id: staff_id },
    ...{ actor_organisation_id: organisation_id, action, case_id, basis, sections: [], reason },
  })
  await world.tx
    .insertInto('journal')
    .values([
      entry('case.break_glass', 'in_the_office', 'colleague_away'),
      entry('case.open', `break_glass:${break_glass_id}`, null),
    ])
    .execute()
  const codes = { reason: 'colleague_away' }
  const at = { organisation_id, case_id }
  await world.happened(at, { at: opened_at, kind: 'glass_broken', actor: staff.david, ref_id: break_glass_id, codes })
}

export const coordinate = async (world: World, cast: Cast, facts: Facts, files: Map<string, ACase>): Promise<void> => {
  const [twice, evening] = [files.get('Sarita'), files.get('Maya')]
  if (!twice || !evening) throw new Error('Sarita and Maya are in the demo')
  await bringTogether(world, cast, facts, twice)
  await breakTheGlass(world, cast, evening)
}
