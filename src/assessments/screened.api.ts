// Keeping a screening or a reading of signs, and reading them beside each other.
import { readCard } from '#cases/card.store.ts'
import { readSigns } from '#detection/decide.rules.ts'
import { instrumentOf } from '#detection/instruments.ts'
import type { AgeGroup, Level } from '#detection/reading.ts'
import { gateStops, readScreening, strangeAnswers } from '#detection/screening.rules.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import type { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { presumedMinor } from '#people/person.rules.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import * as store from './screened.store.ts'
import * as model from './screened.ts'

/** What she tells of her situation is part of her story, and opens with it. */
const section = 'story'
const screeningsShown = 40

/** Nobody the file takes for a minor is screened as an adult: the doubt is carried along. */
const ageOn = async ({ tx, vault, file, today }: AskedOnFile<unknown>, age: AgeGroup): Promise<AgeGroup> => {
  const card = await readCard(tx, vault, file.organisation_id, file.case_id)
  return age === 'adult' && presumedMinor(card, today) ? 'unsure' : age
}

interface Taken {
  screening_id: string
  instrument: model.ScreenedWith
  instrument_version: number
  taken_on: Day
  age_group: AgeGroup
  kept: model.KeptScreening
}

const keep = async ({ tx, vault, file, actor, today, note }: AskedOnFile<unknown>, taken: Taken): Promise<Level> => {
  const { kept, ...row } = taken
  const { organisation_id, case_id } = file
  if (row.taken_on > today) throw new Problem('invalid', 'screening.taken_later')
  note({ subject_id: row.screening_id, sections: [section] })
  const { level } = kept.reading
  const key = await vault.caseKey(tx, organisation_id, case_id)
  await Promise.all([
    store.insertScreening(tx, {
      ...row,
      ...{ organisation_id, case_id, level, taken_by: actor.staff_id },
      sealed: sealJson(key, store.screeningPlace(file, row.screening_id), kept),
    }),
    addToTimeline(tx, {
      ...{ organisation_id, case_id, actor_id: actor.staff_id, section, ref_id: row.screening_id },
      kind: 'screening_taken',
      codes: { screening: row.instrument, level },
    }),
    touchCase(tx, case_id),
  ])
  return level
}

export const listScreenings = answer(model.listScreenings)(async ({ tx, vault, file, demand }) => {
  demand(section)
  const [keys, rows] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    store.listScreenings(tx, file, screeningsShown),
  ])
  const screenings = rows.map(({ sealed, ...row }) => ({
    ...row,
    instrument: row.instrument as model.ScreenedWith,
    age_group: row.age_group as AgeGroup,
    level: row.level as Level,
    ...openJson(keys.of(sealed), store.screeningPlace(file, row.screening_id), sealed, model.KeptScreening),
  }))
  return { screenings }
})

export const takeScreening = answer(model.takeScreening)(async (asked) => {
  const { input, today, demand } = asked
  demand(section)
  const { screening_id, language, gate, answers, official, words, taken_on = today } = input
  const instrument = instrumentOf(input.instrument)
  const stops = gateStops(gate)
  if (stops.length > 0) throw new Problem('invalid', 'screening.gate', { stops: stops.join(', ') })
  if (strangeAnswers(instrument, answers).length > 0) throw new Problem('invalid', 'screening.strange_answers')
  const age_group = await ageOn(asked, input.age)
  const reading = readScreening(instrument, answers, age_group, gate)
  const level = await keep(asked, {
    ...{ screening_id, taken_on, age_group, instrument: instrument.id, instrument_version: instrument.version },
    kept: { language, gate, answers, signs: [], sector: null, official, words, reading },
  })
  return { screening_id, level }
})

export const keepSigns = answer(model.keepSigns)(async (asked) => {
  const { input, facts, today, demand } = asked
  demand(section)
  const { screening_id, signs, sector, words, taken_on = today } = input
  const age_group = await ageOn(asked, input.age)
  const reading = readSigns(facts.indicators, { signs, age: age_group, ...(sector && { sector }) })
  const level = await keep(asked, {
    ...{ screening_id, taken_on, age_group, instrument: 'signs', instrument_version: 1 },
    kept: { language: null, gate: null, answers: {}, signs, sector, official: false, words, reading },
  })
  return { screening_id, level }
})
