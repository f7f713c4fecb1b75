// The frame of the pages she answers on: nothing in its title, a way out on every page, nothing fetched and nothing kept.
import { readFileSync } from 'node:fs'
import { languageOf, publicLanguages } from '#language/languages.ts'
import { type Html, html, trusted } from '../html.ts'
import { bareScript, bareStyle, elsewhere, style as ground, hash, type Reader } from '../page.ts'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')
// What stands behind the # goes into the form and out of the address, as on the pages of partners.
const script = bareScript(read('../answer/answer.js'))
const style = `${ground}${bareStyle(read('own.css'))}`

export const ownHeaders = {
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

/** Nothing is typed yet that could be lost: each language is a link. */
const otherLanguages = ({ language, t }: Reader): Html =>
  html`<nav aria-label="${t('public.languages')}" class="tongues">${publicLanguages().map(
    (each) =>
      html`<a href="/own?l=${each.code}" lang="${each.code}" dir="${each.direction}"${each.code === language && html` aria-current="true"`}>${each.autonym}</a> `,
  )}</nav>`

export const ownPage = (reader: Reader, main: Html, choose = false): string => {
  const { language, t } = reader
  return html`<!doctype html>
<html lang="${language}" dir="${languageOf(language).direction}">
<head><meta charset="utf-8"><title>${t('public.title')}</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex,nofollow"><link rel="icon" href="data:,"><style>${trusted(style)}</style></head>
<body><header><a class="leave" href="${elsewhere}" rel="noreferrer noopener">${t('public.leave')}</a></header>
<main class="own">${main}</main>
<footer>${choose && otherLanguages(reader)}<small>${t('public.leave_hint')}</small><small>${t('own.footer')}</small></footer>
<script>${trusted(script)}</script></body></html>`.text
}
