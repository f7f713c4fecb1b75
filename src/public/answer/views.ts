// What the pages behind a link say, before anything is opened and after.

import type { DirectoryService } from '#directory/directory.ts'
import { formatDay } from '#language/format.ts'
import { type Html, html } from '../html.ts'
import { nameOfLanguage } from '../lines.ts'
import { alert, hidden, type Reader } from '../page.ts'
import { Typed } from '../typed.ts'
import { area, choices, heading } from '../views/parts.ts'
import { answerPage } from './page.ts'
import { recordView } from './record.ts'
import type { Keyed, OutsideView, ServiceView } from './visit.ts'

const line = (name: string, label: string, hint: string, value = '', longest = 200, more = html``): Html =>
  html`<div class="ask"><label for="${name}">${label}</label><small id="${name}-hint">${hint}</small><input class="number" type="text" id="${name}" name="${name}" value="${value}" maxlength="${longest}" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="${name}-hint"${more}></div>`

/** The same for everybody, whatever stands behind the # of their address. */
export const entryView = (reader: Reader, { notice, name = '' }: { notice?: string; name?: string } = {}): string => {
  const { t, language } = reader
  return answerPage(
    reader,
    html`${heading(t('answer.heading'))}<section>${alert(notice)}<p>${t('answer.lead')}</p>
<form id="f" method="post" action="/answer" autocomplete="off">${hidden('l', language)}
<div data-link>${line('link', t('answer.link'), t('answer.link_hint'), '', 300)}</div>${line('code', t('answer.code'), t('answer.code_hint'), '', 40)}${line('reader', t('answer.reader'), t('answer.reader_hint'), name)}
<p class="go"><button name="do" value="open">${t('answer.open')}</button></p></form></section>`,
    true,
  )
}

/** Link and code travel with the page: nothing of a visit is kept anywhere else. */
export const keyed = ({ language }: Reader, { link, code, reader }: Keyed): Html =>
  html`${hidden('l', language)}${hidden('link', link)}${hidden('code', code)}${hidden('reader', reader)}`

const facts = (rows: [label: string, value: string | Html | null][]): Html =>
  html`<ul>${rows.filter(([, value]) => value).map(([label, value]) => html`<li><b>${label}</b><span dir="auto">${value}</span></li>`)}</ul>`

const summaryOf = (reader: Reader, { summary }: OutsideView): Html => {
  const { t, language } = reader
  return facts([
    [t('referrals.field.from'), summary.from],
    [t('referrals.field.need'), t(`codes.need_domains.${summary.need}`)],
    [t('referrals.field.urgency'), t(`referrals.urgency.${summary.urgency}`)],
    [t('referrals.field.age_group'), t(`referrals.age.${summary.age_group}`)],
    [t('referrals.field.gender'), t(`people.gender.${summary.gender}`)],
    [t('referrals.field.languages'), summary.languages.map((each) => nameOfLanguage(language, each)).join(', ')],
    [t('referrals.field.interpreter_needed'), t(`referrals.interpreter.${summary.interpreter_needed ? 'yes' : 'no'}`)],
    [t('referrals.field.words'), summary.words],
    [t('answer.due'), formatDay(language, summary.answer_due_on, 'long')],
  ])
}

const sliceOf = ({ t, language }: Reader, { slice, until }: OutsideView): Html => {
  if (!slice) return html``
  const country = slice.country && new Intl.DisplayNames([language], { type: 'region' }).of(slice.country)
  return html`<section><h2>${t('answer.slice')}</h2><p><small>${t('answer.slice_until', { day: formatDay(language, until.slice(0, 10), 'long') })}</small></p>${facts(
    [
      [t('answer.name'), slice.name],
      [t('answer.birth_year'), slice.birth_year === null ? null : String(slice.birth_year)],
      [t('answer.country'), country ?? null],
      ...slice.said.map(({ section, words }): [string, string] => [t(`access.section.${section}`), words]),
    ],
  )}</section>`
}

const inForm = (reader: Reader, by: Keyed, external_id: string, inside: Html): Html =>
  html`<form method="post" action="/answer" autocomplete="off">${keyed(reader, by)}${hidden('about', external_id)}${inside}</form>`

