// What somebody can ask for in a country, whom to call there, and the card to take along. Says nothing that was typed.
import { formatDay } from '#language/format.ts'
import { languageOf } from '#language/languages.ts'
import { type Html, html } from '../html.ts'
import { type HelpLine, showLine } from '../lines.ts'
import { alert, hidden, lost, page, type Reader } from '../page.ts'
import { knowsLittle, reviewerOf, sayRight } from '../rights.rules.ts'
import type { Right, RightsFile } from '../rights.ts'
import { formStart, heading } from './parts.ts'

export interface RightsPage {
  file: RightsFile
  /** Codes of the countries one may choose, in their order. */
  countries: string[]
  lines: HelpLine[]
  today: string
}

const countryNames = new Map<string, Intl.DisplayNames>()
export const nameOfRegion = (language: string, code: string): string => {
  const known = countryNames.get(language) ?? new Intl.DisplayNames([languageOf(language).locale], { type: 'region' })
  countryNames.set(language, known)
  return known.of(code) ?? code
}

/** In the list of countries the Union is whatever of it has no page of its own. */
const nameOfCountry = ({ language, t }: Reader, code: string): string =>
  code === 'EU' ? t('public.rights.eu') : nameOfRegion(language, code)

const aboutRight = ({ language, t }: Reader, { article, valid_from, confidence }: Right): Html => {
  const since = valid_from && t('public.rights.since', { date: formatDay(language, valid_from) })
  const law = html`<span lang="und"><bdi>${article}</bdi></span>`
  const [before, after] = t('public.rights.law', { article: '\u0000' }).split('\u0000')
  const sure = confidence !== 'checked' && t(`public.rights.${confidence}`)
  return html`<small>${before}${law}${after}${since && ` · ${since}`}${sure && html` · <span class="sure">${sure}</span>`}</small>`
}

const choice = (reader: Reader, { countries, file }: RightsPage): Html => {
  const { t } = reader
  return html`<form id="f" class="ask" method="post" action="/" autocomplete="off">${formStart(reader, 'rights')}
<label for="country">${t('public.rights.country')}</label><select id="country" name="country" autocomplete="off">${countries.map(
    (code) =>
      html`<option value="${code}"${code === file.country && html` selected`}>${nameOfCountry(reader, code)}</option>`,
  )}</select>${lost(reader)}
<p class="go"><button class="quiet" name="do" value="rights">${t('public.rights.show')}</button> <button class="quiet" name="do" value="start">${t('public.thanks.again')}</button></p></form>`
}

/** A file to keep: it leaves as a file, so the script does not take this form. */
const card = (reader: Reader, { file }: RightsPage, notice?: string): Html => {
  const { t } = reader
  return html`<section class="screen"><h2>${t('public.card.heading')}</h2>${alert(notice)}<p>${t('public.card.text')}</p>
<form method="post" action="/" autocomplete="off" data-plain>${formStart(reader, 'rights')}${hidden('country', file.country)}${hidden('do', 'card')}
<p class="go"><button class="quiet" name="sheet" value="">${t('public.card.one')}</button> <button class="quiet" name="sheet" value="8">${t('public.card.sheet')}</button></p></form></section>`
}

export const rightsView = (reader: Reader, shown: RightsPage, notice?: string): string => {
  const { language, t } = reader
  const { file, lines, today } = shown
  const name = reviewerOf(file)
  const list = (of: HelpLine[]) => html`<ul>${of.map((line) => showLine(language, t, line, today))}</ul>`
  return page(
    reader,
    html`${heading(t('public.rights.heading'))}<section class="call"><h2>${t('public.danger_heading')}</h2>
${list(lines.filter((line) => line.first))}</section>
${choice(reader, shown)}
<section><h2>${nameOfCountry(reader, file.country)}</h2><p>${t('public.rights.lead')}</p>
<p><b>${name ? t('public.rights.reviewed', { name }) : t('public.rights.unreviewed')}</b>${knowsLittle(file) && ` ${t('public.rights.few')}`}</p>
<ul class="plain rights">${file.rights.map((right) => html`<li>${sayRight(t, right)}${aboutRight(reader, right)}</li>`)}</ul></section>
<section class="call"><h2>${t('public.rights.numbers')}</h2><p>${t('public.call_trace')}</p>
${list(lines.filter((line) => !line.first))}</section>
${card(reader, shown, notice)}`,
  )
}
