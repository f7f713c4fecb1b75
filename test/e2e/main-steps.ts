// The main job from one end to the other: report, triage, file, needs, plan, services, consent, referral, follow-up.
import type { Journey } from './journey.ts'
import { findFile, type Her, openFile, plan, talkOfNeeds, writeStory } from './main-file.ts'
import { accept, consent, followUp, match, refer, seeToday, withdraw } from './main-referral.ts'
import { comeBack, type Reporter, report, triage } from './main-report.ts'

export interface MainJob {
  reporter: Reporter
  /** The language at the desk. */
  desk: string
  answer: string
  her: Her
  /** What the partner reads before saying yes. */
  words: string
}

export const walkMainJob = async (journey: Journey, job: MainJob): Promise<void> => {
  const { step } = journey
  const { her, reporter, answer, words } = job
  // The form sent empty on purpose, and the file looked for after it was closed, are said by status codes too.
  journey.allow(/status of 422 .*:\d+\/$/)
  journey.allow(/status of 404 .*\/api\/cases\//)
  const { hands: outside, receipt } = await step('somebody reports what she saw and keeps the receipt', () =>
    report(journey, reporter),
  )
  const coordinator = await step('the coordinator signs in', () => journey.colleague('coordinator', 'today', job.desk))
  await step('the coordinator decides and answers', () => triage(journey, coordinator, reporter.told, answer))
  await step('the reporter comes back, reads and adds', () =>
    comeBack(journey, outside, receipt, reporter.told, answer),
  )
  await step('a file is opened from the report', () => openFile(journey, coordinator, her, reporter.told.added))
  const worker = await step('the reference worker signs in', () =>
    journey.colleague('reference_worker', 'today', job.desk),
  )
  await step('the reference worker finds the file', () => findFile(journey, worker, her))
  await step('her story is written down', () => writeStory(journey, worker, her))
  await step('they talk about what she needs', () => talkOfNeeds(journey, worker))
  await step('a goal in her words, a step and a day', () => plan(journey, worker, her))
  await step('services for a need, and why', () => match(journey, worker))
  await step('she consents', () => consent(journey, worker))
  await step('she is referred', () => refer(journey, worker, words))
  const partner = await step('the partner signs in', () => journey.colleague('partner_worker', 'today', job.desk))
  await step('the partner accepts and opens what she shares', () => accept(journey, partner, her, words))
  await step('the worker sees the yes and plans follow-up', () => followUp(journey, worker))
  await step('today shows what is due', () => seeToday(journey, worker, her))
  await step('a withdrawn consent closes the file', () => withdraw(journey, worker, partner))
}
