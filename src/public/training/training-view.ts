// What whoever has the code of a training sees: when and where it is, and how to come along without a name.
import { roleGroups } from '#prevention/attendance.ts'
import { type Html, html } from '../html.ts'
import { nameOfLanguage } from '../lines.ts'
import { hidden, type Reader } from '../page.ts'
import { notice } from './page.ts'
import type { Found } from './visit.ts'
import { aboutOf, said, titleOf, whenIs } from './words.ts'

const codeField = ({ t }: Reader, name: string, label: string, value = ''): Html =>
  html`<label for="${name}">${t(label)}</label><input class="number" id="${name}" name="${name}" value="${value}" maxlength="20" required autocomplete="off" autocapitalize="characters" spellcheck="false" dir="ltr">`

/** The way in without an address: the code of a training, or to ask for one. */
export const entryView = (reader: Reader, { typed = '', wrong }: { typed?: string; wrong?: string } = {}): Html => {
  const { t } = reader
  return html`<h1>${t('public.training.title')}</h1><section><form method="post" action="/training" autocomplete="off">${notice(wrong)}${hidden('l', reader.language)}${codeField(reader, 'code', 'public.training.code_label', typed)}<p class="go"><button>${t('public.training.go')}</button></p></form></section><p><a href="/training/ask">${t('public.training.ask')}</a></p>`
}

export const whenAndWhere = (reader: Reader, { at }: Found): Html => {
  const { t, language } = reader
  const place = /^https:\/\/\S+$/.test(at.place)
    ? html`<a href="${at.place}" rel="noreferrer noopener" dir="ltr">${at.place}</a>`
    : html`<span dir="auto">${at.place}</span>`
  return html`<section><h2>${t('public.training.when')}</h2><ul>${at.sessions.map((session) => html`<li><bdi>${whenIs(reader, session)}</bdi></li>`)}</ul>${
    at.place && html`<h2>${t('public.training.where')}</h2><p>${place}</p>`
  }<h2>${t('public.training.language')}</h2><p>${nameOfLanguage(language, at.language)}${
    at.interpreter_language &&
    html` · ${t('public.training.interpreted', { language: nameOfLanguage(language, at.interpreter_language) })}`
  }</p><small>${t('public.training.given_by', { name: at.organisation })}</small></section>`
}

const ownForm = (reader: Reader, address: string, typed = '', wrong?: string): Html =>
  html`<section><h2>${reader.t('public.training.have_own')}</h2><form method="post" action="${address}" autocomplete="off">${notice(wrong)}${hidden('do', 'own')}${hidden('l', reader.language)}${codeField(reader, 'own', 'public.training.own_label', typed)}<p class="go"><button class="quiet">${reader.t('public.training.go')}</button></p></form></section>`

const registerForm = (reader: Reader, address: string, seed: string): Html => {
  const { t } = reader
  return html`<section class="own"><h2>${t('public.training.register')}</h2><p>${t('public.training.register_lead')}</p><form method="post" action="${address}">${hidden('do', 'register')}${hidden('seed', seed)}${hidden('l', reader.language)}<fieldset><legend>${t('public.training.role')}</legend><div class="options">${roleGroups.map(
    (group) =>
      html`<label><input type="radio" name="group" value="${group}"${group === 'not_said' && html` checked`}>${t(`public.training.group.${group}`)}</label>`,
  )}</div></fieldset><p class="go"><button>${t('public.training.get_code')}</button></p></form></section>`
}

export interface Again {
  typed?: string
  wrong?: string
  /** Said at the top: full, left. */
  told?: string
}

export const trainingView = (reader: Reader, found: Found, seed: string, again: Again = {}): Html => {
  const { t } = reader
  const { at, curriculum, join } = found
  const address = `/training/${join}`
  const isOver = at.status !== 'open' || at.sessions.every(({ ends_at }) => Date.parse(ends_at) < Date.parse(at.now))
  const why = at.status === 'cancelled' ? 'cancelled' : isOver ? 'over' : at.is_full ? 'full' : null
  return html`<article>${notice(again.told)}<h1>${said(reader, titleOf(reader, curriculum))}</h1><p class="lead">${said(reader, aboutOf(reader, curriculum))}</p>${
    at.status !== 'cancelled' && whenAndWhere(reader, found)
  }${why ? html`<p class="note">${t(`public.training.${why}`)}</p>` : registerForm(reader, address, seed)}${ownForm(reader, address, again.typed, again.wrong)}</article>`
}
