// Who should see what in a world, worked out from the world and the matrix alone: the other side of the comparison.
import { decide } from '#access/access.rules.ts'
import { type Actor, type LiveAccess, type Matrix, type Section, type Subject, sections } from '#access/access.ts'
import type { World } from './world.ts'
import { hasEntry, hasNote, id, officeId, type Times } from './world-rows.ts'

interface When {
  from: number
  until: number | null
  ended: boolean
}
const isOn = ({ from, until, ended }: When): boolean => !ended && from <= 0 && (until === null || until > 0)
export const isConsentLive = (one: World['consents'][0]): boolean =>
  !one.withdrawn && one.starts <= 0 && one.starts + one.lasts > 0

export const actorOf = (world: World, staff: number): Actor | undefined => {
  const one = world.staff[staff]!
  if (one.session !== 'live' || one.status !== 'active') return undefined
  return {
    staff_id: id('staff', staff),
    organisation_id: id('organisation', one.organisation),
    office_id: officeId(one.organisation, one.office),
    roles: one.roles,
    session_id: id('session', staff),
    second_factor_at: null,
  }
}

export const subjectOf = (world: World, staff: number, file: number): Subject => {
  const { organisation, office, created_by } = world.files[file]!
  const mine = world.staff[staff]!.organisation
  const team = world.team.flatMap((one, place): LiveAccess[] =>
    one.file === file && one.staff === staff && isOn(one)
      ? [{ kind: 'team', access_id: id('team', place), basis: null, sections: one.sections }]
      : [],
  )
  const glass = world.glass.flatMap((one, place): LiveAccess[] =>
    one.file === file && one.staff === staff && !one.ended && one.minutes_ago < 60
      ? [
          {
            kind: 'break_glass',
            access_id: id('glass', place),
            basis: id('glass-basis', place),
            sections: one.sections,
          },
        ]
      : [],
  )
  const consents = world.consents.flatMap((one, place): LiveAccess[] =>
    one.file === file && one.recipient === mine && one.accepted && isOn(one.accepted) && isConsentLive(one)
      ? [
          {
            kind: 'consent',
            access_id: id('consent-access', place),
            basis: id('consent', place),
            sections: one.sections,
          },
        ]
      : [],
  )
  return {
    organisation_id: id('organisation', organisation),
    office_id: officeId(organisation, office),
    created_by: id('staff', created_by),
    // The first one that opens something gives the reason: the order must be the same each time it is asked.
    live: [...team, ...glass, ...consents].sort(
      (a, b) => b.kind.localeCompare(a.kind) || a.access_id.localeCompare(b.access_id),
    ),
  }
}

export interface Expected {
  look: Record<string, string[]>
  rights: Record<string, string[]>
  /** What the short ways of the guard answer; nothing for whoever has to take the ordinary one. */
  at_once: Record<string, string[]>
  tries: { name: string; sql: string; expected: 'done' | 'refused' }[]
}

const quoted = (value: string) => `'${value}'`
const list = (values: readonly string[]) => `array[${values.map(quoted).join(',')}]::text[]`

/** The section in which this one tries to write at once. */
export const sectionAtOnce = (world: World, staff: number): Section =>
  sections[(world.chance + staff) % sections.length]!

