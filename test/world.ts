// An invented world to try the house in: organisations, colleagues, people and what happened to them, written the way
// the rooms write it. The same seed gives the same ids; days are counted from `today`. Tests and the demo share it.
import { createHash } from 'node:crypto'
import { type Role, type Section, sections } from '#access/access.ts'
import { cardPlace } from '#cases/card.store.ts'
import type { Stage } from '#cases/case.ts'
import type { Tx } from '#kit/database.ts'
import { addDays, type Day } from '#kit/day.ts'
import type { AlertKind } from '#notes/alert.ts'
import type { Contact, CoverReason } from '#notes/note.ts'
import type { Card } from '#people/card.ts'
import { markScheme, marksToKeep } from '#people/name-mark.rules.ts'
import { noContact, type SafeContact } from '#people/safe-contact.ts'
import type { TimelineKind } from '#timeline/timeline.ts'
import { sealJson } from '#vault/envelope.ts'
import { blindMatch } from '#vault/index-key.ts'
import { type CaseKey, newCaseKey, type OrganisationKey } from '#vault/keys.ts'
import type { Vault } from '#vault/vault.store.ts'

export interface WorldParts {
  /** As the owner of the tables, in one transaction. */
  tx: Tx
  vault: Vault
  today: Day
  seed?: string
}

export interface AnOrganisation {
  organisation_id: string
  key: OrganisationKey
  name: string
}
export interface AnOffice {
  organisation_id: string
  office_id: string
  province: string | null
}
export interface AStaff {
  organisation_id: string
  office_id: string
  staff_id: string
  name: string
  roles: Role[]
}
export interface ACase {
  organisation_id: string
  case_id: string
  key: CaseKey
  card: Card
  worker: AStaff
}

