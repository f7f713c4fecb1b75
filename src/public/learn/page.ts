// The frame of the pages of whoever learns alone: light enough for a telephone on a ward, no script at all, nothing fetched
// but its own style, which a browser keeps.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { FastifyReply } from 'fastify'
import { deskLanguages, languageOf } from '#language/languages.ts'
import { showCode } from '#links/secret.ts'
import { type Html, html } from '../html.ts'
import { bareStyle, hidden, type Reader } from '../page.ts'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')
export const learnStyle = bareStyle(`${read('../ground.css')}${read('learn.css')}${read('pages.css')}`)
/** Its fingerprint is in the address, so a browser need never ask for it again. */
export const styleAddress = `/learn/style-${createHash('sha256').update(learnStyle).digest('hex').slice(0, 12)}.css`

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  // Pages of a run are the learner's own; going back shows them as they were.
  'cache-control': 'private, no-cache',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
  'x-robots-tag': 'noindex',
}

/** What fits into the first packets of a connection arrives as soon as it would packed, and packing costs memory. */
const gzipFrom = 10_000

export const sendLearn = (reply: FastifyReply, text: string, status = 200): FastifyReply => {
  reply.code(status).headers(headers).header('vary', 'accept-encoding, accept-language')
  const packed = /\bgzip\b/.test(String(reply.request.headers['accept-encoding'] ?? ''))
  if (!packed || text.length < gzipFrom) return reply.send(text)
  return reply.header('content-encoding', 'gzip').send(gzipSync(text, { level: 3 }))
}

/** What is read may be written in a language the buttons are not. */
export interface LearnReader extends Reader {
  /** Of the words of the module. */
  content: string
}

const htmlLanguage = (language: string): string => (language === 'xa' || language === 'xb' ? 'en' : language)

export interface Frame {
  title: string
  /** Where the title leads. */
  home: string
  /** A link for each language, where nothing is lost by it. */
  languages?: (code: string) => string
  /** A run under way: its code, how far, and the words beside the bar. */
  run?: { code: string; address: string; done: number; of: number; said: string }
}

const tongues = ({ language, t }: Reader, { languages, run }: Frame): Html => {
  const all = deskLanguages()
  if (run)
    return html`<form method="post" action="${run.address}" class="tongues" aria-label="${t('public.languages')}">${hidden('do', 'language')}${all.map(
      ({ code, autonym }) =>
        html`<button name="to" value="${code}" lang="${code}"${code === language && html` aria-current="true"`}>${autonym}</button>`,
    )}</form>`
  if (!languages) return html``
  return html`<nav class="tongues" aria-label="${t('public.languages')}">${all.map(
    ({ code, autonym }) =>
      html`<a href="${languages(code)}" lang="${code}" hreflang="${code}"${code === language && html` aria-current="true"`}>${autonym}</a>`,
  )}</nav>`
}

const later = ({ t }: Reader, code: string): Html =>
  html`<details class="later"><summary>${t('learn.later')}</summary><p>${t('learn.later_how')}</p><p class="code"><bdi dir="ltr">${showCode(code)}</bdi></p></details>`

export const learnPage = (reader: LearnReader, frame: Frame, main: Html): string => {
  const { language, t } = reader
  const { title, home, run } = frame
  return html`<!doctype html>
<html lang="${htmlLanguage(language)}" dir="${languageOf(language).direction}">
<head><meta charset="utf-8"><title>${title}</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><link rel="stylesheet" href="${styleAddress}"></head>
<body><a class="skip" href="#main">${t('learn.skip')}</a><header><a class="home" href="${home}" dir="auto">${title}</a>${
    run &&
    html`<div class="far"><progress value="${run.done}" max="${run.of}" aria-label="${run.said}"></progress><span>${run.said}</span></div>`
  }</header>
<main id="main" tabindex="-1">${main}</main>
<footer>${run && later(reader, run.code)}${tongues(reader, frame)}<small>${t('learn.footer')} <a href="/">${t('learn.report')}</a></small></footer></body></html>`
    .text
}