/** Everything one member of staff should see and be able to do in a world. */
export const expectedOf = (
  world: World,
  matrix: Matrix,
  actions: readonly string[],
  staff: number,
  times: Times,
): Expected => {
  const actor = actorOf(world, staff)
  const look: Expected['look'] = {
    actor: actor ? [actor.staff_id] : [],
    file: [],
    note: [],
    timeline: [],
    'walled by row': [],
    'walled for health': [],
    'walled for the team': [],
    key: [],
    access: [],
    consent: [],
    referral: [],
    journal: [],
  }
  const rights: Expected['rights'] = { subject: [], live: [], write: [], reach: [], may: [], held: [] }
  const tries: Expected['tries'] = []
  // Whoever comes alone is answered as in company.
  const [openedOnce, timelineOnce, writtenOnce]: [string[], string[], string[]] = [[], [], []]
  const at_once: Expected['at_once'] = {
    'opened at once': openedOnce,
    'opened alone': openedOnce,
    'timeline at once': timelineOnce,
    'timeline alone': timelineOnce,
    'listed at once': [],
    'written at once': writtenOnce,
    'written alone': writtenOnce,
  }
  world.consents.forEach((one, place) => {
    if (isConsentLive(one)) rights.held!.push(id('consent', place))
  })
  const mine = world.staff[staff]!.organisation
  const drawn = (world.chance % 997) + staff * 31
  const attempt = (name: string, sql: string, allowed: boolean) =>
    tries.push({ name, sql, expected: allowed ? 'done' : 'refused' })

  const journalRow = (by: string, organisation: string, file: number | null) =>
    `insert into journal (organisation_id, entry_id, actor_id, actor_organisation_id, action, case_id, basis)
     values ('${organisation}', gen_random_uuid(), '${by}', '${id('organisation', mine)}', 'case.open', ${file === null ? 'null' : quoted(id('file', file))}, 'all')`
  const own = id('organisation', mine)
  attempt('journal own deed', journalRow(id('staff', staff), own, null), Boolean(actor))
  attempt("journal another's deed", journalRow(id('staff', (staff + 1) % world.staff.length), own, null), false)
  attempt(
    'journal elsewhere',
    journalRow(id('staff', staff), id('organisation', (mine + 1) % (world.partners + 1)), null),
    false,
  )

  const reach = actor ? decide(matrix, actor, 'case.list').because : 'nobody_may'
  const viaConsents = world.consents.some((one) => one.recipient === mine && one.accepted && !one.accepted.ended)
  const isListedAtOnce = (subject: Subject): boolean => {
    if (!actor || viaConsents) return false
    if (reach === 'in_the_office') return subject.office_id === actor.office_id
    // Whoever lists only what they stand on: the files where their place in the team opens something.
    const narrow = { ...subject, organisation_id: 'elsewhere' }
    return reach === 'on_the_case' && decide(matrix, actor, 'case.open', narrow).allowed
  }
  const open: Section[][] = world.files.map(() => [])
  world.files.forEach((file, at) => {
    const subject = subjectOf(world, staff, at)
    const may = (action: string) => (actor ? decide(matrix, actor, action, subject) : undefined)
    const allowed = (action: string): boolean => may(action)?.allowed ?? false
    const opened = may('case.open')?.sections ?? []
    const written = may('case.write')?.sections ?? []
    open[at] = opened
    if (file.organisation === mine && written.includes(sectionAtOnce(world, staff)))
      writtenOnce.push(`${id('file', at)} ${may('case.write')!.because}`)
    const case_id = id('file', at)
    const rowStart = `'${subject.organisation_id}', '${case_id}'`
    const ours = file.organisation === mine
    const unassigned =
      Boolean(actor) &&
      file.created_by === staff &&
      ![...world.team, ...world.glass, ...world.consents.filter((one) => one.accepted)].some((one) => one.file === at)

    if (opened.length > 0) {
      look.file!.push(case_id)
      look.key!.push(case_id)
      look.note!.push(
        ...opened.filter((section) => hasNote(world, at, section)).map((section) => `${case_id} ${section}`),
      )
      look.timeline!.push(
        ...opened.filter((section) => hasEntry(world, at, section)).map((section) => `${case_id} ${section}`),
        ...(ours ? [`${case_id} -`] : []),
      )
      if (ours) look['walled for the team']!.push(`${case_id} -`)
      if (ours) {
        openedOnce.push(`${case_id} ${may('case.open')!.because}`)
        timelineOnce.push(
          ...opened.filter((section) => hasEntry(world, at, section)).map((section) => `${case_id} ${section}`),
          `${case_id} -`,
        )
        if (isListedAtOnce(subject)) at_once['listed at once']!.push(case_id)
      }
      if (ours) {
        look.access!.push(
          ...world.team.flatMap((one, place) => (one.file === at ? [id('team', place)] : [])),
          ...world.glass.flatMap((one, place) => (one.file === at ? [id('glass', place)] : [])),
        )
      }
    }
    world.consents.forEach((one, place) => {
      if (one.file !== at) return
      const concerns = ours || one.recipient === mine
      if (opened.length > 0 && concerns) {
        look.consent!.push(id('consent', place))
        if (one.accepted) look.access!.push(id('consent-access', place))
      }
      const answers = actor && one.recipient === mine && decide(matrix, actor, 'referrals.answer').allowed
      if ((opened.length > 0 && ours) || answers) look.referral!.push(id('referral', place))
      attempt(
        `withdraw consent ${place}`,
        `select from (select guard.withdraw_consent('${id('consent', place)}') as moment) w where moment is not null`,
        allowed('consents.withdraw'),
      )
      attempt(
        `refer on consent ${place}`,
        `insert into referral (organisation_id, case_id, referral_id, to_organisation_id, need, consent_id, sent_by,
           answer_due_on, intake_version, sealed_summary, sealed)
         values (${rowStart}, gen_random_uuid(), '${id('organisation', one.recipient)}', 'housing', '${id('consent', place)}',
           '${id('staff', staff)}', '${times.day(3)}', 1, '\\x01', '\\x01')`,
        ours && allowed('referrals.send') && isConsentLive(one),
      )
    })
    if (ours && allowed('journal.read')) look.journal!.push(id('journal-file', at))

    if (opened.length > 0 || allowed('case.break_glass')) {
      rights.subject!.push(`${case_id} ${subject.organisation_id} ${subject.office_id} ${subject.created_by}`)
      rights.live!.push(...subject.live.map((one) => `${case_id} ${one.access_id}`))
    }
    rights.write!.push(...written.map((section) => `${case_id} ${section}`))
    rights.reach!.push(...actions.filter(allowed).map((action) => `${case_id} ${action}`))

    const note = (section: string) => `(${rowStart}, gen_random_uuid(), '${section}', '${id('staff', staff)}', '\\x01')`
    const intoNote = 'insert into note (organisation_id, case_id, note_id, section, author_id, sealed) values '
    if (written.length > 0) attempt(`write in ${written} of file ${at}`, intoNote + written.map(note).join(', '), true)
    const closed = sections.filter((section) => !written.includes(section))
    if (closed.length > 0) {
      const section = closed[drawn % closed.length]!
      attempt(`write in ${section} of file ${at}`, intoNote + note(section), false)
    }
    const intoWall = (wall: string, section: string) =>
      `insert into probe.${wall} (organisation_id, case_id, section) values (${rowStart}, '${section}')`
    attempt(`wall of health in file ${at}`, intoWall('health', 'health'), written.includes('health'))
    attempt(`wall of the team in file ${at}`, intoWall('team', '-'), ours && written.length > 0)
    const drawnSection = sections[drawn % sections.length]!
    attempt(`wall by row in file ${at}`, intoWall('by_row', drawnSection), written.includes(drawnSection))
    attempt(`erase behind the wall of file ${at}`, `delete from probe.by_row where case_id = '${case_id}'`, false)
    const colleagues = world.staff.flatMap((one, place) =>
      one.organisation === file.organisation && place !== staff ? [place] : [],
    )
    const assign = (to: number, which: readonly Section[]) =>
      `insert into case_access (organisation_id, case_id, access_id, kind, staff_id, sections, created_by)
       values (${rowStart}, gen_random_uuid(), 'team', '${id('staff', to)}', ${list(which)}, '${id('staff', staff)}')`
    const assigns = ours && (allowed('team.assign') || unassigned)
    const colleague = colleagues[drawn % Math.max(1, colleagues.length)]
    if (colleague !== undefined) attempt(`assign ${colleague} to file ${at}`, assign(colleague, sections), assigns)
    const wanted = sections.filter((_, place) => (drawn + place * 7) % 3 === 0)
    attempt(
      `assign oneself ${wanted} of file ${at}`,
      assign(staff, wanted),
      assigns && (unassigned || wanted.every((section) => opened.includes(section))),
    )
    const recipient = [...Array(world.partners + 1).keys()].find((place) => place !== file.organisation)!
    attempt(
      `record a consent in file ${at}`,
      `insert into consent (organisation_id, case_id, consent_id, recipient_organisation_id, sections, purpose, given_by, how,
         language, starts_on, ends_on, recorded_by)
       values (${rowStart}, gen_random_uuid(), '${id('organisation', recipient)}', array['home'], 'referral', 'person', 'spoken',
         'es', '${times.day(0)}', '${times.day(30)}', '${id('staff', staff)}')`,
      ours && allowed('consents.record'),
    )
    attempt(
      `move file ${at} on`,
      `update case_file set stage = 'plan' where case_id = '${case_id}'`,
      ours && written.length > 0,
    )
    attempt(
      `put a key into file ${at}`,
      `insert into case_key (organisation_id, case_id, version, wrapped) values (${rowStart}, 2, '\\x01')`,
      ours && (unassigned || allowed('case.rekey')),
    )
    attempt(
      `tell the timeline of file ${at}`,
      `insert into timeline_entry (organisation_id, case_id, entry_id, kind, actor_id)
       values (${rowStart}, gen_random_uuid(), 'note_added', '${id('staff', staff)}')`,
      allowed('timeline.add') || (ours && unassigned),
    )
  })
  look['walled by row'] = [...look.note!]
  look['walled for health'] = look.note!.filter((row) => row.endsWith(' health'))
  if (actor) {
    rights.may!.push(...actions.filter((action) => decide(matrix, actor, action).allowed))
    if (decide(matrix, actor, 'journal.read').because === 'all') look.journal!.push(id('journal', mine))
  }
  return { look, rights, at_once, tries }
}
