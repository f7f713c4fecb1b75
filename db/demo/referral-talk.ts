// What the demo's houses say to each other inside their referrals: for which place, a few messages, a hand-over half done,
// somebody on a waiting list.
import { addDays } from '#kit/day.ts'
import { hoursOfWait } from '#referrals/clock.rules.ts'
import { sealMessage } from '#referrals/sealed.store.ts'
import type { ACase, World } from '#test/world.ts'
import type { Cast } from './live.ts'

/** [days ago, whether the partner says it, what] */
type Said = [ago: number, theirs: boolean, words: string]

const said: Record<string, Said[]> = {
  accepted: [
    [9, true, '¿Necesita intérprete la primera tarde? Tenemos a una compañera que habla su idioma hasta las ocho.'],
    [9, false, 'Sí, por favor. Llegamos a las cinco; viene con una mochila y su medicación para una semana.'],
    [7, true, 'Ha dormido bien. Pregunta por las clases de la mañana.'],
  ],
  waiting: [[1, true, 'Se libera una habitación a primeros de mes. Si encontráis algo antes, decídnoslo.']],
}
const done = ['told_what_happens', 'introduced_in_person', 'interpreter_there', 'medicine_handed']

const referralsTo = (world: World, organisation_id: string, status: string) =>
  world.tx
    .selectFrom('referral')
    .select(['organisation_id', 'case_id', 'referral_id', 'sent_by', 'sent_at'])
    .where('to_organisation_id', '=', organisation_id)
    .where('status', '=', status)
    .orderBy('sent_at')
    .orderBy('referral_id')
    .execute()
type Row = Awaited<ReturnType<typeof referralsTo>>[number]

const write = async (world: World, { shelter }: Cast['partners'], row: Row, words: Said[]) => {
  const keys = await world.tx
    .selectFrom('intake_key')
    .select(['organisation_id', 'version', 'public_key'])
    .where('organisation_id', 'in', [row.organisation_id, shelter.organisation_id])
    .execute()
  const keyOf = (id: string) => keys.find(({ organisation_id }) => organisation_id === id)!
  const at = { organisation_id: row.organisation_id, case_id: row.case_id, referral_id: row.referral_id }
  for (const [place, [ago, theirs, text]] of words.entries()) {
    const message_id = world.nextId('referral message')
    const read = place < words.length - 1
    await world.tx
      .insertInto('referral_message')
      .values({
        ...{ ...at, message_id, sent_at: world.at(ago) },
        from_organisation_id: theirs ? shelter.organisation_id : row.organisation_id,
        sent_by: theirs ? shelter.staff_id : row.sent_by,
        ...(read && { read_at: world.at(ago), read_by: theirs ? row.sent_by : shelter.staff_id }),
        sealed_ours: sealMessage(keyOf(row.organisation_id), message_id, text),
        sealed_theirs: sealMessage(keyOf(shelter.organisation_id), message_id, text),
      })
      .execute()
  }
  return at
}

/** All who were referred to the house for a place to live wait for the same one, so that it shows who has fewest other ways. */
const waitForOnePlace = (world: World, to_organisation_id: string, service_id: string) =>
  world.tx
    .updateTable('referral')
    .set({ service_id })
    .where('to_organisation_id', '=', to_organisation_id)
    .where('need', '=', 'housing')
    .where('service_id', 'is', null)
    .execute()

export const talkInReferrals = async (
  world: World,
  cast: Cast,
  files: Map<string, ACase>,
  service_id: string,
): Promise<void> => {
  const { shelter } = cast.partners
  await waitForOnePlace(world, shelter.organisation_id, service_id)
  const [accepted] = await referralsTo(world, shelter.organisation_id, 'accepted')
  if (accepted) {
    const at = await write(world, cast.partners, accepted, said.accepted!)
    const ticks = done.map((step) => ({ ...at, step, by_organisation_id: shelter.organisation_id }))
    await world.tx
      .insertInto('referral_step')
      .values(ticks.map((tick) => ({ ...tick, by_staff_id: shelter.staff_id, done_at: world.at(8) })))
      .execute()
  }
  // One of those who wait is told by when; the others are still to be answered.
  const [sent, ...others] = await referralsTo(world, shelter.organisation_id, 'sent')
  const file = [...files.values()].find(({ case_id }) => case_id === sent?.case_id)
  if (!sent || !file || others.length === 0) return
  const expected_on = addDays(world.today, 12)
  const at = await write(world, cast.partners, sent, said.waiting!)
  await world.tx
    .updateTable('referral')
    .set({
      ...{ status: 'waiting', expected_on, version: 2, ...hoursOfWait(expected_on) },
      ...{
        looked_at: world.at(1),
        looked_by: shelter.staff_id,
        answered_at: world.at(1),
        answered_by: shelter.staff_id,
      },
    })
    .where('referral_id', '=', sent.referral_id)
    .execute()
  const what = { kind: 'referral_waiting', actor: shelter, ref_id: at.referral_id, codes: { expected_on } } as const
  await world.happened(file, { at: world.at(1), ...what })
}
