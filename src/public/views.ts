// What a reporter sees: the page that asks, the receipt, the answers. Every control refuses to be remembered by the
// browser, and whatever was typed comes back when something goes wrong.

import { formatDay } from '#language/format.ts'
import {
  answersOfDoubt,
  contactWishes,
  languagesAsked,
  longestReport,
  reporterRoles,
  whoIsAtRisk,
} from '#reports/body.ts'
import { showReceipt } from '#vault/receipt.ts'
import { type Html, html } from './html.ts'
import { type HelpLine, nameOfLanguage, showLine } from './lines.ts'
import { alert, hidden, lost, page, type Reader } from './page.ts'
import type { Typed } from './typed.ts'

export interface Door {
  organisations: { organisation_id: string; name: string; country: string }[]
  lines: HelpLine[]
}

export interface Wrong {
  /** Said above the form. */
  notice?: string | undefined
  /** The questions to look at again. */
  fields?: string[]
  /** Above the number instead of above the report. */
  number?: boolean
}

const area = (
  name: string,
  label: string,
  hint: string,
  typed: Typed,
  rows: number,
  longest: number,
  wrong: Wrong,
) => html`
<div class="ask"><label for="${name}">${label}</label><small id="${name}-hint">${hint}</small>
<textarea id="${name}" name="${name}" rows="${rows}" maxlength="${longest}" autocomplete="off" spellcheck="false" dir="auto" aria-describedby="${name}-hint"${
  wrong.fields?.includes(name) && html` aria-invalid="true"`
}>
${typed.one(name)}</textarea></div>`

const choices = (
  type: 'radio' | 'checkbox',
  name: string,
  label: string,
  options: [string, string][],
  typed: Typed,
) => html`
<fieldset class="ask"><legend>${label}</legend><div class="options">${options.map(
  ([value, said]) =>
    html`<label><input type="${type}" name="${name}" value="${value}" autocomplete="off"${
      typed.all(name).includes(value) && html` checked`
    }>${said}</label>`,
)}</div></fieldset>`

const yesNo = ({ t }: Reader): [string, string][] => answersOfDoubt.map((each) => [each, t(`public.${each}`)])

const help = (
  { language, t }: Reader,
  lines: HelpLine[],
): Html => html`<section class="call"><h2>${t('public.danger_heading')}</h2>
<p>${t('public.danger_text')} ${t('public.call_trace')}</p>
<ul>${lines.filter((line) => line.first).map((line) => showLine(language, t, line))}</ul>
<details><summary>${t('public.more_lines')}</summary><ul>${lines.filter((line) => !line.first).map((line) => showLine(language, t, line))}</ul></details></section>`

const moreQuestions = (reader: Reader, typed: Typed, wrong: Wrong): Html => {
  const { t, language } = reader
  const wanted = typed.one('contact_wish') || 'receipt_only'
  const speaks = languagesAsked.map((code): [string, string] => [code, nameOfLanguage(language, code)])
  const asked = ['minors', 'who_is_at_risk', 'languages_of_the_person', 'reporter_role', 'contact_how']
  return html`<details${asked.some((name) => typed.one(name)) && html` open`}><summary>${t('public.more')}</summary>
${choices('radio', 'minors', t('public.minors'), yesNo(reader), typed)}
${choices(
  'radio',
  'who_is_at_risk',
  t('public.who'),
  whoIsAtRisk.map((each) => [each, t(`public.who.${each}`)]),
  typed,
)}
${choices('checkbox', 'languages_of_the_person', t('public.speaks'), speaks, typed)}
<div class="ask"><label for="reporter_role">${t('public.role')}</label><select id="reporter_role" name="reporter_role" autocomplete="off"><option value="">${t('public.not_said')}</option>${reporterRoles.map(
    (each) =>
      html`<option value="${each}"${typed.one('reporter_role') === each && html` selected`}>${t(`public.role.${each}`)}</option>`,
  )}</select></div>
${choices(
  'radio',
  'contact_wish',
  t('public.wish'),
  contactWishes.map((each) => [each, t(`public.wish.${each}`)]),
  typed.with('contact_wish', wanted),
)}
${area('contact_how', t('public.how'), t('public.how_hint'), typed, 2, 300, wrong)}</details>`
}

const toWhom = ({ t }: Reader, { organisations }: Door, typed: Typed): Html => {
  const [first] = organisations
  if (organisations.length < 2) return first ? hidden('organisation', first.organisation_id) : html``
  const options = organisations.map((each): [string, string] => [each.organisation_id, each.name])
  const chosen = typed.one('organisation') || first!.organisation_id
  return choices('radio', 'organisation', t('public.to_whom'), options, typed.with('organisation', chosen))
}

