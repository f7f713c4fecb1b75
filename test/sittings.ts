// Giving instruments in tests: begun, answered with whatever version there is, finished.
import { sections } from '#access/access.ts'
import type { InstrumentId } from '#assessments/instrument.ts'
import { instrumentOf } from '#assessments/instruments.store.ts'
import * as model from '#assessments/sitting.ts'
import { newId } from '#kit/id.ts'
import { assignTeam } from '#team/team.ts'
import type { TestHouse, Who } from './gate.ts'

export const giving = (change: Partial<model.Giving> = {}): model.Giving => ({
  ...{ given: 'asked', spoken: 'ne', worded: 'ne', beside: 'es', interpreter: 'professional' },
  ...change,
})

/** Every question of the form answered with its nth option, but for those given. */
export const allOf = (id: InstrumentId, nth: number, but: model.GivenAnswers = {}): model.GivenAnswers => {
  const { items, answers } = instrumentOf(id)
  return { ...Object.fromEntries(items.map((item) => [item.code, answers[item.answers]?.[nth]?.code ?? null])), ...but }
}

/** The house must have been given the api modules of sittings, and that of the team for `join`. */
export const sittingsOf = (at: TestHouse) => {
  const read = (case_id: string, sitting_id: string, who: Who) =>
    at.ask(model.readSitting, { case_id, sitting_id }, who)
  return {
    read,
    join: (case_id: string, { staff_id }: Who) =>
      at.ask(
        assignTeam,
        { ...{ case_id, access_id: newId(), staff_id, function: 'team_member' as const }, sections: [...sections] },
        at.staff.coordinator,
      ),
    begin: async (
      case_id: string,
      who: Who,
      instrument: InstrumentId = 'phq-9',
      more: { taken_on?: string; giving?: model.Giving } = {},
    ) => {
      const sitting_id = newId()
      await at.ask(model.beginSitting, { case_id, sitting_id, instrument, giving: giving(), ...more }, who)
      return sitting_id
    },
    give: async (case_id: string, sitting_id: string, answers: model.GivenAnswers, who: Who) => {
      const { version } = await read(case_id, sitting_id, who)
      return at.ask(model.answerItems, { case_id, sitting_id, version, answers }, who)
    },
    finish: async (case_id: string, sitting_id: string, who: Who) => {
      const { version } = await read(case_id, sitting_id, who)
      return at.ask(model.finishSitting, { case_id, sitting_id, version }, who)
    },
  }
}
