// The questions of one moment on one page: the test before and after, how the day was, what became of it. Any may be left out.
// What was right is told after the test after, and only then.
import { bankOf } from '#prevention/curricula.store.ts'
import type { TestBank } from '#prevention/curriculum.ts'
import { type AskedMoment, type MomentAnswers, type Question, questionsOf } from '#prevention/questions.ts'
import { type Html, html } from '../html.ts'
import { hidden, type Reader } from '../page.ts'
import type { Typed } from '../typed.ts'
import { addressOf } from './own-view.ts'
import { inLanguage } from './page.ts'
import { didAnswer, type Own } from './visit.ts'
import { wordsOfTest } from './words.ts'

const isTest = (moment: AskedMoment): moment is 'pre' | 'post' => moment === 'pre' || moment === 'post'

const field = (name: string, many: boolean, value: string, words: Html | string, given: readonly string[] = []): Html =>
  html`<label><input type="${many ? 'checkbox' : 'radio'}" name="${name}" value="${value}"${given.includes(value) && html` checked`}><span>${words}</span></label>`

const testFields = (reader: Reader, bank: TestBank): Html => {
  const { language, words } = wordsOfTest(reader, bank.id)
  const own = inLanguage(reader, language)
  return html`${bank.items.map(
    ({ id, many, options }, place) =>
      html`<fieldset class="card"><legend><bdi class="kicker" dir="ltr">${place + 1} / ${bank.items.length}</bdi><span${own}>${words[`${id}.asks`] ?? ''}</span>${
        many && html` <small>${reader.t('public.training.several')}</small>`
      }</legend><div class="options list"${own}>${options.map((option) => field(id, many, option.id, words[`${id}.${option.id}`] ?? ''))}</div></fieldset>`,
  )}`
}

const scaleOf = ({ options }: Question): boolean => options[0] === '1'

const askedFields = ({ t }: Reader, moment: 'survey' | 'month3' | 'month6'): Html => {
  const of = moment === 'survey' ? 'survey' : 'followup'
  return html`${questionsOf(moment).map((question) => {
    const { id, many = false, options } = question
    const words = (option: string) => (scaleOf(question) ? option : t(`public.training.${of}.${id}.${option}`))
    return html`<fieldset class="card"><legend>${t(`public.training.${of}.${id}`)}${
      scaleOf(question) && html` <small>${t('public.training.scale')}</small>`
    }${many && html` <small>${t('public.training.several')}</small>`}</legend><div class="options">${options.map((option) => field(id, many, option, words(option)))}</div></fieldset>`
  })}`
}

export const questionsView = (reader: Reader, own: Own, moment: AskedMoment): Html => {
  const { t, language } = reader
  const bank = isTest(moment) ? bankOf(own.curriculum.test) : undefined
  return html`<article><h1>${t(`public.training.moment.${moment}`)}</h1><p>${t('public.training.skip_any')}</p><form method="post" action="${addressOf(own)}/${moment}">${hidden('l', language)}${
    isTest(moment) ? bank && testFields(reader, bank) : askedFields(reader, moment)
  }<p class="go"><button>${t('public.training.send')}</button></p></form>${
    bank && !bank.reviewed_by && html`<p class="note">${t('public.training.unreviewed')}</p>`
  }<p><a href="${addressOf(own)}?l=${language}">${t('public.training.back')}</a></p></article>`
}

/** What was typed, and of it only what was asked. */
export const readAnswers = (own: Own, moment: AskedMoment, typed: Typed): MomentAnswers => {
  const asked: { id: string; many?: boolean | undefined; options: readonly string[] }[] = isTest(moment)
    ? (bankOf(own.curriculum.test)?.items ?? []).map(({ id, many, options }) => ({
        id,
        many,
        options: options.map((option) => option.id),
      }))
    : [...questionsOf(moment)]
  return Object.fromEntries(
    asked.flatMap(({ id, many, options }) => {
      const chosen = [...new Set(typed.all(id))].filter((each) => options.includes(each))
      const kept = many ? chosen : chosen.slice(0, 1)
      return kept.length > 0 ? [[id, kept]] : []
    }),
  )
}

/** After the test after: each question, what is right and because of what. */
export const explainedView = (reader: Reader, own: Own): Html => {
  const { t, language } = reader
  const bank = bankOf(own.curriculum.test)
  const after = own.answered.find(({ moment }) => moment === 'post')
  if (!bank || !after || !didAnswer(own, 'post')) return html``
  const { language: of, words } = wordsOfTest(reader, bank.id)
  const mark = inLanguage(reader, of)
  const sources = (ids: readonly string[]) =>
    bank.sources
      .filter(({ id }) => ids.includes(id))
      .map(({ title, publisher, year }) => html`<li dir="auto">${title}. ${publisher}${year && `, ${year}`}.</li>`)
  return html`<article><h1>${t('public.training.moment.post')}</h1><p class="lead">${t('public.training.result', { right: after.score_right ?? 0, of: after.score_of ?? 0 })}</p>${bank.items.map(
    (item) =>
      html`<details class="explained"><summary${mark}>${words[`${item.id}.asks`] ?? ''}</summary><p><small>${t('public.training.right_is')}</small></p><ul${mark}>${item.options
        .filter(({ right }) => right)
        .map(
          ({ id }) => html`<li>${words[`${item.id}.${id}`] ?? ''}</li>`,
        )}</ul><p${mark}>${words[`${item.id}.why`] ?? ''}</p>${
        item.sources.length > 0 && html`<small>${t('public.training.sources')}</small><ul>${sources(item.sources)}</ul>`
      }</details>`,
  )}${!bank.reviewed_by && html`<p class="note">${t('public.training.unreviewed')}</p>`}<p><a href="${addressOf(own)}?l=${language}">${t('public.training.back')}</a></p></article>`
}
