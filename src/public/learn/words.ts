// What every page of a module is made of: its words as paragraphs and lists, its sources folded away, and what nobody has
// looked at yet said plainly.
import { formatDay } from '#language/format.ts'
import { languages } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import type { ModuleFile, ModuleHead, ModuleTexts } from '#modules/module.ts'
import { blocksOf } from '#modules/words.rules.ts'
import { type Html, html } from '../html.ts'
import type { LearnReader } from './page.ts'

/** A module as one reader sees it. */
export interface Shown {
  reader: LearnReader
  module: ModuleHead
  texts: ModuleTexts
}

/** The words in the reader's language; where a module has none in it, in English or whatever there is. */
export const shownTo = (language: string, { module, texts }: ModuleFile): Shown => {
  const [first = 'en'] = Object.keys(texts)
  const content = [language, 'en', first].find((code) => texts[code])!
  return { reader: { language, t: translatorOf(language), content }, module, texts: texts[content] ?? {} }
}

export const said = ({ texts }: Shown, ...key: string[]): string => texts[key.join('.')] ?? ''

/** Marks a piece whose words are the module's, where these are in another language than the page. */
export const inItsLanguage = ({ reader }: Shown): Html => {
  const { content, language } = reader
  if (content === language) return html``
  const known = languages.find(({ code }) => code === content)
  return html` lang="${content}" dir="${known?.direction ?? 'auto'}"`
}

export const blocks = (shown: Shown, text: string): Html =>
  html`<div class="words"${inItsLanguage(shown)}>${blocksOf(text).map((block) =>
    'list' in block
      ? html`<ul>${block.list.map((line) => html`<li>${line}</li>`)}</ul>`
      : html`<p>${block.paragraph}</p>`,
  )}</div>`

export const heading = (shown: Shown, text: string, above?: string): Html =>
  html`${above && html`<p class="kicker">${above}</p>`}<h1${inItsLanguage(shown)}>${text}</h1>`

const sourceLine = ({ reader: { t }, module }: Shown, id: string): Html | undefined => {
  const source = module.sources.find((each) => each.id === id)
  if (!source) return undefined
  const { title, publisher, year, url, confidence } = source
  const name = url ? html`<a href="${url}" rel="noreferrer noopener">${title}</a>` : title
  return html`<li><span dir="auto">${name}. ${publisher}${year && `, ${year}`}.</span> <small>${t(`learn.sure.${confidence}`)}</small></li>`
}

/** Whoever checked it is named; nobody is said too. */
const looked = ({ reader: { t }, module }: Shown): string =>
  module.reviewed_by ? t('learn.reviewed', { name: module.reviewed_by }) : t('learn.unreviewed')

export const sourcesOf = (shown: Shown, ids: readonly string[]): Html =>
  html`<details class="sources"><summary>${shown.reader.t('learn.sources', { count: ids.length })}</summary><ul>${ids.map((id) => sourceLine(shown, id))}</ul><small>${looked(shown)}</small></details>`

export const reviewNote = (shown: Shown): Html => html`<p class="note">${looked(shown)}</p>`

export const dayIn = ({ reader: { language } }: Shown, day: string): string => formatDay(language, day, 'long')