const none = new Typed()
const withReason = (
  reader: Reader,
  typed: Typed,
  list: string,
  legend: string,
  codes: string[],
  button: string,
  value: string,
): Html =>
  html`${choices(
    'radio',
    'reason',
    legend,
    codes.map((code): [string, string] => [code, reader.t(`codes.${list}.${code}`)]),
    typed,
    { list: true },
  )}${area(`words_${value}`, reader.t('answer.words'), reader.t('answer.words_hint'), typed, 3, 2000, {})}<p class="go"><button name="do" value="${value}">${button}</button></p>`

export interface Codes {
  decline_reasons: string[]
  referral_outcomes: string[]
}

export const outsideView = (
  reader: Reader,
  by: Keyed,
  view: OutsideView,
  codes: Codes,
  { notice, typed = none }: { notice?: string | undefined; typed?: Typed } = {},
): string => {
  const { t } = reader
  const { external_id, status, may_answer, may_ask, reply, organisation } = view
  const about = (title: string, inside: Html) =>
    html`<section><h2>${title}</h2>${inForm(reader, by, external_id, inside)}</section>`
  /** What is seldom needed, or long. */
  const folded = (what: string, title: string, inside: Html) =>
    html`<details class="way"${typed.names().includes(`words_${what}`) && html` open`}><summary>${title}</summary>${inForm(reader, by, external_id, inside)}</details>`
  const answers =
    status === 'sent'
      ? html`${about(t('answer.accept_heading'), html`<p>${t('answer.accept_text')}</p>${area('words_accepted', t('answer.words'), t('answer.words_hint'), typed, 3, 2000, {})}<p class="go"><button name="do" value="accepted">${t('answer.accept')}</button></p>`)}${folded('declined', t('answer.decline_heading'), withReason(reader, typed, 'decline_reasons', t('answer.decline_why'), codes.decline_reasons, t('answer.decline'), 'declined'))}`
      : about(
          t('answer.end_heading'),
          withReason(
            reader,
            typed,
            'referral_outcomes',
            t('answer.end_how'),
            codes.referral_outcomes,
            t('answer.end'),
            'ended',
          ),
        )
  const asking = folded(
    'asked',
    t('answer.ask_heading'),
    html`${area('words_asked', t('answer.question'), t('answer.question_hint'), typed, 3, 2000, {})}<p class="go"><button class="quiet" name="do" value="asked">${t('answer.ask')}</button></p>`,
  )
  return answerPage(
    reader,
    html`${heading(t(status === 'sent' ? 'answer.sent_heading' : 'answer.accepted_heading'))}${alert(notice)}
<section><p>${t(status === 'sent' ? 'answer.from' : 'answer.from_accepted', { organisation })}</p>${summaryOf(reader, view)}<p><small>${t('answer.careful')}</small></p></section>
${sliceOf(reader, view)}${reply && html`<section><h2>${t('answer.reply')}</h2><blockquote dir="auto">${reply}</blockquote></section>`}
${may_answer ? answers : status === 'accepted' && html`<section><p>${t('answer.outcome_later')}</p></section>`}${may_ask && asking}`,
  )
}

export const serviceView = (
  reader: Reader,
  by: Keyed,
  view: ServiceView,
  typed: Typed = none,
  notice?: string,
): string => {
  const { t } = reader
  return answerPage(
    reader,
    html`${heading(t('answer.record_heading'))}${alert(notice)}<p>${t('answer.record_lead', { organisation: view.organisation })}</p>${recordView(reader, view.record satisfies DirectoryService, typed, keyed(reader, by))}`,
  )
}

export const thanksView = (reader: Reader, text: string, again?: Keyed): string =>
  answerPage(
    reader,
    html`${heading(reader.t('answer.thanks'))}<section><p>${text}</p>${
      again &&
      html`<form method="post" action="/answer" autocomplete="off">${keyed(reader, again)}<button name="do" value="open">${reader.t('answer.open_slice')}</button></form>`
    }</section>`,
  )
