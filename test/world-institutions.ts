// Institutions of an invented world, sealed as their room seals them, with what was agreed and what came through their posters.
import { placeOf, sealerTo } from '#institutions/institution.store.ts'
import type { InstitutionContact, PathwayStep } from '#institutions/institution.ts'
import type { Sector, ShortCode } from '#institutions/sector.ts'
import { addDays, addMonths, type Day } from '#kit/day.ts'
import { type AStaff, drawOf, type World } from './world.ts'

export interface InstitutionWish {
  name: string
  sector: Sector
  province: string
  town: string
  refresher_months?: number
  resting?: boolean
  /** Days ago on which its people were trained for the first time; null: not yet. */
  trained: number | null
  /** Days ago on which a pathway was agreed, the latest first. */
  agreed?: number[]
  steps?: PathwayStep[]
  contact?: Partial<InstitutionContact>
}
export interface AnInstitution extends InstitutionWish {
  institution_id: string
  code: ShortCode
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Of the poster that hangs there. */
export const posterCodeOf = (name: string): ShortCode =>
  Array.from({ length: 8 }, (_, place) => letters[drawOf(32, 'poster', name, String(place))]).join('')

export const anInstitution = async (
  world: World,
  { organisation_id }: { organisation_id: string },
  by: AStaff,
  wish: InstitutionWish,
): Promise<AnInstitution> => {
  const { tx } = world
  const institution_id = world.id('institution', wish.name)
  const code = posterCodeOf(wish.name)
  const seal = await sealerTo(tx, organisation_id)
  const nothing = { person: '', role: '', phone: '', email: '', address: '', notes: '' }
  const { name, sector, province, town, refresher_months = 24, resting = false } = wish
  await tx
    .insertInto('institution')
    .values({
      ...{ organisation_id, institution_id, code, name, sector, province, town, refresher_months, country: 'ES' },
      status: resting ? 'resting' : 'active',
      ...seal(placeOf.contact(institution_id), { ...nothing, ...wish.contact }),
    })
    .execute()
  for (const [place, days] of (wish.agreed ?? []).toReversed().entries()) {
    const agreed_on = addDays(world.ago(0), -days)
    const version = place + 1
    await tx
      .insertInto('institution_pathway')
      .values({
        ...{ organisation_id, institution_id, version, agreed_on, review_on: addMonths(agreed_on, 12) },
        ...{ kept_by: by.staff_id, steps: JSON.stringify(wish.steps ?? []) },
        ...seal(placeOf.pathway(institution_id, version), { agreed_with: wish.contact?.role ?? '' }),
      })
      .execute()
  }
  return { ...wish, institution_id, code }
}

const quarterOf = (day: Day): string => `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`

/** Two years of quarters: little before anybody was trained, more after, and hardly ever more than three. */
export const tallyOf = async (
  world: World,
  { organisation_id }: { organisation_id: string },
  all: readonly AnInstitution[],
): Promise<void> => {
  const today = world.ago(0)
  for (let back = 7; back >= 0; back--) {
    const day = addMonths(today, -3 * back)
    const quarter = quarterOf(day)
    const rows = all.map(({ institution_id, name, trained }) => {
      const after = trained !== null && quarterOf(addDays(today, -trained)) < quarter
      const drawn = drawOf(10, 'tally', name, String(back))
      const reports = after ? [0, 1, 1, 1, 2, 2, 0, 2, 3, 1][drawn]! : drawn === 0 ? 1 : 0
      return {
        organisation_id,
        institution_id,
        quarter,
        reports,
        files: after && drawn % 4 === 0 ? Math.min(1, reports) : 0,
      }
    })
    await world.tx.insertInto('institution_tally').values(rows).execute()
  }
}
