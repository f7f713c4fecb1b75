// The controls of the door's forms. Every one refuses to be remembered by the browser, and takes back what was typed.
import type { AskedQuestion } from '#forms/form.ts'
import { type Html, html } from '../html.ts'
import { callNow, type HelpLine, nameOfLanguage } from '../lines.ts'
import { hidden, type Reader } from '../page.ts'
import type { Typed } from '../typed.ts'

export interface Wrong {
  /** Said above the form. */
  notice?: string | undefined
  /** The questions to look at again. */
  fields?: string[] | undefined
  /** Above the number instead of above the report. */
  number?: boolean
}

/** What every form carries: the view it is in and its language. */
export const formStart = (reader: Reader, view: string): Html =>
  html`${hidden('view', view)}${hidden('l', reader.language)}${reader.poster && hidden('i', reader.poster)}`

export const heading = (text: string): Html => html`<h1 tabindex="-1" data-focus>${text}</h1>`

export const area = (
  name: string,
  label: string,
  hint: string,
  typed: Typed,
  rows: number,
  longest: number,
  wrong: Wrong,
) => html`
<div class="ask"><label for="${name}">${label}</label>${hint && html`<small id="${name}-hint">${hint}</small>`}
<textarea id="${name}" name="${name}" rows="${rows}" maxlength="${longest}" autocomplete="off" spellcheck="false" dir="auto"${
  hint && html` aria-describedby="${name}-hint"`
}${wrong.fields?.includes(name) && html` aria-invalid="true"`}>
${typed.one(name)}</textarea></div>`

export const choices = (
  type: 'radio' | 'checkbox',
  name: string,
  label: string,
  options: [string, string][],
  typed: Typed,
  { hint = '', wrong = {} as Wrong, list = false } = {},
) => html`
<fieldset class="ask" id="${name}"${hint && html` aria-describedby="${name}-hint"`}><legend>${label}</legend>${hint && html`<small id="${name}-hint">${hint}</small>`}<div class="${list ? 'options list' : 'options'}">${options.map(
  ([value, said]) =>
    html`<label><input type="${type}" name="${name}" value="${value}" autocomplete="off"${
      typed.all(name).includes(value) && html` checked`
    }${wrong.fields?.includes(name) && html` aria-invalid="true"`}>${said}</label>`,
)}</div></fieldset>`

/** A question of a form, with what was typed before or what is preset. */
export const ask = ({ t, language }: Reader, question: AskedQuestion, typed: Typed, wrong: Wrong): Html => {
  const { code, kind, text, place, preset, rows, most } = question
  const hint = question.hint && question.from.kind !== 'screening' ? t(question.hint) : ''
  if (kind === 'text') return area(code, t(text), hint, typed, rows, most, wrong)
  const said = (option: { code: string; text: string }): string =>
    place === 'languages_of_the_person' ? nameOfLanguage(language, option.code) : t(option.text)
  const options = question.options.map((option): [string, string] => [option.code, said(option)])
  const filled = preset && !typed.one(code) ? typed.with(code, preset) : typed
  const how = { hint, wrong, list: place === 'signs' }
  return choices(kind === 'one' ? 'radio' : 'checkbox', code, t(text), options, filled, how)
}

/** What to look at again, each a way to its question. */
export const summary = (notice: string | undefined, links: { to: string; text: string }[]): Html =>
  notice === undefined
    ? html``
    : html`<div role="alert" tabindex="-1" data-focus><p>${notice}</p>${
        links.length > 0 && html`<ul>${links.map(({ to, text }) => html`<li><a href="#${to}">${text}</a></li>`)}</ul>`
      }</div>`

/** Whom to call when someone is in danger, before anything else. */
export const callFirst = (
  { t }: Reader,
  lines: HelpLine[],
): Html => html`<section class="call" id="call"><h2>${t('public.danger_heading')}</h2>
<ul>${lines.filter((line) => line.first).map((line) => callNow(t, line))}</ul>
<p><small>${t('public.danger_text')} ${t('public.call_trace')}</small></p></section>`
