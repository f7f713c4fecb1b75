// What the organisation answered, and room to add something.
import { formatDay } from '#language/format.ts'
import { html } from '../html.ts'
import { alert, hidden, lost, page, type Reader } from '../page.ts'
import type { Typed } from '../typed.ts'
import { area, formStart, heading, type Wrong } from './parts.ts'

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
    }<section>${alert(wrong.notice)}<form id="f" method="post" action="/" autocomplete="off" novalidate>${formStart(reader, 'answers')}${hidden('receipt', to.receipt)}${hidden('lookup', to.lookup)}${hidden('seed', to.seed)}
${area('text', t('public.answers.add'), t('public.what_hint'), typed, 4, 4_000, wrong)}${lost(reader)}
<button name="do" value="add">${t('public.answers.send')}</button> <button class="quiet" name="do" value="start">${t('public.thanks.again')}</button></form></section>`,
  )
}
