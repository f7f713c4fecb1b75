// Fills an empty house with the demo's invented world, in one transaction: all of it or nothing.
import type { Role } from '#access/access.ts'
import { directoryRecords } from '#directory/directory.rules.ts'
import { importDirectory } from '#directory/directory.store.ts'
import { DirectoryFile } from '#directory/directory.ts'
import type { Facts } from '#facts/facts.ts'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { type ACase, type AnOffice, type AStaff, aWorld, idOf, type World } from '#test/world.ts'
import { aDocument } from '#test/world-documents.ts'
import { settle } from '#test/world-reports.ts'
import type { Vault } from '#vault/vault.store.ts'
import { keepAgenda } from './appointments.ts'
import { lookAfter } from './care.ts'
import { certify } from './certificates.ts'
import { claim } from './claims.ts'
import { meet } from './conferences.ts'
import { keepSafe } from './contact.ts'
import { documents } from './documents.ts'
import { missMuch } from './gaps.ts'
import {
  type ColleagueKey,
  colleagues,
  type DemoPartner,
  type OfficeKey,
  offices,
  organisation,
  type PartnerKey,
  partners,
} from './house.ts'
import { identities } from './identities.ts'
import { keepInstitutions } from './institutions.ts'
import { giveInstruments } from './instruments.ts'
import { payInterpreters } from './interpreter-pay.ts'
import { interpret } from './interpreters.ts'
import { keepDirectory } from './kept-directory.ts'
import { askWhatKeepsOut } from './kept-out.ts'
import { keepToTheLaw } from './law.ts'
import { reviewRules } from './law-reviews.ts'
import { leaveBehind } from './leaving.ts'
import { type Cast, live, tellReport } from './live.ts'
import { goToCourt } from './matters.ts'
import { walkWithMinors } from './minors.ts'
import { learnAlone } from './modules.ts'
import { referOutside } from './outside.ts'
import { partnerServices } from './partner-services.ts'
import { people } from './people/index.ts'
import { giveHomes } from './places.ts'
import { agreePlans } from './plans.ts'
import { talkInReferrals } from './referral-talk.ts'
import { attachToReports } from './report-files.ts'
import { reports } from './reports.ts'
import { openReports } from './reports-open.ts'
import { beSafe } from './safety.ts'
import { screen } from './screenings.ts'
import { tellOnce } from './story.ts'
import { workTogether } from './team.ts'
import { coordinate } from './together.ts'
import { train } from './trainings.ts'
import { tellWho } from './who.ts'

const seed = 'amparo demo'
const emailOf = (key: string) => `${key}@demo.invalid`

interface DemoPersonOnStaff {
  staff_id: string
  name: string
}
const behind = (key: string, name: string): DemoPersonOnStaff => ({ staff_id: idOf(seed, 'staff', emailOf(key)), name })

/** A role, and whoever leads files at a partner: who reads the invented house from a side of their own. */
export type DemoSide = Role | 'partner_leader'
const leaderOf = (key: string) => `${key}_leader`

/** Who the sign-in link of each side signs in. */
export const demoStaff: ReadonlyMap<DemoSide, DemoPersonOnStaff> = new Map<DemoSide, DemoPersonOnStaff>([
  // Backwards, so that the first colleague of each role is the one who stays.
  ...colleagues.toReversed().map(({ key, name, roles }): [Role, DemoPersonOnStaff] => [roles[0], behind(key, name)]),
  ['partner_leader', behind(leaderOf(partners[0].key), `${partners[0].leader} (${partners[0].name})`)],
  ['partner_worker', behind(partners[0].key, `${partners[0].worker} (${partners[0].name})`)],
])

export const ownOrganisationId = idOf(seed, 'organisation', organisation.name)

export interface Filled {
  people: number
  services: number
  /** Of a report that was answered, for whoever wants to come back to it at the public door. */
  receipt: string
}

