// What tests of places share: a unit with beds, somebody moving in, a file a live consent opens to the partner's house.
import assert from 'node:assert/strict'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { beginStay } from '#places/stay.ts'
import { addUnit, listUnits, type UnitKind } from '#places/unit.ts'
import { today } from './day.ts'
import type { TestHouse, Who } from './gate.ts'

export { today }

export const refuses = (asking: Promise<unknown>, kind: Problem['kind'], key?: string) =>
  assert.rejects(asking, (problem: Problem) => {
    assert.equal(`${problem.kind} ${key ? problem.key : ''}`, `${kind} ${key ?? ''}`, `${problem.key} ${problem.cause}`)
    return true
  })

interface UnitWish {
  beds?: number
  by?: Who
  kind?: UnitKind
  admits?: object
  [field: string]: unknown
}

/** Of a test house that was given the api modules of places. */
export const placesOf = (at: TestHouse) => {
  const aUnit = async ({ beds = 2, by = at.staff.coordinator, kind = 'flat', ...more }: UnitWish = {}) => {
    const unit_id = newId()
    const places = Array.from({ length: beds }, (_, n) => ({ place_id: newId(), label: `Bed ${n + 1}` }))
    const input = { unit_id, kind, unit: kind === 'course' ? 'seat' : 'bed', name: 'Piso Encina', places, ...more }
    await at.ask(addUnit, input, by)
    return { unit_id, places }
  }
  const into = (unit_id: string, of_case_id: string, more: object = {}) => ({
    unit_id,
    stay_id: newId(),
    of_case_id,
    from_on: today,
    ...more,
  })
  const moveIn = async (
    unit_id: string,
    of_case_id: string,
    who: Who = at.staff.reference_worker,
    more: object = {},
  ) => {
    const input = into(unit_id, of_case_id, more)
    await at.ask(beginStay, input, who)
    return input.stay_id
  }
  const countsOf = async (unit_id: string, who: Who = at.staff.coordinator) => {
    const { units } = await at.ask(listUnits, {}, who)
    return units.find((unit) => unit.unit_id === unit_id)?.counts
  }
  /** A file that a live consent opens to the partner's house. */
  const aReferredFile = async (sections: ('home' | 'identity' | 'health')[] = ['home', 'identity']) => {
    const { case_id } = await at.aFile()
    const { consent_id } = await at.aConsent(case_id, at.staff.partner_worker, sections)
    await at.rows(
      `insert into case_access (organisation_id, case_id, access_id, kind, member_organisation_id, function, sections, basis, created_by)
       values ($1, $2, gen_random_uuid(), 'consent', $3, 'partner', $4, $5, $6)`,
      [
        at.ours.organisation_id,
        case_id,
        at.partner.organisation_id,
        sections,
        consent_id,
        at.staff.coordinator.staff_id,
      ],
    )
    return { case_id, consent_id }
  }
  return { aUnit, into, moveIn, countsOf, aReferredFile }
}
