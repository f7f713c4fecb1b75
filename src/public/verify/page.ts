// The frame of the pages that check a certificate: of the same kind as those of learning, without a script, with its style in
// the page, so that one request is all it takes.
import { readFileSync } from 'node:fs'
import { deskLanguages, languageOf } from '#language/languages.ts'
import { type Html, html, trusted } from '../html.ts'
import { bareStyle, hash, type Reader } from '../page.ts'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')
const style = bareStyle(`${read('../ground.css')}${read('../learn/learn.css')}${read('verify.css')}`)

export const verifyHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src ${hash(style)}; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, noarchive',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
}

export const verifyPage = (reader: Reader, path: string, main: Html): string => {
  const { language, t } = reader
  return html`<!doctype html>
<html lang="${language === 'xa' || language === 'xb' ? 'en' : language}" dir="${languageOf(language).direction}">
<head><meta charset="utf-8"><title>${t('verify.title')}</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><style>${trusted(style)}</style></head>
<body><header><a class="home" href="/verify">${t('verify.title')}</a></header>
<main>${main}</main>
<footer><nav class="tongues" aria-label="${t('public.languages')}">${deskLanguages().map(
    ({ code, autonym }) =>
      html`<a href="${path}?l=${code}" lang="${code}" hreflang="${code}"${code === language && html` aria-current="true"`}>${autonym}</a> `,
  )}</nav><small>${t('verify.footer')}</small></footer></body></html>`.text
}
