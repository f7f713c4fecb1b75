// A service's own record as everybody reads it, and the form in which the service corrects it. Only what changed is
// sent on, as a proposal.

import type { DirectoryPhone, DirectoryService } from '#directory/directory.ts'
import { SuggestedChanges } from '#directory/suggestion.ts'
import type { Day } from '#kit/day.ts'
import { formatList } from '#language/format.ts'
import { type Html, html } from '../html.ts'
import { nameOfLanguage } from '../lines.ts'
import type { Reader } from '../page.ts'
import type { Typed } from '../typed.ts'
import { area, choices } from '../views/parts.ts'

/** Short facts that are corrected in words, and the longest each may be. */
const texts = {
  name: 200,
  description: 2000,
  how_to_enter: 500,
  eligibility: 500,
  fees: 300,
  interpretation: 300,
  wait_time: 200,
  email: 200,
  website: 300,
} as const
type TextField = keyof typeof texts

/** What may keep a person out: asked as yes, no or not said. */
export const askedOfAdmission = [
  'without_papers',
  'with_criminal_record',
  'with_substance_use',
  'with_psychiatric_care',
  'when_pregnant',
  'with_disability',
  'as_a_couple',
  'needs_referral',
  'only_identified',
  'needs_registration',
] as const

const chosen = {
  availability: ['open', 'waiting_list', 'full', 'unknown'],
  status: ['active', 'temporarily_closed', 'inactive', 'defunct'],
  cost: ['free', 'paid', 'unknown'],
  irregular_status: ['accepted', 'not_accepted', 'unknown'],
} as const
type ChosenField = keyof typeof chosen

const phonesText = (phones: DirectoryPhone[]): string => phones.map(({ number }) => number).join('\n')
const shownText = (record: DirectoryService, field: TextField): string => (record[field] as string | null) ?? ''

const asStands = (reader: Reader, record: DirectoryService): Html => {
  const { t, language } = reader
  const rows: [string, string][] = [
    ...(Object.keys(texts) as TextField[]).map((field): [string, string] => [
      t(`answer.field.${field}`),
      shownText(record, field),
    ]),
    [
      t('answer.field.phones'),
      formatList(
        language,
        record.phones.map(({ number }) => number),
      ),
    ],
    [
      t('answer.field.kinds'),
      formatList(
        language,
        record.kinds.map((code) => t(`codes.service_kinds.${code}`)),
      ),
    ],
    [
      t('answer.field.languages'),
      formatList(
        language,
        record.languages.map((each) => nameOfLanguage(language, each)),
      ),
    ],
    ...(Object.keys(chosen) as ChosenField[]).map((field): [string, string] => [
      t(`answer.field.${field}`),
      t(`answer.${field}.${record[field]}`),
    ]),
    ...askedOfAdmission
      .filter((each) => record.admission[each] !== 'unknown')
      .map((each): [string, string] => [t(`answer.admission.${each}`), t(`answer.said.${record.admission[each]}`)]),
  ]
  return html`<ul>${rows.filter(([, value]) => value).map(([label, value]) => html`<li><b>${label}</b><span dir="auto">${value}</span></li>`)}</ul>`
}

/** What was typed last, or what stands. */
const filled = (record: DirectoryService, typed: Typed): Typed => {
  if (typed.names().length > 0) return typed
  let all = typed
  for (const field of Object.keys(texts) as TextField[]) all = all.with(field, shownText(record, field))
  for (const field of Object.keys(chosen) as ChosenField[]) all = all.with(field, record[field])
  for (const each of askedOfAdmission) all = all.with(each, record.admission[each])
  return all.with('phones', phonesText(record.phones))
}

const corrections = ({ t }: Reader, record: DirectoryService, typed: Typed): Html => {
  const now = filled(record, typed)
  const options = (values: readonly string[], prefix: string): [string, string][] =>
    values.map((value) => [value, t(`${prefix}.${value}`)])
  return html`${(Object.keys(texts) as TextField[]).map((field) =>
    area(field, t(`answer.field.${field}`), '', now, texts[field] > 300 ? 4 : 1, texts[field], {}),
  )}${area('phones', t('answer.field.phones'), t('answer.phones_hint'), now, 3, 600, {})}${(
    Object.keys(chosen) as ChosenField[]
  ).map((field) =>
    choices('radio', field, t(`answer.field.${field}`), options(chosen[field], `answer.${field}`), now),
  )}${askedOfAdmission.map((each) =>
    choices('radio', each, t(`answer.admission.${each}`), options(['yes', 'no', 'unknown'], 'answer.said'), now),
  )}${area('other', t('answer.other'), t('answer.other_hint'), now, 4, 1000, {})}`
}

export const recordView = (reader: Reader, record: DirectoryService, typed: Typed, keys: Html): Html => {
  const { t } = reader
  return html`<section>${asStands(reader, record)}
<form method="post" action="/answer" autocomplete="off">${keys}<p class="go"><button name="do" value="right">${t('answer.all_right')}</button></p></form></section>
<details class="way"${typed.names().length > 0 && html` open`}><summary>${t('answer.correct_heading')}</summary><form method="post" action="/answer" autocomplete="off">${keys}<p><small>${t('answer.correct_hint')}</small></p>${corrections(reader, record, typed)}<p class="go"><button name="do" value="correct">${t('answer.correct')}</button></p></form></details>`
}

/** A number that stood before keeps what was said of it; a new one is the service's own word. */
const phonesOf = (typed: string, before: DirectoryPhone[], source: string, today: Day): unknown[] =>
  typed
    .split(/[\n,;]/)
    .map((each) => each.trim())
    .filter(Boolean)
    .map(
      (number) =>
        before.find((each) => each.number === number) ?? {
          number,
          type: 'voice',
          label: null,
          source,
          source_date: today,
          confidence: 'checked',
        },
    )

export type Corrected = { changes: SuggestedChanges; words: string | null } | 'nothing' | { wrong: string[] }

export const readCorrections = (record: DirectoryService, typed: Typed, source: string, today: Day): Corrected => {
  const changes: Record<string, unknown> = {}
  const has = (name: string) => typed.names().includes(name)
  for (const field of (Object.keys(texts) as TextField[]).filter(has)) {
    const now = typed.one(field).trim()
    if (now !== shownText(record, field).trim()) changes[field] = now || null
  }
  for (const field of (Object.keys(chosen) as ChosenField[]).filter(has))
    if (typed.one(field) !== record[field]) changes[field] = typed.one(field)
  const said = askedOfAdmission.filter((each) => has(each) && typed.one(each) !== record.admission[each])
  if (said.length > 0)
    changes.admission = { ...record.admission, ...Object.fromEntries(said.map((each) => [each, typed.one(each)])) }
  if (has('phones') && typed.one('phones').trim() !== phonesText(record.phones))
    changes.phones = phonesOf(typed.one('phones'), record.phones, source, today)
  const words = typed.one('other').trim() || null
  if (Object.keys(changes).length === 0 && words === null) return 'nothing'
  const parsed = SuggestedChanges.safeParse(changes)
  if (!parsed.success) return { wrong: [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))] }
  // An answer of a form must not be longer than the form allowed.
  return words && words.length > 1000 ? { wrong: ['other'] } : { changes: parsed.data, words }
}