const castOf = async (world: World): Promise<Cast> => {
  const own = await world.anOrganisation(organisation.name, { kind: 'own', province: organisation.province })
  const placed = {} as Record<OfficeKey, AnOffice>
  for (const { key, name, province } of offices) placed[key] = await world.anOffice(own, name, province)
  const staff = {} as Record<ColleagueKey, AStaff>
  for (const { key, name, roles, office } of colleagues)
    staff[key] = await world.aStaff(placed[office], name, [...roles], emailOf(key))
  const theirs = {} as Record<PartnerKey, AStaff>
  for (const { key, name, worker, leader, ...rest } of partners as readonly (DemoPartner & { key: PartnerKey })[]) {
    const what = {
      ...rest,
      kind: 'partner' as const,
      languages: [...rest.languages],
      leads_files: leader !== undefined,
    }
    const partner = await world.anOrganisation(name, what)
    const office = await world.anOffice(partner, name, rest.province)
    theirs[key] = await world.aStaff(office, worker, ['partner_worker'], emailOf(key))
    if (leader) await world.aStaff(office, leader, ['partner_worker', 'reference_worker'], emailOf(leaderOf(key)))
  }
  return { own, offices: placed, staff, partners: theirs }
}

/** Throws `house.not_empty` where anybody is already; `onProgress` gets how many people of how many are there. */
export const fillDemo = async (
  { tx, vault, facts, today }: { tx: Tx; vault: Vault; facts: Facts; today: Day },
  onProgress: (done: number, of: number) => void = () => {},
): Promise<Filled> => {
  if (await tx.selectFrom('organisation').select('organisation_id').limit(1).executeTakeFirst()) {
    throw new Problem('conflict', 'house.not_empty')
  }
  const world = aWorld({ tx, vault, today, seed })
  const cast = await castOf(world)
  const real = DirectoryFile.parse(facts.directory)
  const organisations = [...real.organisations, ...partnerServices(seed, real, today)]
  const directory = directoryRecords({ ...real, organisations })
  await importDirectory(tx, cast.own.organisation_id, directory, today)
  await keepDirectory(world, cast, seed)
  const files = new Map<string, ACase>()
  for (const person of people) {
    const file = await live(world, cast, facts.needs, person)
    files.set(person.alias, file)
    const who = identities.get(person.alias)
    if (who) await tellWho(world, file, who, person.opened)
    for (const wish of documents.get(person.alias) ?? []) await aDocument(world, file, wish)
    onProgress(files.size, people.length)
  }
  await workTogether(world, cast, files, { people, weights: facts.codes.case_weights?.codes ?? [] })
  await keepSafe(world, cast, files, people)
  await askWhatKeepsOut(world, files)
  await walkWithMinors(world, cast, files)
  await meet(world, cast, files)
  await giveHomes(world, cast, files, seed)
  await talkInReferrals(world, cast, files, idOf(seed, 'partner service', 'shelter'))
  await referOutside(world, cast, files)
  await screen(world, cast, files)
  await keepToTheLaw(world, cast, files)
  await reviewRules(world, cast)
  await claim(world, cast, files)
  await giveInstruments(world, cast, files)
  await leaveBehind(world, cast, facts, files)
  await coordinate(world, cast, facts, files)
  await missMuch(world, cast, facts, files)
  await lookAfter(world, cast, files)
  await beSafe(world, cast, files)
  await agreePlans(world, cast, files)
  await tellOnce(world, cast, files)
  await keepAgenda(world, cast, files, today)
  await goToCourt(world, cast, files)
  await interpret(world, cast, files)
  await payInterpreters(world, cast)
  const institutions = await keepInstitutions(world, cast)
  await learnAlone(world, cast, institutions)
  await certify(world, cast, institutions)
  await train(world, cast, institutions)
  let receipt = ''
  const sent = new Map<string, { report_id: string; came: number }>()
  for (const report of [...reports, ...openReports]) {
    const told = await tellReport(world, cast, facts, files, report)
    if (report.status === 'answered') receipt = told.receipt
    sent.set(report.key, { report_id: told.report_id, came: report.came })
  }
  await attachToReports(world, cast.own, sent)
  await settle(world)
  return { people: people.length, services: directoryRecords(real).services.length, receipt }
}
