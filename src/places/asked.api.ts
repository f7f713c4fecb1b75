// Keeping a place in another house's unit and standing on its list. What the file says is looked at here, before anybody
// is asked; who lives there is looked at by the house, when it confirms, and told to nobody who asks.
import { readCard } from '#cases/card.store.ts'
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { toReferral } from '#matching/excluded.rules.ts'
import { lookAgainUnderRoof } from '#people/look-again.api.ts'
import { refuseExcluded } from '#people/refuse-excluded.api.ts'
import * as store from './asked.store.ts'
import * as model from './asked.ts'
import { meetingsOf } from './check.api.ts'
import { ruleMisfits } from './fit.rules.ts'
import { refuseSaid } from './said.api.ts'
import { showUnit } from './unit.api.ts'
import { listUnitRows } from './unit.store.ts'

type Wanting = AskedByStaff<{ unit_id: string; of_case_id: string }>

/** Whom it admits is published; that she must not come to this house stands in her own file. Nothing of whoever is there. */
const refuseUnfit = async (asked: Wanting): Promise<void> => {
  const { input, tx, vault, actor, today } = asked
  const { unit_id, of_case_id: case_id } = input
  const [row] = await listUnitRows(tx, unit_id)
  if (!row?.shared || row.organisation_id === actor.organisation_id) throw new Problem('not_found', 'place.not_found')
  const file = { organisation_id: actor.organisation_id, case_id }
  const misfits = ruleMisfits(
    showUnit(row, actor.organisation_id),
    await readCard(tx, vault, file.organisation_id, case_id),
    today,
  )
  if (misfits.length > 0) throw new Problem('refused', 'place.misfit', { misfits })
  const house = { organisation_id: row.organisation_id, name: row.organisation_name }
  await refuseExcluded({ ...asked, file }, toReferral(house, undefined))
}

const noteOwn = ({ actor, note, input }: Wanting, subject_id: string) =>
  note({ organisation_id: actor.organisation_id, case_id: input.of_case_id, subject_id })

export const holdTheirs = answer(model.holdTheirs)(async (asked) => {
  const { unit_id, hold_id, hours, of_case_id } = asked.input
  noteOwn(asked, hold_id)
  // Taken first and given back if it does not fit: the unit is waited for before any file, as by whoever moves in there.
  const { said, hours: most } = await store.holdTheirs(asked.tx, hold_id, unit_id, hours, of_case_id)
  refuseSaid(said, most === undefined ? {} : { hours: most })
  await lookAgainUnderRoof(asked, { unit_id })
  await refuseUnfit(asked)
  return { ref_id: hold_id, version: 1 }
})

export const waitTheirs = answer(model.waitTheirs)(async (asked) => {
  const { unit_id, waiting_id, of_case_id, urgency } = asked.input
  noteOwn(asked, waiting_id)
  refuseSaid(await store.waitTheirs(asked.tx, waiting_id, unit_id, of_case_id, urgency))
  await refuseUnfit(asked)
  return { ref_id: waiting_id, version: 1 }
})

export const letGoTheirs = answer(model.letGoTheirs)(async ({ input, tx, note }) => {
  const { ref_id, version } = input
  note({ subject_id: ref_id })
  refuseSaid(await store.letGo(tx, ref_id, version))
  return { ref_id, version: version + 1 }
})

export const answerAsked = answer(model.answerAsked)(async (asked) => {
  const { input, tx, facts, note } = asked
  const { unit_id, ref_id, version, answer: said, reason } = input
  note({ subject_id: ref_id })
  const yes = said === 'confirmed'
  if (!yes && !facts.codes.place_refusals?.codes.some(({ code }) => code === reason))
    throw new Problem('invalid', 'place.refusal_reason_needed')
  if (yes && (await meetingsOf(asked, unit_id, ref_id)).length > 0) throw new Problem('refused', 'place.would_meet')
  refuseSaid(await store.answerAsked(tx, ref_id, version, yes, yes ? null : reason))
  return { ref_id, version: version + 1 }
})

/** Of one's own files alone: what a house says to another is not a partner's to read. */
export const listAsked = answer(model.listAsked)(async ({ tx, file, actor }) => ({
  asked: file.organisation_id === actor.organisation_id ? await store.listAsked(tx, file.case_id) : [],
}))
