// The frame every view of the public door shares: one document, one request, a title that says nothing.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Translator } from '#kit/say.ts'
import { languageOf, publicLanguages } from '#language/languages.ts'
import { type Html, html, trusted } from './html.ts'
import { voiceHash } from './voice/voice.ts'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

/** Comments and indentation go; what remains is what its hash names in the policy. */
export const bareStyle = (text: string): string =>
  text
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim()
export const style = bareStyle(`${read('ground.css')}${read('door.css')}`)
export const bareScript = (text: string): string =>
  text
    .replace(/^\s*\/\/.*\n/gm, '')
    .replace(/^\s+/gm, '')
    .trim()
const script = bareScript(read('door.js'))

export const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

export const contentPolicy = [
  "default-src 'none'",
  `style-src ${hash(style)}`,
  // Its own, and the one for speaking, which only whoever speaks asks for.
  `script-src ${hash(script)} ${voiceHash}`,
  "connect-src 'self'",
  'img-src data:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types door',
].join('; ')

/** Where “Leave now” goes: a page anyone may have open. */
export const elsewhere = 'https://www.wikipedia.org/'

export interface Reader {
  language: string
  t: Translator
  /** The code of the poster somebody came from, known to us or not: it travels through every form. */
  poster?: string | undefined
}

/** One more hidden answer of a form. */
export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}" autocomplete="off">`

export const alert = (text: string | undefined): Html =>
  text ? html`<p role="alert" tabindex="-1" data-focus>${text}</p>` : html``

/** Said by the script when the connection breaks; the page behind it stays as it is. */
export const lost = ({ t }: Reader): Html => html`<p role="alert" data-lost hidden>${t('public.error.lost')}</p>`

/** Seen before the list is open, so that who reads none of the others finds the way. */
const signposts = ['bn', 'ur']

/** The language buttons belong to the form \`f\` of the view: whatever was typed there comes along. */
const languageChoice = ({ language, t }: Reader): Html => {
  const all = publicLanguages()
  const others = all.filter((each) => signposts.includes(each.code) && each.code !== language)
  return html`<nav aria-label="${t('public.languages')}"><details><summary><b>${languageOf(language).autonym}</b> <span aria-hidden="true">${others.map((each) => html`<bdi lang="${each.code}">${each.autonym}</bdi> `)}</span></summary><div>${all.map(
    (each) =>
      html`<button form="f" name="to" value="${each.code}" formnovalidate lang="${each.code}" dir="${each.direction}"${
        each.code === language && html` aria-current="true"`
      }>${each.autonym}</button>`,
  )}</div></details></nav>`
}

export const page = (reader: Reader, main: Html): string => {
  const { language, t } = reader
  return html`<!doctype html>
<html lang="${language}" dir="${languageOf(language).direction}">
<head><meta charset="utf-8"><title>${t('public.title')}</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><style>${trusted(style)}</style></head>
<body><header>${languageChoice(reader)}<a class="leave" href="${elsewhere}" rel="noreferrer noopener">${t('public.leave')}</a></header>
<main>${main}</main>
<footer><small>${t('public.leave_hint')} <span data-keys hidden>${t('public.leave_keys')}</span></small><small>${t('public.footer')}</small></footer>
<script>${trusted(script)}</script></body></html>`.text
}
