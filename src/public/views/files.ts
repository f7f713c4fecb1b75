// Adding files, in whichever form there is a number to add them to; speaking instead of writing; files to fetch.
import { formatDay } from '#language/format.ts'
import { type Html, html } from '../html.ts'
import { hidden, type Reader } from '../page.ts'
import type { SentHere } from '../sent-files.ts'
import { type Outcome, shownName } from '../take-files.ts'
import { formStart } from './parts.ts'

/** What telephones make of it: asked for JPEG, they send JPEG and not their own kind of picture. */
const accept = 'image/jpeg,image/png,application/pdf,audio/mpeg,audio/mp4,audio/x-m4a,audio/ogg,audio/webm,audio/wav'

/** Shown by the script, which alone can listen; without scripts it is not there. */
const voice = ({ t }: Reader): Html => {
  const button = (name: string, shown = false) =>
    html`<button type="button" class="quiet" data-v="${name}"${!shown && html` hidden`}>${t(`public.files.voice.${name}`)}</button> `
  const words = ['recording', 'changing', 'ready', 'refused'].map(
    (name) => html`<span data-v="${name}" hidden>${t(`public.files.voice.${name}`)}</span>`,
  )
  return html`<div data-voice hidden><h2>${t('public.files.voice.heading')}</h2><p>${t('public.files.voice.why')} ${t('public.files.voice.careful')}</p>
<p>${button('start', true)}${button('stop')}${button('play')}${button('again')}${button('remove')}</p><p role="status">${words} <bdi data-v="time" dir="ltr"></bdi></p></div>`
}

/** Inside a form that carries a number: its own button sends the files, and nothing else. */
export const askFiles = (reader: Reader): Html => {
  const { t } = reader
  return html`<details class="files"><summary>${t('public.files.heading')}</summary><p>${t('public.files.lead')}</p>
<label for="files">${t('public.files.choose')}</label><input type="file" id="files" name="files" multiple accept="${accept}" autocomplete="off" aria-describedby="files-hint">
<small id="files-hint">${t('public.files.limits')} ${t('public.files.private')}</small>${voice(reader)}
<button class="quiet" name="do" value="attach" formenctype="multipart/form-data">${t('public.files.send')}</button></details>`
}

export const outcomeList = ({ t }: Reader, outcomes: readonly Outcome[]): Html => {
  const named = (key: string, name: string) => t(key, { name: `\u2068${shownName(name)}\u2069` })
  const refused = outcomes.some(({ why }) => why)
  return html`${refused && html`<p>${t('public.files.words_safe')}</p>`}<ul class="outcomes">${outcomes.map(
    ({ name, why }) =>
      html`<li><b>${named(why ? 'public.files.not_kept' : 'public.files.kept', name)}</b>${why && html`<span>${t(`public.files.why.${why}`)}</span>`}</li>`,
  )}</ul>`
}

/** Each leaves as a file to keep, by a form of its own that no script takes over. */
export const sentFiles = (reader: Reader, receipt: string, files: readonly SentHere[]): Html => {
  const { t, language } = reader
  if (files.length === 0) return html``
  return html`<h2>${t('public.files.foryou.heading')}</h2><p><small>${t('public.files.foryou.hint')}</small></p>${files.map(
    ({ file_id, day, kind }) =>
      html`<form method="post" action="/" data-plain autocomplete="off">${formStart(reader, 'answers')}${hidden('receipt', receipt)}${hidden('file', file_id)}<button class="quiet" name="do" value="file">${t(`public.files.foryou.${kind}`, { date: formatDay(language, day, 'long') })}</button></form>`,
  )}`
}
