// The controls of the door's forms. Every one refuses to be remembered by the browser, and takes back what was typed.
import { answersOfDoubt } from '#reports/body.ts'
import { type Html, html } from '../html.ts'
import { hidden, type Reader } from '../page.ts'
import type { Typed } from '../typed.ts'

export interface Wrong {
  /** Said above the form. */
  notice?: string | undefined
  /** The questions to look at again. */
  fields?: string[]
  /** Above the number instead of above the report. */
  number?: boolean
}

export const area = (
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

export const choices = (
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

export const yesNo = ({ t }: Reader): [string, string][] => answersOfDoubt.map((each) => [each, t(`public.${each}`)])

/** What every form carries: the view it is in and its language. */
export const formStart = (reader: Reader, view: string): Html =>
  html`${hidden('view', view)}${hidden('l', reader.language)}`

export const heading = (text: string): Html => html`<h1 tabindex="-1" data-focus>${text}</h1>`
