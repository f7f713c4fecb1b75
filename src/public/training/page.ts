// The frame of the pages of whoever comes to a training: twelve languages, no script, the style of those who learn alone.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Translator } from '#kit/say.ts'
import { type Language, languageOf } from '#language/languages.ts'
import { type Html, html } from '../html.ts'
import { styleAddress as learnAddress } from '../learn/page.ts'
import { bareStyle, type Reader } from '../page.ts'

export const trainingStyle = bareStyle(readFileSync(new URL('training.css', import.meta.url), 'utf8'))
/** Its fingerprint is in the address, so a browser need never ask for it again. */
export const styleAddress = `/training/style-${createHash('sha256').update(trainingStyle).digest('hex').slice(0, 12)}.css`

export interface TrainingFrame {
  /** Where the title leads. */
  home: string
  /** This page in another language. */
  address: string
  languages: readonly Language[]
}

const htmlLanguage = (language: string): string => (language === 'xa' || language === 'xb' ? 'en' : language)

export const notice = (text: string | undefined): Html => html`${text && html`<p role="alert">${text}</p>`}`

/** Marks words that are in another language than the page. */
export const inLanguage = (reader: Reader, language: string): Html =>
  language === reader.language
    ? html``
    : html` lang="${htmlLanguage(language)}" dir="${languageOf(language).direction}"`

const tongues = ({ language, t }: Reader, { address, languages }: TrainingFrame): Html =>
  html`<nav class="tongues" aria-label="${t('public.languages')}">${languages.map(
    ({ code, autonym, direction }) =>
      html`<a href="${address}?l=${code}" lang="${htmlLanguage(code)}" dir="${direction}" hreflang="${code}"${code === language && html` aria-current="true"`}>${autonym}</a>`,
  )}</nav>`

export const trainingPage = (reader: Reader, frame: TrainingFrame, main: Html): string => {
  const { language, t } = reader
  const say: Translator = (key) => t(`public.training.${key}`)
  return html`<!doctype html>
<html lang="${htmlLanguage(language)}" dir="${languageOf(language).direction}">
<head><meta charset="utf-8"><title>${say('title')}</title><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer"><link rel="icon" href="data:,"><link rel="stylesheet" href="${learnAddress}"><link rel="stylesheet" href="${styleAddress}"></head>
<body><a class="skip" href="#main">${say('skip')}</a><header><a class="home" href="${frame.home}">${say('title')}</a></header>
<main id="main" tabindex="-1">${main}</main>
<footer>${tongues(reader, frame)}<small>${say('footer')} <a href="/">${say('report')}</a></small></footer></body></html>`
    .text
}
