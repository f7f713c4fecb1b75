// Reading the side of a minor's file, and marking its steps.
import { z } from 'zod'
import type { Section } from '#access/access.ts'
import { readCard } from '#cases/card.store.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { familyMayBeTold } from '#people/minor-facts.rules.ts'
import * as store from './minor.store.ts'
import * as model from './minor.ts'
import { tellPath, transitionOf, walksAsMinor } from './pathway.rules.ts'
import * as path from './pathway.ts'
import { showRecords } from './records.store.ts'
import {
  demandMinor,
  demandStep,
  findStanding,
  type OnFile,
  openWords,
  sealWords,
  standingOf,
  tell,
} from './side.api.ts'

const StepWords = z.object({ words: z.string() })

const showMarks = async ({ tx, vault, file }: OnFile): Promise<path.StepMark[]> => {
  const [rows, keys] = await Promise.all([
    store.listMarks(tx, file),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  return rows.map(({ step, state, done_on, marked_by, version, sealed }) => ({
    step,
    state: state as path.StepMark['state'],
    done_on,
    marked_by,
    version,
    ...openWords(keys, file, 'minor_step', step, sealed, StepWords),
  }))
}

const transitionFor = ({ file, today }: OnFile, card: Awaited<ReturnType<typeof readCard>>) => {
  const transition = file.sections.includes('identity') ? transitionOf(card, today) : null
  return transition && { ...transition, changes: path.pathway.at_18 }
}

export const readMinor = answer(model.readMinor)(async (asked) => {
  const { tx, vault, file, today, now } = asked
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  const [card, found, marks, records] = await Promise.all([
    readCard(tx, vault, file.organisation_id, file.case_id),
    findStanding(asked),
    showMarks(asked),
    showRecords(tx, file, keys),
  ])
  const opened = await store.findOpenedOn(tx, file)
  const steps = found ? tellPath(path.pathway.steps, standingOf(found), opened, now) : []
  return {
    walks: walksAsMinor(card, today),
    reviewed: path.pathway.reviewed_by !== null,
    valid_from: path.pathway.valid_from,
    steps: steps.map((step) => ({ ...step, mark: marks.find((mark) => mark.step === step.code) ?? null })),
    family_risk: found?.family_risk ?? null,
    family_may_be_told: familyMayBeTold(true, found?.family_risk ?? null),
    ...records,
    whom_to_ask: path.pathway.whom_to_ask,
    transition: transitionFor(asked, card),
    now,
  }
})

const staleMark = async (asked: AskedOnFile<unknown>, step: string): Promise<Problem> => {
  const current = (await showMarks(asked)).find((mark) => mark.step === step)
  return new Problem('conflict', 'stale', { current })
}

export const markStep = answer(path.markStep)(async (asked) => {
  const { input, tx, file, actor, today } = asked
  const { organisation_id, case_id } = file
  const step = path.pathway.steps.find(({ code }) => code === input.step)
  if (!step) throw new Problem('not_found', 'minor.step_not_found')
  asked.demand(step.section)
  asked.note({ sections: [step.section] })
  await demandMinor(asked)
  if (input.state === 'not_needed' && input.words === '') throw new Problem('invalid', 'minor.not_needed_why')
  // What a record shows is done by writing the record.
  if (input.state === 'done' && step.shown_by !== 'hand') throw new Problem('invalid', 'minor.step_by_record')
  if (input.state === 'done') await demandStep(asked, { step: step.code })
  const kept = await store.keepRow(tx, 'minor_step', { organisation_id, case_id, step: step.code }, input.version, {
    section: step.section satisfies Section,
    state: input.state,
    done_on: today,
    marked_by: actor.staff_id,
    sealed: await sealWords(asked, 'minor_step', step.code, { words: input.words }),
  })
  if (!kept) throw await staleMark(asked, step.code)
  await tell(asked, 'minor_step_marked', step.section, null, { minor_step: step.code, state: input.state })
  return { step: step.code, version: input.version + 1 }
})
