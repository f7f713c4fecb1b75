// What the signs are consistent with, why, and what to do in this field of work. Nothing has been sent: a receptionist
// may only want to know whom to tell, and leaves from here.
import type { Reading, Said } from '#detection/reading.ts'
import { type Html, html } from '../html.ts'
import { lost, page, type Reader } from '../page.ts'
import { carried, type FormPage, urgent } from './form.ts'
import { heading } from './parts.ts'

/** The words of a code, whichever list or instrument it is from. */
const wordsOf = ({ t }: Reader, { form }: FormPage, code: string): string | undefined => {
  const keys = [`signs.${code}`, ...form.asked.filter((each) => each.code.endsWith(`-${code}`)).map(({ text }) => text)]
  return keys.map((key) => ({ key, text: t(key) })).find(({ key, text }) => text !== key)?.text
}

const sentence = (reader: Reader, shown: FormPage, { key, codes }: Said): Html => {
  const named = [...new Set(codes)].flatMap((code) => wordsOf(reader, shown, code) ?? [])
  return html`<li>${reader.t(key)}${named.length > 0 && html`<small>${named.join(' · ')}</small>`}</li>`
}

const found = ({ t }: Reader, { level, consistent_with }: Reading): Html =>
  html`<p><b>${t(`signs.level.${level}`)}</b></p>${
    consistent_with.length > 0 &&
    html`<ul class="plain">${consistent_with.map((each) => html`<li>${t(`signs.direction.${each}`)}</li>`)}</ul>`
  }`

export const readingView = (reader: Reader, shown: FormPage, reading: Reading): string => {
  const { t } = reader
  const { form } = shown
  const said = (list: Said[]) => list.filter(({ key }) => t(key) !== key)
  return page(
    reader,
    html`${urgent(reader, shown)}${heading(t('public.reading.heading'))}<p>${t('public.reading.not_sent')}</p>
<section>${found(reader, reading)}<p>${t('public.reading.no_verdict')}</p>
<h2>${t('public.reading.next')}</h2><ol>${reading.next.map((step) => html`<li>${t(`signs.step.${step}`)}</li>`)}</ol>
${form.advice.length > 0 && html`<h2>${t('public.reading.here')}</h2><ul class="plain">${form.advice.map((key) => html`<li>${t(key)}</li>`)}</ul>`}
<details><summary>${t('public.reading.why')}</summary><ul class="plain">${said(reading.reasons).map((each) => sentence(reader, shown, each))}</ul><p><small>${t('public.reading.unreviewed')}</small></p></details>
${reading.missing.length > 0 && html`<details><summary>${t('public.reading.missing')}</summary><ul class="plain">${said(reading.missing).map((each) => sentence(reader, shown, each))}</ul></details>`}</section>
<form id="f" method="post" action="/" autocomplete="off" novalidate>${carried(reader, shown, [])}${lost(reader)}
<p class="go"><button name="do" value="next">${t('public.reading.tell')}</button> <button class="quiet" name="do" value="previous">${t('public.previous')}</button> <button class="quiet" name="do" value="start">${t('public.reading.leave')}</button></p></form>`,
  )
}
