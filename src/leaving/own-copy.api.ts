// Putting together the person's own data, part by part, from what this colleague may open.
import { readCard } from '#cases/card.store.ts'
import { listNamedConsents } from '#consents/recipient.store.ts'
import { screeningInstruments } from '#detection/instruments.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { translatorOf } from '#language/load-texts.ts'
import { listNotes } from '#notes/note.store.ts'
import { openNote } from '#notes/sealed.store.ts'
import { findIdentity, identityPlace } from '#people/identity.store.ts'
import { Identity } from '#people/identity.ts'
import { listRelatedRows, relatedPlace } from '#people/related.store.ts'
import { RelatedPerson } from '#people/related.ts'
import { listReferralRows } from '#referrals/referral.store.ts'
import { openJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { findInterview } from './leaving.store.ts'
import { Interview } from './leaving.ts'
import { type NamedOther, withoutNames } from './own-copy.rules.ts'
import { listOpeners, listStaffNames } from './own-copy.store.ts'
import * as model from './own-copy.ts'
import { answersOf } from './own-copy-answers.api.ts'
import { appointmentsOf } from './own-copy-appointments.api.ts'
import { openProceedings, openScreenings } from './own-copy-asked.store.ts'
import { careOf } from './own-copy-care.api.ts'
import { claimsOf } from './own-copy-claims.api.ts'
import { openDoorFacts } from './own-copy-door.store.ts'
import { interpretingOf } from './own-copy-interpreting.api.ts'
import { lawOf } from './own-copy-law.api.ts'
import { mattersOf } from './own-copy-matters.api.ts'
import { agreedOf, planOf } from './own-copy-plan.api.ts'
import { planOfSafety, safetyOf } from './own-copy-safety.api.ts'
import { storyOf } from './own-copy-story.api.ts'

const mostNotes = 5_000

const nameIn = (language: string, type: 'language' | 'region', code: string): string =>
  new Intl.DisplayNames([language], { type }).of(code) ?? code

type Say = (key: string, values?: Record<string, string | number>) => string
interface Making {
  asked: AskedOnFile<{ language: 'en' | 'es' | 'it'; copy_id: string }>
  keys: CaseKeyRing
  say: Say
}
type Entry = Omit<model.CopyEntry, 'taken_out'>

const openRelated = async ({ tx, file }: AskedOnFile<unknown>, keys: CaseKeyRing): Promise<RelatedPerson[]> =>
  (await listRelatedRows(tx, file)).map(({ related_id, sealed }) =>
    openJson(keys.of(sealed), relatedPlace(file, related_id), sealed, RelatedPerson),
  )

const notesOf = async ({ asked, keys }: Making): Promise<Entry[]> => {
  const rows = await listNotes(asked.tx, asked.file, mostNotes)
  return rows
    .filter((row) => row.section !== 'mind')
    .map((row) => ({
      id: row.note_id,
      on: row.written_at.slice(0, 10),
      section: row.section as Entry['section'],
      label: '',
      text: openNote(keys, asked.file, row.note_id, row.sealed),
    }))
}

/** What she was asked and what she said, with what it was consistent with that day: no verdict, in no copy. */
const screeningsOf = async ({ asked, keys, say }: Making): Promise<Entry[]> =>
  (await openScreenings(asked.tx, asked.file, keys)).map((row) => {
    const of = screeningInstruments.find(({ id }) => id === row.instrument)
    const answers = Object.entries(row.answers).map(
      ([code, answer]) => `${say(`screening.${row.instrument}.${code}`)} ${say(`screening.say_answer.${answer}`)}`,
    )
    const signs = row.signs.map((code) => say(`signs.${code}`))
    return {
      id: row.screening_id,
      on: row.taken_on,
      section: 'story',
      label: of?.name ?? say('leaving.copy.signs'),
      text: [...answers, ...signs, row.words, say(`screening.level.${row.level}`)].filter(Boolean).join('\n'),
    }
  })

const proceedingsOf = async ({ asked, keys, say }: Making): Promise<Entry[]> =>
  (await openProceedings(asked.tx, asked.file, keys)).map((row) => ({
    id: row.proceeding_id,
    on: row.began_on,
    section: 'law',
    label: [say(`proceedings.kind.${row.kind}`), nameIn(asked.input.language, 'region', row.jurisdiction)].join(', '),
    text: [say(`proceedings.status.${row.status}`), row.authority, row.number, row.words].filter(Boolean).join('\n'),
  }))

const doorOf = async ({ asked, keys, say }: Making): Promise<Entry[]> => {
  const answered = (fact: string, value: string | (string | number)[]): string => {
    if (!Array.isArray(value)) return say(fact === 'travel' ? `barriers.travel.${value}` : `barriers.answer.${value}`)
    const each = value.map((one) => (typeof one === 'number' ? String(one) : say(`codes.referrers.${one}`)))
    return each.length > 0 ? each.join(', ') : say('barriers.answer.no')
  }
  return (await openDoorFacts(asked.tx, asked.file, keys)).map(({ section, on, facts }) => ({
    id: `door ${section}`,
    on,
    section,
    label: say(`barriers.part.${section}`),
    text: facts.map(([fact, value]) => `${say(`barriers.ask.${fact}`)}: ${answered(fact, value)}`).join('\n'),
  }))
}

const identityOf = async ({ asked, keys, say }: Making): Promise<Entry[]> => {
  const row = await findIdentity(asked.tx, asked.file)
  if (!row) return []
  const place = identityPlace(asked.file.organisation_id, asked.file.case_id)
  const { names, birth, nationalities } = openJson(keys.of(row.sealed), place, row.sealed, Identity)
  const entry = (id: string, text: string): Entry => ({
    id: `identity ${id}`,
    on: null,
    section: 'identity',
    label: say(`leaving.copy.identity.${id}`),
    text,
  })
  return [
    ...names.map(({ text }, index) => ({ ...entry('name', text), id: `identity name ${index}` })),
    entry('birth', [birth.date, birth.place].filter(Boolean).join(', ')),
    entry('nationalities', nationalities.map((code) => nameIn(asked.input.language, 'region', code)).join(', ')),
  ].filter((each) => each.text !== '')
}

const interviewOf = async ({ asked, keys, say }: Making): Promise<Entry[]> => {
  const row = await findInterview(asked.tx, asked.file)
  if (!row) return []
  const { organisation_id, case_id } = asked.file
  const place = { table: 'exit_interview', column: 'sealed', row: row.interview_id, case_id, organisation_id }
  const { answers } = openJson(keys.of(row.sealed), place, row.sealed, Interview)
  const questions = asked.facts.codes.exit_questions?.codes ?? []
  return questions.flatMap(({ code, kind }) =>
    answers[code]
      ? [
          {
            id: `interview ${code}`,
            on: row.held_on,
            section: 'story' as const,
            label: say(`leaving.question.${code}`),
            text: kind === 'choice' ? say(`leaving.choice.${answers[code]}`) : answers[code],
          },
        ]
      : [],
  )
}

const dealings = async ({ asked, say }: Making) => {
  const { tx, file } = asked
  const [consents, referrals, openers] = await Promise.all([
    listNamedConsents(tx, asked.vault, file),
    listReferralRows(tx, file.organisation_id, file.case_id),
    listOpeners(tx, file),
  ])
  return {
    consents: consents.map(
      (row): Entry => ({
        id: row.consent_id,
        on: row.starts_on,
        section: null,
        label: row.recipient_name,
        text: say('leaving.copy.consent', { until: row.withdrawn_at?.slice(0, 10) ?? row.ends_on }),
      }),
    ),
    referrals: referrals.map(
      (row): Entry => ({
        id: row.referral_id,
        on: row.sent_at.slice(0, 10),
        section: null,
        label: row.to_name,
        text: say(`leaving.copy.referral.${row.status}`),
      }),
    ),
    openers: openers.map(
      (row, index): Entry => ({
        id: `opened ${index}`,
        on: null,
        section: null,
        label: row.months,
        text: say('leaving.copy.opened', { who: say(`leaving.role.${row.role}`), days: row.days }),
      }),
    ),
  }
}

/**
 * Not in it, on purpose (docs/decisions/0016-own-copy-and-erasure.md): what a therapist noted for the therapy, what was covered, and
 * everything of or about other people. A therapist's notes are given by the therapist (0032).
 */
export const readOwnCopy = answer(model.readOwnCopy)(async (asked): Promise<model.OwnCopy> => {
  const { input, tx, vault, file, today, note } = asked
  const say = translatorOf(input.language)
  const [keys, card, staff] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    readCard(tx, vault, file.organisation_id, file.case_id),
    listStaffNames(tx, file.organisation_id),
  ])
  const related = await openRelated(asked, keys)
  const others: NamedOther[] = [
    ...staff.map(({ name, role }) => ({ name, as: say(`leaving.role.${role}`) })),
    ...related.map(({ name, group }) => ({ name, as: say(`leaving.copy.other.${group}`) })),
  ]
  const making: Making = { asked, keys, say }
  const [
    notes,
    screenings,
    answers,
    proceedings,
    door,
    plan,
    identity,
    interview,
    dealt,
    care,
    safety_plan,
    safety,
    agreed,
    story,
    appointments,
    interpreting,
    claims,
    ran,
    law,
  ] = await Promise.all([
    notesOf(making),
    screeningsOf(making),
    answersOf(making),
    proceedingsOf(making),
    doorOf(making),
    planOf(asked, say),
    identityOf(making),
    interviewOf(making),
    dealings(making),
    careOf(asked, say),
    planOfSafety(asked, say),
    safetyOf(asked, say),
    agreedOf(asked, say),
    storyOf(asked, say),
    appointmentsOf(asked, say),
    interpretingOf(asked, say),
    claimsOf(asked, say),
    mattersOf(asked, say),
    lawOf(asked, say),
  ])
  const own = [card.alias, ...identity.filter((each) => each.id.startsWith('identity name')).map((each) => each.text)]
  const inMatters = ran.names.map((name) => ({ name, as: say('leaving.copy.other.apart') }))
  const clean = (text: string) => withoutNames(text, [...others, ...inMatters], own)
  const cardEntries: Entry[] = [
    { id: 'card alias', on: null, section: null, label: say('leaving.copy.card.alias'), text: card.alias },
    {
      id: 'card languages',
      on: null,
      section: null,
      label: say('leaving.copy.card.languages'),
      text: card.languages.map((code) => nameIn(asked.input.language, 'language', code)).join(', '),
    },
    {
      id: 'card birth',
      on: null,
      section: null,
      label: say('leaving.copy.card.birth_year'),
      text: String(card.birth_year ?? ''),
    },
  ]
  const parts: [model.CopyPart, Entry[]][] = [
    ['card', cardEntries],
    ['identity', identity],
    ['told', story.told],
    ['story_facts', story.facts],
    ['notes', notes.filter(({ id }) => !story.note_ids.has(id))],
    ['screenings', screenings],
    ['answers', answers],
    ['law', law],
    ['proceedings', proceedings],
    ['matters', ran.matters],
    ['claims', claims],
    ['door', door],
    ['care', care],
    ['appointments', appointments],
    ['interpreting', interpreting],
    ['safety_plan', safety_plan],
    ['safety', safety],
    ['goals', plan.goals],
    ['steps', plan.steps],
    ['agreed', agreed],
    ['consents', dealt.consents],
    ['referrals', dealt.referrals],
    ['interview', interview],
    ['opened_by', dealt.openers],
  ]
  // The names in these are the person's own, or those of organisations.
  const asTheyAre = new Set<model.CopyPart>([
    'card',
    'identity',
    'door',
    'safety_plan',
    'consents',
    'referrals',
    'opened_by',
  ])
  const opened = [
    notes,
    story.told,
    story.facts,
    screenings,
    answers,
    law,
    proceedings,
    ran.matters,
    claims,
    door,
    care,
    safety_plan,
    safety,
    appointments,
    interpreting,
  ]
    .flat()
    .flatMap((each) => each.section ?? [])
  note({ subject_id: input.copy_id, sections: [...new Set(opened)] })
  const left = (what: model.LeftOut, count: number) => ({ what, count, because: say(`leaving.copy.left_out.${what}`) })
  return {
    language: input.language,
    made_on: today,
    mark: say('leaving.copy.mark', { day: today, number: input.copy_id.slice(0, 8) }),
    parts: parts
      .map(([part, entries]) => ({
        part,
        title: say(`leaving.copy.part.${part}`),
        entries: entries
          .filter((each) => each.text !== '')
          .map((each) => ({ ...each, ...(asTheyAre.has(part) ? { taken_out: 0 } : clean(each.text)) })),
      }))
      .filter(({ entries }) => entries.length > 0),
    left_out: [
      left('therapy_notes', 0),
      left('covered_notes', 0),
      left('people_around', related.length),
      left('staff_names', 0),
      left('documents', 0),
      ...(ran.statements > 0 ? [left('statements', ran.statements)] : []),
      ...(story.told_to_others > 0 ? [left('told_to_others', story.told_to_others)] : []),
    ],
    says: Object.fromEntries(
      [
        'title',
        'lead',
        'left_out',
        'dropped',
        'rights',
        'locked_title',
        'type_password',
        'wrong_password',
        'open_it',
      ].map((key) => [key, say(`leaving.copy.${key}`)]),
    ),
  }
})
