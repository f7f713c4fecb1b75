// Gathering who asks for a goal, and writing down why a need gets none now.
import type { Section } from '#access/access.ts'
import { findNeeds } from '#assessments/assessment.api.ts'
import { countedValues } from '#assessments/counting.ts'
import { instrumentOf } from '#assessments/instruments.store.ts'
import { type LatestRead, latestReads } from '#assessments/latest.api.ts'
import { needsThatAskForAGoal } from '#assessments/needs.rules.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { levelOf } from '#safety/risk.rules.ts'
import { RiskWords, riskFacts, ScoreWords } from '#safety/risk.ts'
import { openRow } from '#safety/sealed-row.api.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { sealJson } from '#vault/envelope.ts'
import type { Vault } from '#vault/vault.store.ts'
import {
  type AskFrom,
  asksOf,
  fromLiving,
  fromNeeds,
  fromReading,
  fromRisks,
  type RiskNow,
  standingReasons,
} from './ask.rules.ts'
import * as model from './ask.ts'
import { askingFacts } from './asking-facts.ts'
import { nextReview, reviewFactsOf } from './cadence.rules.ts'
import { cadence } from './cadence-facts.ts'
import { sectionOfNeed } from './plan.rules.ts'
import { openWithout, withoutPlace } from './plan.sealed.store.ts'
import { insertWithout, listGoals, listWithout } from './plan.store.ts'
import type { GoalStatus } from './plan.ts'
import { findReviewFacts } from './review.store.ts'
import { listRisksNow } from './risk-now.store.ts'

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

type Asking = Pick<AskedOnFile<unknown>, 'tx' | 'facts' | 'file'> & { vault: Pick<Vault, 'caseKeys'> }

/** What threatens her, as it was last judged; nothing to whoever does not open that section. */
export const findRisksNow = async ({ tx, vault, file }: Pick<Asking, 'tx' | 'vault' | 'file'>): Promise<RiskNow[]> => {
  const [rows, keys] = await Promise.all([
    listRisksNow(tx, file),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  return rows.map(({ risk_id, sealed, score_id, sealed_score, on }) => ({
    kind: openRow(keys, file, 'risk', risk_id, sealed, RiskWords).kind,
    level: levelOf(riskFacts, openRow(keys, file, 'risk_score', score_id, sealed_score, ScoreWords)),
    on,
  }))
}

/** Of what the reader opens; in her own order of needs first. */
export const gatherAsks = async (asked: Asking): Promise<AskFrom[]> => {
  const { tx, vault, facts, file } = asked
  const [needs, reads, risks] = await Promise.all([
    file.sections.includes('story') ? findNeeds(asked) : undefined,
    latestReads(tx, vault, file),
    findRisksNow(asked),
  ])
  const talk = needs?.talks[0]
  return [
    ...(talk ? fromNeeds(needsThatAskForAGoal(facts.needs, talk.answers), talk.taken_on) : []),
    ...fromRisks(risks, askingFacts.risks),
    ...reads.flatMap(fromLatest),
  ]
}

export const readAsks = answer(model.readAsks)(async (asked) => {
  const { tx, facts, file } = asked
  const { case_id, organisation_id, sections } = file
  // Asked once, however many rooms read with them.
  const keys = asked.vault.caseKeys(tx, organisation_id, case_id)
  const [from, goals, reasons, [known], ring] = await Promise.all([
    gatherAsks({ tx, facts, file, vault: { caseKeys: () => keys } }),
    listGoals(tx, case_id),
    listWithout(tx, case_id),
    findReviewFacts(tx, organisation_id, [case_id]),
    keys,
  ])
  const standing = goals.map(({ need, status }) => ({ need, status: status as GoalStatus }))
  const without = reasons.map((row) => openWithout(ring, file, row))
  const asks = asksOf(from, standing, without, sections)
  return {
    asks,
    without: standingReasons(without, standing, asks),
    next_review: known?.status === 'open' ? nextReview(cadence, reviewFactsOf(known)) : null,
  }
})

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