/** An id that the same words always have, in the shape of a random one. */
export const idOf = (...words: string[]): string => {
  const bytes = createHash('sha256').update(JSON.stringify(words)).digest().subarray(0, 16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** A whole number from 0 up to `below`, always the same for the same words. */
export const drawOf = (below: number, ...words: string[]): number =>
  createHash('sha256').update(JSON.stringify(words)).digest().readUInt32BE(0) % below

const weekday = (day: Day): number => new Date(`${day}T00:00:00Z`).getUTCDay()
/** Work is done on working days: a Saturday or Sunday of the past moves to the Friday before. */
const workedOn = (day: Day): Day =>
  weekday(day) === 6 ? addDays(day, -1) : weekday(day) === 0 ? addDays(day, -2) : day
/** And what is planned for a weekend is planned for the Monday after, unless it is due today or tomorrow. */
const plannedFor = (day: Day): Day =>
  weekday(day) === 6 ? addDays(day, 2) : weekday(day) === 0 ? addDays(day, 1) : day

const sectionsOf: Partial<Record<Role, Section[]>> = {
  psychologist: ['identity', 'story', 'safety', 'health', 'mind'],
  lawyer: ['identity', 'story', 'safety', 'law', 'return'],
  job_counsellor: ['identity', 'home', 'learning', 'work', 'money'],
  trainer: ['identity', 'learning'],
}

const referenceLetters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const referenceOf = (id: string): string =>
  Array.from({ length: 6 }, (_, at) => (at === 3 ? '-' : '') + referenceLetters[drawOf(30, id, `${at}`)]).join('')

/** What a note carries besides its words. Days count back from today. */
export interface NoteMore {
  contact?: Contact
  minutes?: number
  happened?: number
  /** What it said before it was corrected a day later. */
  corrected?: { before: string; by: AStaff }
  covered?: CoverReason
}

export interface AnAlert {
  section: Section
  kind: AlertKind
  words: string
  until?: number
}

export interface CaseWish {
  name: string
  card: Card
  office: AnOffice
  worker: AStaff
  stage: Stage
  /** Days ago. */
  opened: number
  closed?: number | undefined
  team?: AStaff[] | undefined
  contact?: SafeContact | undefined
  report_id?: string | undefined
  opened_by?: AStaff
}

/** The ground everything stands on; `test/world-work.ts` builds plans, referrals and reports over it. */
export const aWorld = ({ tx, vault, today, seed = 'amparo' }: WorldParts) => {
  const id = (...words: string[]) => idOf(seed, ...words)
  let made = 0
  /** Every file built so far. */
  const cases: string[] = []
  const nextId = (of: string) => id(of, `${made++}`)
  const ago = (days: number): Day => (days <= 0 ? addDays(today, -days) : workedOn(addDays(today, -days)))
  const due = (days: number): Day => {
    const day = addDays(today, days)
    return days < 0 ? workedOn(day) : days > 1 ? plannedFor(day) : day
  }
  /** A moment in working hours of that day; a day is told in the order it is built. */
  let minute = 0
  const at = (days: number, early = false): string => {
    minute = (minute + 7) % 540
    const clock = early ? 7 * 60 + 5 : 7 * 60 + 30 + minute
    return `${ago(days)}T${String(Math.floor(clock / 60)).padStart(2, '0')}:${String(clock % 60).padStart(2, '0')}:00Z`
  }

  const anOrganisation = async (
    name: string,
    what: {
      kind: 'own' | 'partner'
      country?: string
      province?: string | null
      languages?: string[]
      leads_files?: boolean
    },
  ): Promise<AnOrganisation> => {
    const organisation_id = id('organisation', name)
    await tx
      .insertInto('organisation')
      .values({
        organisation_id,
        kind: what.kind,
        name,
        country: what.country ?? 'ES',
        province: what.province ?? null,
        languages: what.languages ?? ['es'],
        takes_reports: what.kind === 'own',
        takes_referrals: what.kind === 'partner',
        leads_files: what.leads_files ?? false,
      })
      .execute()
    return { organisation_id, name, key: await vault.createOrganisation(tx, organisation_id) }
  }

  const anOffice = async (of: { organisation_id: string }, name: string, province: string | null) => {
    const office = { organisation_id: of.organisation_id, office_id: id('office', of.organisation_id, name), province }
    await tx
      .insertInto('office')
      .values({ ...office, name })
      .execute()
    return office satisfies AnOffice
  }

  const aStaff = async (office: AnOffice, name: string, roles: Role[], email: string): Promise<AStaff> => {
    const { organisation_id, office_id } = office
    const staff = { organisation_id, office_id, staff_id: id('staff', email), name, roles }
    await tx
      .insertInto('staff')
      .values({ ...staff, email, status: 'active' })
      .execute()
    return staff
  }

  const happened = (
    of: { organisation_id: string; case_id: string },
    entry: {
      at: string
      kind: TimelineKind
      actor: { staff_id: string }
      section?: Section | null
      ref_id?: string | null
      codes?: Record<string, string | number | null>
    },
  ) =>
    tx
      .insertInto('timeline_entry')
      .values({
        organisation_id: of.organisation_id,
        case_id: of.case_id,
        entry_id: nextId('timeline'),
        at: entry.at,
        kind: entry.kind,
        section: entry.section ?? null,
        actor_id: entry.actor.staff_id,
        ref_id: entry.ref_id ?? null,
        codes: JSON.stringify(entry.codes ?? {}),
      })
      .execute()

  const aTeamMember = async (file: ACase, staff: AStaff, days: number, wanted?: Section[]) => {
    const from_at = at(days)
    const role = staff === file.worker ? undefined : staff.roles.find((each) => sectionsOf[each])
    const access_id = id('access', file.case_id, staff.staff_id)
    await tx
      .insertInto('case_access')
      .values({
        organisation_id: file.organisation_id,
        case_id: file.case_id,
        access_id,
        kind: 'team',
        staff_id: staff.staff_id,
        function: staff === file.worker ? 'reference_worker' : 'team_member',
        sections: wanted ?? (role ? sectionsOf[role]! : [...sections]),
        from_at,
        created_by: file.worker.staff_id,
      })
      .execute()
    const codes = { function: staff === file.worker ? 'reference_worker' : 'team_member' }
    await happened(file, { at: from_at, kind: 'team_assigned', actor: file.worker, ref_id: staff.staff_id, codes })
  }

  const aSafeContact = (file: ACase, contact: SafeContact) => {
    const place = {
      table: 'safe_contact',
      column: 'sealed',
      row: file.case_id,
      case_id: file.case_id,
      organisation_id: file.organisation_id,
    }
    return tx
      .insertInto('safe_contact')
      .values({
        organisation_id: file.organisation_id,
        case_id: file.case_id,
        allowed: contact.channels.some((way) => way.allowed),
        confirm_again_on: contact.confirm_again_on,
        sealed: sealJson(file.key, place, contact),
      })
      .execute()
  }

  const aCase = async (organisation: AnOrganisation, wish: CaseWish): Promise<ACase> => {
    const { organisation_id } = organisation
    const case_id = id('case', wish.name)
    cases.push(case_id)
    const key = newCaseKey(organisation_id, case_id)
    const file: ACase = { organisation_id, case_id, key, card: wish.card, worker: wish.worker }
    const opener = wish.opened_by ?? wish.worker
    await tx
      .insertInto('case_file')
      .values({
        organisation_id,
        case_id,
        office_id: wish.office.office_id,
        reference: referenceOf(case_id),
        stage: wish.stage,
        status: wish.closed === undefined ? 'open' : 'closed',
        opened_on: ago(wish.opened),
        closed_on: wish.closed === undefined ? null : ago(wish.closed),
        created_by: opener.staff_id,
        sealed_card: sealJson(key, cardPlace(organisation_id, case_id), wish.card),
      })
      .execute()
    await vault.keepCaseKey(tx, key)
    const marks = marksToKeep(wish.card.alias, wish.card.birth_year).map((text) => blindMatch(organisation.key, text))
    if (marks.length > 0)
      await tx
        .insertInto('blind_match')
        .values(marks.map((match) => ({ organisation_id, case_id, scheme: markScheme, match })))
        .execute()
    const kind = wish.report_id ? 'file_from_report' : 'file_opened'
    await happened(file, { at: at(wish.opened, true), kind, actor: opener, ref_id: wish.report_id ?? null })
    await aTeamMember(file, wish.worker, wish.opened)
    await aSafeContact(file, wish.contact ?? noContact)
    for (const colleague of wish.team ?? []) await aTeamMember(file, colleague, Math.max(1, wish.opened - 3))
    if (wish.closed !== undefined)
      await happened(file, {
        at: at(wish.closed),
        kind: 'file_closed',
        actor: wish.worker,
        codes: { stage: wish.stage },
      })
    return file
  }

  const aNote = async (
    file: ACase,
    days: number,
    section: Section,
    author: AStaff,
    text: string,
    more: NoteMore = {},
  ): Promise<string> => {
    const { organisation_id, case_id } = file
    const note_id = nextId('note')
    const written_at = at(days)
    const { happened: took_place, corrected, covered, contact = null, minutes = null } = more
    const place = { table: 'note', column: 'sealed', row: note_id, case_id, organisation_id }
    const sealed = (words: string) => sealJson(file.key, place, { text: words })
    const row = { organisation_id, case_id, note_id, section, written_at, author_id: author.staff_id, contact, minutes }
    await tx
      .insertInto('note')
      .values({
        ...row,
        happened_on: took_place === undefined ? null : ago(took_place),
        sealed: covered ? Buffer.alloc(0) : sealed(text),
        ...(corrected && { version: 2, changed_at: at(Math.max(0, days - 1)), changed_by: corrected.by.staff_id }),
        ...(covered && { covered_at: at(Math.max(0, days - 1)), covered_by: author.staff_id, cover_reason: covered }),
      })
      .execute()
    if (corrected)
      await tx
        .insertInto('note_version')
        .values({
          organisation_id,
          case_id,
          note_id,
          version: 1,
          section,
          author_id: author.staff_id,
          written_at,
          sealed: sealed(corrected.before),
        })
        .execute()
    const told = { actor: author, section, ref_id: note_id }
    await happened(file, {
      ...told,
      at: took_place === undefined ? written_at : `${ago(took_place)}T12:00:00Z`,
      kind: 'note_written',
    })
    return note_id
  }

  const anAlert = async (file: ACase, days: number, author: AStaff, told: AnAlert): Promise<string> => {
    const { organisation_id, case_id } = file
    const alert_id = nextId('alert')
    const place = { table: 'alert', column: 'sealed', row: alert_id, case_id, organisation_id }
    await tx
      .insertInto('alert')
      .values({
        organisation_id,
        case_id,
        alert_id,
        section: told.section,
        kind: told.kind,
        since: ago(days),
        until_on: told.until === undefined ? null : due(told.until),
        written_by: author.staff_id,
        written_at: at(days),
        sealed: sealJson(file.key, place, { words: told.words }),
      })
      .execute()
    const entry = { actor: author, section: told.section, ref_id: alert_id, codes: { alert: told.kind } }
    await happened(file, { ...entry, at: at(days), kind: 'alert_added' })
    return alert_id
  }

  return {
    cases,
    tx,
    vault,
    today,
    id,
    nextId,
    ago,
    due,
    at,
    happened,
    anOrganisation,
    anOffice,
    aStaff,
    aCase,
    aTeamMember,
    aNote,
    anAlert,
  }
}
export type World = ReturnType<typeof aWorld>
