// Small random worlds of organisations, staff, files, assignments, consents and broken glass, to ask in each of them who
// sees what. Times are minutes from the moment the database holds to be now; days are days from its today.
import fc from 'fast-check'
import { type Role, roles, type Section, sections } from '#access/access.ts'

export interface StaffMember {
  organisation: number
  office: number
  roles: Role[]
  status: 'active' | 'left'
  session: 'live' | 'expired' | 'ended' | 'forged'
}
interface Span {
  from: number
  until: number | null
  ended: boolean
}
export interface Team extends Span {
  file: number
  staff: number
  sections: Section[]
}
export interface Glass {
  file: number
  staff: number
  sections: Section[]
  minutes_ago: number
  ended: boolean
}
export interface ConsentGiven {
  file: number
  recipient: number
  sections: Section[]
  starts: number
  lasts: number
  withdrawn: boolean
  /** Whether the partner accepted and so has an access standing on it. */
  accepted: Span | null
}
export interface World {
  /** How far, in hours, the high-water mark of time lies ahead of the machine's clock; 0: the clock is right. */
  clock_ahead: number
  /** The first one is our own; the others are partners. Offices are two for ours, one for each partner. */
  partners: number
  staff: StaffMember[]
  files: { organisation: number; office: number; created_by: number }[]
  team: Team[]
  glass: Glass[]
  consents: ConsentGiven[]
  chance: number
}

const someSections: fc.Arbitrary<Section[]> = fc.oneof(
  { weight: 3, arbitrary: fc.subarray([...sections], { minLength: 1, maxLength: 5 }) },
  { weight: 1, arbitrary: fc.constant<Section[]>([...sections]) },
)
const rarely = fc.integer({ min: 0, max: 3 }).map((drawn) => drawn === 0)
const span: fc.Arbitrary<Span> = fc.record({
  from: fc.constantFrom(-90_000, -300, -300, 240),
  until: fc.constantFrom(null, null, 300, -120),
  ended: rarely,
})

/** Our own staff compose one to three roles; a partner's are mostly partner workers. */
const ownRoles = fc.uniqueArray(fc.constantFrom(...roles), { minLength: 1, maxLength: 3 })
const partnerRoles = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Role[]>(['partner_worker']) },
  { weight: 1, arbitrary: ownRoles },
)

const member = (organisation: fc.Arbitrary<number>): fc.Arbitrary<StaffMember> =>
  organisation.chain((place) =>
    fc.record({
      organisation: fc.constant(place),
      office: place === 0 ? fc.nat(1) : fc.constant(0),
      roles: place === 0 ? ownRoles : partnerRoles,
      status: fc.constantFrom<StaffMember['status']>('active', 'active', 'active', 'active', 'active', 'left'),
      session: fc.constantFrom<StaffMember['session']>(
        ...(['live', 'live', 'live', 'live', 'live', 'live', 'expired', 'ended', 'forged'] as const),
      ),
    }),
  )

const fileOf = (staff: StaffMember[]) =>
  fc.nat(staff.length - 1).chain((created_by) => {
    const { organisation } = staff[created_by]!
    return fc.record({
      organisation: fc.constant(organisation),
      office: organisation === 0 ? fc.nat(1) : fc.constant(0),
      created_by: fc.constant(created_by),
    })
  })

const standing = (staff: StaffMember[], files: World['files'], partners: number) => {
  const file = fc.nat(files.length - 1)
  const colleague = (at: number) => {
    const places = staff.flatMap((one, place) => (one.organisation === files[at]!.organisation ? [place] : []))
    return fc.constantFrom(...places)
  }
  const team = file.chain((at) =>
    fc
      .record({ staff: colleague(at), sections: someSections, span, ended: rarely })
      .map(({ span: when, ...rest }) => ({ ...when, ...rest, file: at })),
  )
  const glass = file.chain((at) =>
    fc.record({
      file: fc.constant(at),
      staff: colleague(at),
      sections: fc.subarray([...sections], { maxLength: 4 }),
      minutes_ago: fc.constantFrom(10, 30, 90, 600),
      ended: rarely,
    }),
  )
  const consent = file.chain((at) =>
    fc.record({
      file: fc.constant(at),
      recipient: fc.nat(partners).filter((place) => place !== files[at]!.organisation),
      sections: someSections,
      starts: fc.constantFrom(-30, -30, -10, 0, 3),
      lasts: fc.constantFrom(10, 60, 33, 90),
      withdrawn: rarely,
      accepted: fc.option(span, { freq: 5 }),
    }),
  )
  return fc.record({
    team: fc.array(team, { minLength: 1, maxLength: 6 }),
    glass: fc.array(glass, { maxLength: 2 }),
    consents: fc.array(consent, { maxLength: 4 }),
  })
}

export const aWorld: fc.Arbitrary<World> = fc
  .integer({ min: 1, max: 2 })
  .chain((partners) =>
    fc.record({
      partners: fc.constant(partners),
      clock_ahead: fc.constantFrom(0, 0, 0, 7, 24 * 5),
      chance: fc.nat(1_000_000),
      staff: fc
        .tuple(
          fc.array(member(fc.constant(0)), { minLength: 2, maxLength: 4 }),
          fc.array(member(fc.integer({ min: 1, max: partners })), { minLength: 1, maxLength: 2 }),
        )
        .map(([ours, theirs]) => [...ours, ...theirs]),
    }),
  )
  .chain((base) =>
    fc
      .array(fileOf(base.staff), { minLength: 1, maxLength: 3 })
      .chain((files) => standing(base.staff, files, base.partners).map((rest) => ({ ...base, files, ...rest }))),
  )
