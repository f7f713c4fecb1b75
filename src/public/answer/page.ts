// The frame of the pages behind a single-use link: like the public door's, with no help lines and nothing about anybody
// in its title. Nothing is fetched, nothing is kept, no search engine keeps it.
import { readFileSync } from 'node:fs'
import { languageOf, publicLanguages } from '#language/languages.ts'
import { type Html, html, trusted } from '../html.ts'
import { bareScript, bareStyle, style as ground, hash, type Reader } from '../page.ts'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')
const script = bareScript(read('answer.js'))
const style = `${ground}${bareStyle(read('answer.css'))}`

export const answerHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    `style-src ${hash(style)}`,
    `script-src ${hash(script)}`,
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'x-robots-tag': 'noindex, nofollow, noarchive',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}

/** Here one language is a link: nothing is typed yet that could be lost. Interpreters read in all of them. */
const otherLanguages = ({ language, t }: Reader): Html =>
  html`<nav aria-label="${t('public.languages')}">${publicLanguages().map(
    (each) =>
      html`<a class="tongue" href="/answer?l=${each.code}" lang="${each.code}" dir="${each.direction}"${each.code === language && html` aria-current="true"`}>${each.autonym}</a> `,
  )}</nav>`

export const answerPage = (reader: Reader, main: Html, choose = false): string => {
  const { language, t } = reader
  return html`<!doctype html>
<html lang="${language === 'xa' || language === 'xb' ? 'en' : language}" dir="${languageOf(language as 'en').direction}">
<head><meta charset="utf-8"><title>${t('answer.title')}</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex,nofollow"><link rel="icon" href="data:,"><style>${trusted(style)}</style></head>
<body><header class="plainly">${choose && otherLanguages(reader)}</header>
<main>${main}</main>
<footer><small>${t('answer.footer')}</small></footer>
<script>${trusted(script)}</script></body></html>`.text
}
