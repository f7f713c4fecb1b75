// What follows from the two facts of a minor's file. Every contact with a family asks the first, every consent the second.
import type { FamilyRiskOutcome, GuardianWord } from './minor-facts.ts'

/** Nobody tells or asks the family of a minor before the latest assessment of the risk says that it is safe. */
export const familyMayBeTold = (presumed_minor: boolean, latest: FamilyRiskOutcome | null): boolean =>
  !presumed_minor || latest === 'safe'

const withGuardian = ['minor_with_guardian', 'guardian']

/** Whether this consent stands on a guardian at all. */
export const needsGuardian = (given_by: string): boolean => withGuardian.includes(given_by)

/** Why a consent given so cannot be recorded, as a message key; null when it can. */
export const guardianObstacle = (given_by: string, guardian: GuardianWord): string | null =>
  needsGuardian(given_by) && guardian === 'may_not' ? 'consent.guardian_may_not' : null