const start = (reader: Reader, view: string): Html => html`${hidden('view', view)}${hidden('l', reader.language)}`

export const homeView = (reader: Reader, door: Door, seed: string, typed: Typed, wrong: Wrong = {}): string => {
  const { t } = reader
  const above = wrong.number ? undefined : wrong.notice
  const names = door.organisations.map((each) => each.name).join(' · ')
  return page(
    reader,
    html`<h1>${t('public.heading')}</h1><p>${t('public.lead')}</p>
${help(reader, door.lines)}
<section><h2>${t('public.form_heading')}</h2>${alert(above)}<p>${t('public.form_lead')}</p>
<form id="f" method="post" action="/" autocomplete="off" novalidate>${start(reader, 'home')}${hidden('seed', seed)}
${area('what_happened', t('public.what'), t('public.what_hint'), typed, 6, longestReport, wrong)}
${area('where', t('public.where'), t('public.where_hint'), typed, 2, 500, wrong)}
${choices('radio', 'danger_now', t('public.danger_now'), yesNo(reader), typed)}
${moreQuestions(reader, typed, wrong)}${toWhom(reader, door, typed)}
<p class="ask"><small>${names && t('public.sealed', { organisation: names })}</small></p>${lost(reader)}
<button name="do" value="report">${t('public.send')}</button></form></section>
<section><h2>${t('public.back_heading')}</h2>${alert(wrong.number ? wrong.notice : undefined)}<p>${t('public.back_text')}</p>
<form method="post" action="/" autocomplete="off">${start(reader, 'home')}
<label for="receipt">${t('public.number')}</label><input class="number" id="receipt" name="receipt" dir="ltr" inputmode="numeric" maxlength="60" autocomplete="off" spellcheck="false" value="${typed.one('receipt')}"${
      wrong.number && html` aria-invalid="true"`
    }>${lost(reader)}<button class="quiet" name="do" value="return">${t('public.open')}</button></form></section>`,
  )
}

const heading = (text: string): Html => html`<h1 tabindex="-1" data-focus>${text}</h1>`

export const receiptView = (reader: Reader, receipt: string, lookup: string, notice?: string): string => {
  const { t } = reader
  return page(
    reader,
    html`${heading(t('public.receipt.heading'))}<section>${alert(notice)}<p>${t('public.receipt.text')}</p>
<bdi class="receipt" dir="ltr">${showReceipt(receipt)
      .split(' ')
      .map((group) => html`<span>${group}</span> `)}</bdi><p>${t('public.receipt.how')}</p>
<form id="f" method="post" action="/" autocomplete="off">${start(reader, 'receipt')}${hidden('receipt', receipt)}${hidden('lookup', lookup)}${lost(reader)}
<button name="do" value="keep">${t('public.receipt.kept')}</button></form></section>`,
  )
}

/** A view that only says something; its form is there for the language. */
const saying = (reader: Reader, view: string, title: string, text: string): string =>
  page(
    reader,
    html`${heading(title)}<section><p>${text}</p><form id="f" method="post" action="/" autocomplete="off">${start(reader, view)}${lost(reader)}
<button class="quiet" name="do" value="start">${reader.t('public.thanks.again')}</button></form></section>`,
  )

export const thanksView = (reader: Reader): string =>
  saying(reader, 'thanks', reader.t('public.thanks.heading'), reader.t('public.thanks.next'))

export const addedView = (reader: Reader): string =>
  saying(reader, 'added', reader.t('public.added.heading'), reader.t('public.added.text'))

export interface ReadAnswer {
  written_on: string
  text: string
}

export const answersView = (
  reader: Reader,
  to: { receipt: string; lookup: string; seed: string },
  answers: ReadAnswer[] | undefined,
  typed: Typed,
  wrong: Wrong = {},
): string => {
  const { t, language } = reader
  return page(
    reader,
    html`${heading(t('public.answers.heading'))}${
      answers &&
      html`<section>${answers.length === 0 && html`<p>${t('public.answers.none')}</p>`}${answers.map(
        ({ written_on, text }) =>
          html`<h2>${t('public.answers.from', { date: formatDay(language, written_on, 'long') })}</h2><blockquote dir="auto">${text}</blockquote>`,
      )}</section>`
    }<section>${alert(wrong.notice)}<form id="f" method="post" action="/" autocomplete="off" novalidate>${start(reader, 'answers')}${hidden('receipt', to.receipt)}${hidden('lookup', to.lookup)}${hidden('seed', to.seed)}
${area('text', t('public.answers.add'), t('public.what_hint'), typed, 4, 4_000, wrong)}${lost(reader)}
<button name="do" value="add">${t('public.answers.send')}</button> <button class="quiet" name="do" value="start">${t('public.thanks.again')}</button></form></section>`,
  )
}
