// Gathering who asks for a goal, and writing down why a need gets none now.
import type { Section } from '#access/access.ts'
import { findNeeds } from '#assessments/assessment.api.ts'
import { countedValues } from '#assessments/counting.ts'
import { instrumentOf } from '#assessments/instruments.store.ts'
import { type LatestRead, latestReads } from '#assessments/latest.api.ts'
import { needsThatAskForAGoal } from '#assessments/needs.rules.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { sealJson } from '#vault/envelope.ts'
import { type AskFrom, fromLiving, fromNeeds, fromReading } from './ask.rules.ts'
import * as model from './ask.ts'
import { askingFacts } from './asking-facts.ts'
import { sectionOfNeed } from './plan.rules.ts'
import { withoutPlace } from './plan.sealed.store.ts'
import { insertWithout } from './plan.store.ts'

/** The level of every item of a matrix that was answered. */
export const levelsOf = ({ instrument, version, answers }: Pick<LatestRead, 'instrument' | 'version' | 'answers'>) => {
  const form = instrumentOf(instrument, version)
  return Object.fromEntries(
    form.items.map((item) => [item.code, countedValues(form, item).get(answers[item.code] ?? '') ?? null]),
  )
}

const fromLatest = (read: LatestRead): AskFrom[] =>
  read.instrument === askingFacts.living.instrument
    ? fromLiving(read.instrument, levelsOf(read), askingFacts.living.needs, read.taken_on)
    : fromReading(read.instrument, read.read, read.taken_on, askingFacts.readings)

type Asking = Pick<AskedOnFile<unknown>, 'tx' | 'vault' | 'facts' | 'file'>

/** Of what the reader opens; in her own order of needs first. */
export const gatherAsks = async (asked: Asking): Promise<AskFrom[]> => {
  const { tx, vault, facts, file } = asked
  const [needs, reads] = await Promise.all([
    file.sections.includes('story') ? findNeeds(asked) : undefined,
    latestReads(tx, vault, file),
  ])
  const talk = needs?.talks[0]
  return [
    ...(talk ? fromNeeds(needsThatAskForAGoal(facts.needs, talk.answers), talk.taken_on) : []),
    ...reads.flatMap(fromLatest),
  ]
}

export const leaveWithoutGoal = answer(model.leaveWithoutGoal)(async (asked) => {
  const { input, tx, vault, file, actor, today } = asked
  const { case_id, organisation_id } = file
  const { without_id, need, reason, words } = input
  const section: Section | undefined = sectionOfNeed(need)
  if (!section) throw new Problem('invalid', 'plan.unknown_need')
  asked.demand(section)
  if (reason === 'other' && words === '') throw new Problem('invalid', 'plan.say_why_without')
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const sealed = sealJson(key, withoutPlace(file, without_id), { words })
  const decided = { decided_on: today, decided_by: actor.staff_id }
  await Promise.all([
    insertWithout(tx, { organisation_id, case_id, without_id, need, section, reason, ...decided, sealed }),
    addToTimeline(tx, {
      ...{ organisation_id, case_id, actor_id: actor.staff_id, section },
      kind: 'need_without_goal',
      ref_id: without_id,
      codes: { need, reason },
    }),
    touchCase(tx, case_id),
  ])
  return { without_id }
})
