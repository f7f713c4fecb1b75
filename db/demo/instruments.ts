// Instruments in a few of the demo's files, weeks and months apart, so that a line can be drawn: Maya eases slowly, with a
// dent around her hearing; Bishnu's drinking goes back; Sarita's return was weighed.

import type { Instrument, InstrumentId, WordedIn } from '#assessments/instrument.ts'
import { instrumentOf } from '#assessments/instruments.store.ts'
import type { KeptAssessment } from '#assessments/kept.ts'
import { readAnswers } from '#assessments/scoring.rules.ts'
import type { GivenAnswers } from '#assessments/sitting.ts'
import { saidOf } from '#assessments/walk.rules.ts'
import type { ACase, AStaff, World } from '#test/world.ts'
import { sealJson } from '#vault/envelope.ts'
import type { Cast } from './live.ts'

interface Taken {
  days: number
  instrument: InstrumentId
  /** One sign for each item that counts, in its order: which of its answers, from 0 on; a dash where it was skipped. */
  said: string
  words?: Record<string, string>
  by?: AStaff
  given?: 'asked' | 'paper'
}

const answersOf = ({ items, answers }: Instrument, { said, words = {} }: Taken): GivenAnswers => {
  const signs = [...said.replaceAll(' ', '')]
  const given: GivenAnswers = {}
  for (const { code, answers: set } of items) {
    const written = words[code]
    if (written !== undefined) given[code] = written
    const options = answers[set]
    if (!options) continue
    const sign = signs.shift()
    if (sign === '-') given[code] = null
    else if (sign !== undefined) given[code] = options[Number(sign)]!.code
  }
  return given
}

const keep = async (world: World, file: ACase, taken: Taken): Promise<void> => {
  const { organisation_id, case_id, key, worker, card } = file
  const { days, by = worker, given = 'asked' } = taken
  const instrument = instrumentOf(taken.instrument)
  const { id, version, section, filled_by } = instrument
  const assessment_id = world.nextId('assessment')
  const recorded_at = world.at(days)
  const taken_on = recorded_at.slice(0, 10)
  const answers = answersOf(instrument, taken)
  const gender = card.gender
  const age = card.birth_year === null ? null : Number(taken_on.slice(0, 4)) - card.birth_year - 1
  const read = readAnswers(instrument, saidOf(answers), { gender, age: age ?? undefined })
  const hers = (card.languages[0] ?? 'es') as WordedIn
  const spoken = filled_by === 'professional' ? 'es' : hers
  const kept: KeptAssessment = {
    giving: { given, spoken, worded: spoken, beside: spoken === 'es' ? null : 'es', interpreter: 'professional' },
    ...{ official: null, answers, about: { gender, age }, read, because: '' },
  }
  await world.tx
    .insertInto('assessment')
    .values({
      ...{ organisation_id, case_id, assessment_id, instrument: id, instrument_version: String(version), section },
      ...{ taken_on, taken_by: by.staff_id, recorded_at },
      sealed: sealJson(
        key,
        { table: 'assessment', column: 'sealed', row: assessment_id, case_id, organisation_id },
        kept,
      ),
    })
    .execute()
  const told = { at: recorded_at, kind: 'instrument_finished' as const, actor: by, section, ref_id: assessment_id }
  await world.happened(file, { ...told, codes: { instrument: id } })
}

/** From sleepless to the first whole nights; heavier again in the week she decided to claim her wages. */
const maya = ({ staff }: Cast): Taken[] => {
  const { beatriz } = staff
  const by = { by: beatriz }
  return [
    { days: 93, instrument: 'pc-ptsd-5', said: '1 11101', ...by },
    { days: 90, instrument: 'phq-9', said: '222332110 2', ...by },
    { days: 90, instrument: 'who-5', said: '11001', ...by },
    { days: 71, instrument: 'itq', said: '333 432 333 322 322 222', ...by },
    { days: 62, instrument: 'phq-9', said: '222221110 2', ...by },
    { days: 62, instrument: 'who-5', said: '12112', ...by },
    { days: 28, instrument: 'phq-9', said: '122211100 1', ...by },
    { days: 28, instrument: 'who-5', said: '22122', ...by },
    { days: 21, instrument: 'phq-9', said: '111211100 1', given: 'paper', ...by },
    { days: 21, instrument: 'who-5', said: '32223', ...by },
    { days: 20, instrument: 'itq', said: '212 321 222 211 211 121', ...by },
    { days: 13, instrument: 'phq-9', said: '1121111-0 1', ...by },
    { days: 6, instrument: 'phq-9', said: '122211110 1', ...by },
    { days: 6, instrument: 'who-5', said: '22122', ...by },
    { days: 1, instrument: 'phq-9', said: '111110100 0', ...by },
    { days: 1, instrument: 'who-5', said: '33234', ...by },
    { days: 88, instrument: 'self-sufficiency', said: '00112 555 1143 01 20 01' },
    { days: 12, instrument: 'self-sufficiency', said: '22223 555 3243 12 22 12' },
  ]
}

const bishnu = (): Taken[] => [
  { days: 41, instrument: 'audit-c', said: '322' },
  { days: 12, instrument: 'audit-c', said: '211' },
  { days: 40, instrument: 'k10', said: '2232123222' },
]

const sarita = (): Taken[] => [
  {
    ...{ days: 33, instrument: 'retrafficking-risk', said: '20110030010102010 13' },
    words: {
      protects: 'Su hermana, otra ciudad, una dirección que nadie de la red conoce.',
      her_view: '«Allí nadie me busca. Aquí cuento los días.»',
      reasons: 'El captador sigue libre, pero lejos, y no sabe dónde vivirá.',
      measures: 'Acogida en el aeropuerto, llamada a los tres días, a la semana y al mes.',
    },
  },
]

export const giveInstruments = async (world: World, cast: Cast, files: Map<string, ACase>): Promise<void> => {
  const all = { Maya: maya(cast), Bishnu: bishnu(), Sarita: sarita() }
  for (const [alias, taken] of Object.entries(all)) {
    const file = files.get(alias)
    if (!file) continue
    for (const each of taken.sort((a, b) => b.days - a.days)) await keep(world, file, each)
  }
}
