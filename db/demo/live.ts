// Lets the invented people live: turns what is told of each into the rows their file would hold.

import type { Facts } from '#facts/facts.ts'
import type { NeedsInstrument } from '#facts/instrument.ts'
import { readingOf } from '#forms/body-reading.rules.ts'
import { ReportBody } from '#reports/body.ts'
import type { ACase, AnOffice, AnOrganisation, AStaff, World } from '#test/world.ts'
import { aReport } from '#test/world-reports.ts'
import { aConsent, aFollowUp, aGoal, anAction, aReferral, aReview, needsAnswered } from '#test/world-work.ts'
import { clockOf } from '#triage/clock.rules.ts'
import { triageFacts } from '#triage/triage-facts.ts'
import { weighReport } from '#triage/weigh.rules.ts'
import { ruleOf } from './contact.ts'
import type { ColleagueKey, OfficeKey, PartnerKey } from './house.ts'
import type { DemoConsent, DemoGoal, DemoPerson } from './person.ts'
import type { DemoReport } from './reports.ts'
import { stories } from './stories.ts'

export interface Cast {
  own: AnOrganisation
  offices: Record<OfficeKey, AnOffice>
  staff: Record<ColleagueKey, AStaff>
  partners: Record<PartnerKey, AStaff>
}

const provinces: Record<OfficeKey, string> = { madrid: '28', sevilla: '41', almeria: '04' }

export const nameOf = ({ alias, country }: Pick<DemoPerson, 'alias' | 'country'>): string => `${alias} ${country}`

const openTheFile = (world: World, { own, offices, staff }: Cast, person: DemoPerson): Promise<ACase> => {
  const year = Number(world.today.slice(0, 4))
  const contact = ruleOf(person)
  return world.aCase(own, {
    name: nameOf(person),
    office: offices[person.office],
    worker: staff[person.worker],
    team: (person.team ?? []).map((key) => staff[key]),
    stage: person.stage,
    opened: person.opened,
    closed: person.closed,
    report_id: person.report && world.id('report', person.report),
    contact: contact && { ...contact, confirm_again_on: world.due(30) },
    card: {
      alias: person.alias,
      languages: person.languages,
      country: person.country,
      birth_year: person.age === null ? null : year - person.age,
      age_in_doubt: false,
      gender: person.gender,
      interpreter_needed: true,
      province: provinces[person.office],
      has_children_with_her: false,
      irregular_status: 'unknown',
      ...person.card,
    },
  })
}

const followTheGoal = async (world: World, { staff }: Cast, file: ACase, { actions = [], ...told }: DemoGoal) => {
  const goal = await aGoal(world, file, told)
  for (const { by, ...step } of actions) {
    const owner = by === 'person' ? 'person' : by ? staff[by] : file.worker
    await anAction(world, file, goal, { ...step, owner, planned: told.set })
  }
}

/** What stands in stories.ts: notes with everything beside their words, and the facts on top of the file. */
const tellStory = async (world: World, { staff }: Cast, file: ACase, alias: string) => {
  const { alerts = [], notes = [] } = stories.get(alias) ?? {}
  for (const { days, section, text, by, before, corrected_by, ...more } of notes) {
    const corrected = before && corrected_by && { before, by: staff[corrected_by] }
    const author = by ? staff[by] : file.worker
    await world.aNote(file, days, section, author, text, { ...more, ...(corrected && { corrected }) })
  }
  for (const { days, ...told } of alerts) await world.anAlert(file, days, file.worker, told)
}

export const live = async (world: World, cast: Cast, instrument: NeedsInstrument, person: DemoPerson) => {
  const file = await openTheFile(world, cast, person)
  for (const [days, section, text, by] of person.notes)
    await world.aNote(file, days, section, by ? cast.staff[by] : file.worker, text)
  await tellStory(world, cast, file, person.alias)
  for (const { at, ...answers } of person.talks) await needsAnswered(world, file, instrument, at, answers)
  if (person.review) await aReview(world, file, person.review.set, person.review.due)
  for (const goal of person.goals) await followTheGoal(world, cast, file, goal)
  const consented = ({ to, ...terms }: DemoConsent) => aConsent(world, file, { ...terms, to: cast.partners[to] })
  for (const consent of person.consents) await consented(consent)
  for (const { consent, ...told } of person.referrals)
    await aReferral(world, file, cast.own.name, {
      ...told,
      to: cast.partners[consent.to],
      consent: await consented(consent),
    })
  for (const asked of person.follow_ups) await aFollowUp(world, file, asked)
  return file
}

export const tellReport = (
  world: World,
  { own, staff }: Cast,
  facts: Facts,
  files: Map<string, ACase>,
  { key, body, file, answered, ...told }: DemoReport,
) => {
  const case_id = file && files.get(file)?.case_id
  const said = ReportBody.parse(body)
  const known = triageFacts(facts)
  const { status = 'new', came, acknowledged } = told
  const life = {
    status,
    received_on: world.ago(came),
    acknowledged_on: acknowledged === undefined ? null : world.ago(acknowledged),
    answered_on: answered ? world.ago(answered.days) : null,
  }
  return aReport(world, own, {
    ...told,
    name: key,
    body: said,
    suggested: weighReport(known, said, readingOf(facts.indicators, said)).urgency,
    due_on: clockOf(known.targets, life)?.on ?? null,
    receipt_lost: !answered,
    ...(case_id && { case_id }),
    ...(answered && { answered: { ...answered, by: staff[answered.by] } }),
  })
}
