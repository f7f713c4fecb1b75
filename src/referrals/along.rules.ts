// How a row that goes along with a transfer is named and kept in the file of the receiving house.
import type { Place } from '#vault/envelope.ts'

interface At {
  organisation_id: string
  case_id: string
}

/** The name of a row's own id; a file has one of those without, or one for each section. */
const ids = {
  note: 'note_id',
  alert: 'alert_id',
  assessment: 'assessment_id',
  goal: 'goal_id',
  plan_action: 'action_id',
  related_person: 'related_id',
  document: 'document_id',
  document_content: 'content_id',
  exclusion: 'exclusion_id',
  proceeding: 'proceeding_id',
  appointment: 'appointment_id',
  guided_steps: 'guided_id',
  matter: 'matter_id',
  protection_measure: 'measure_id',
  hearing: 'hearing_id',
  court_decision: 'decision_id',
  court_appeal: 'appeal_id',
  law_event: 'event_id',
  money_claim: 'claim_id',
  person_barriers: null,
  safe_contact: null,
  person_identity: null,
} as const
export type Travels = keyof typeof ids

/** In the order in which they are laid down: what another row points at first. */
export const travels = Object.keys(ids) as Travels[]

export const hasOwnId = (what: Travels): boolean => ids[what] !== null

/** Where the words of a row are sealed, by the file it is in and the name it has there. */
export const placeOf = (what: Travels, { organisation_id, case_id }: At, id: string): Place => ({
  table: what,
  column: 'sealed',
  row: what === 'person_barriers' ? `${case_id} ${id}` : hasOwnId(what) ? id : case_id,
  case_id,
  organisation_id,
})

type Plain = Record<string, unknown>
interface Here {
  led_by: string
  organisation_id: string
  /** What a row of the first house is called here; it is made when first asked for. */
  idOf: (there: string) => string
}

const pointers = ['goal_id', 'document_id', 'replaces_id', 'proceeding_id', 'matter_id', 'decision_id'] as const

/** Steps somebody of the first house had to do, or we had as its partner, are the new reference worker's; done ones stay whose they were. */
const stepHere = ({ owner_kind, owner_organisation_id, done_on }: Plain, { led_by, organisation_id }: Here): Plain => {
  const ours = owner_kind === 'partner' && owner_organisation_id === organisation_id
  if (done_on !== null || (owner_kind !== 'staff' && !ours)) return {}
  return { owner_kind: 'staff', owner_id: led_by, owner_organisation_id: null }
}

const changes: Partial<Record<Travels, (plain: Plain, here: Here) => Plain>> = {
  // Former versions stay behind, with whoever corrected them.
  note: () => ({ version: 1, changed_at: null, changed_by: null }),
  assessment: () => ({ version: 1, changed_at: null, changed_by: null }),
  plan_action: stepHere,
  // One of a series comes alone, as it stands; nobody of the first house goes along.
  appointment: (_, { led_by }) => ({ series_id: null, moved: 0, planned_by: led_by, version: 1 }),
  // Who stands for her is said anew here, after a conflict check of this house.
  matter: () => ({ lawyer_kind: 'none', lawyer_id: null, lawyer_status: 'none', version: 1 }),
  protection_measure: () => ({ exclusion_id: null, version: 1 }),
  hearing: () => ({ appointment_id: null, version: 1 }),
  court_decision: () => ({ law_event_id: null, version: 1 }),
  law_event: () => ({ version: 1 }),
  money_claim: () => ({ version: 1 }),
  // The paper itself lies where it lay.
  document: ({ held_by }) => (held_by === 'organisation' ? { held_by: 'other_organisation' } : {}),
}

/** What of a row is not as it was there. */
export const rowHere = (what: Travels, { id, plain }: { id: string; plain: Plain }, here: Here): Plain => {
  const name = ids[what]
  const pointing = pointers.flatMap((pointer) => {
    const to = plain[pointer]
    return typeof to === 'string' && pointer !== name ? [[pointer, here.idOf(to)]] : []
  })
  return {
    ...Object.fromEntries(pointing),
    ...(name && { [name]: here.idOf(id) }),
    ...changes[what]?.(plain, here),
  }
}
