// The page of one seat: its code to keep, coming, the questions that are open now, the certificate, and what to take home.
import type { Issued } from '#certificates/issue.ts'
import { formatDay } from '#language/format.ts'
import { showCode } from '#links/secret.ts'
import { bankOf, kitOf } from '#prevention/curricula.store.ts'
import { windowOf } from '#prevention/moments.rules.ts'
import { moments } from '#prevention/questions.ts'
import { type Html, html } from '../html.ts'
import { hidden, type Reader } from '../page.ts'
import { inLanguage, notice } from './page.ts'
import { whenAndWhere } from './training-view.ts'
import { didAnswer, mayHaveCertificate, type Own, openMoments } from './visit.ts'
import { messagesOf, said, titleOf } from './words.ts'

export const addressOf = ({ join, code }: Own): string => `/training/${join}/${code}`

const isNear = ({ at }: Own): boolean =>
  at.sessions.some(({ starts_at, ends_at }) => {
    const now = Date.parse(at.now)
    return Date.parse(starts_at) - 3_600_000 <= now && now <= Date.parse(ends_at) + 2 * 3_600_000
  })
const isAhead = ({ at }: Own): boolean =>
  at.sessions.every(({ starts_at }) => Date.parse(starts_at) > Date.parse(at.now))

const coming = (reader: Reader, own: Own, wrong?: string): Html => {
  const { t } = reader
  const { at, seat } = own
  const now = Date.parse(at.now)
  const today = at.sessions.find(({ ends_at }) => Date.parse(ends_at) + 2 * 3_600_000 >= now)
  if (!isNear(own) || (at.status !== 'open' && at.status !== 'held')) return html``
  if (today && seat.came.includes(today.session_id))
    return html`<section class="good"><p>${t('public.training.came')}</p></section>`
  return html`<section class="own"><form method="post" action="${addressOf(own)}" autocomplete="off">${notice(wrong)}${hidden('do', 'come')}${hidden('l', reader.language)}<label for="day">${t('public.training.come_label')}</label><input class="number" id="day" name="day" inputmode="numeric" maxlength="8" required dir="ltr"><p class="go"><button>${t('public.training.come')}</button></p></form></section>`
}

const todo = (reader: Reader, own: Own): Html => {
  const { t, language } = reader
  const open = openMoments(own).filter((moment) => !didAnswer(own, moment))
  const done = moments.filter((moment) => didAnswer(own, moment))
  const test = bankOf(own.curriculum.test)
  const later = moments.filter((moment) => {
    const { opens_at } = windowOf(moment, own.at.sessions)
    const isTest = moment === 'pre' || moment === 'post'
    return (!isTest || test) && opens_at !== null && Date.parse(opens_at) > Date.parse(own.at.now)
  })
  const score = (moment: string): string => {
    const row = own.answered.find((each) => each.moment === moment)
    return row?.score_of && moment === 'post'
      ? ` · ${t('public.training.result', { right: row.score_right ?? 0, of: row.score_of })}`
      : ''
  }
  return html`<h2 class="part">${t('public.training.todo')}</h2>${open.length === 0 && html`<p>${t('public.training.nothing_now')}</p>`}<ul class="modules">${open.map(
    (moment) =>
      html`<li><a class="module" href="${addressOf(own)}/${moment}?l=${language}"><b>${t(`public.training.moment.${moment}`)}</b></a></li>`,
  )}</ul><ol class="parts">${done.map(
    (moment) =>
      html`<li><span>${
        moment === 'post'
          ? html`<a href="${addressOf(own)}/post?l=${language}">${t('public.training.moment.post')}</a>`
          : t(`public.training.moment.${moment}`)
      }</span> <small>${t('public.training.done')}${score(moment)}</small></li>`,
  )}${later.map((moment) => {
    const day = windowOf(moment, own.at.sessions).opens_at!.slice(0, 10)
    return html`<li class="ahead"><span>${t(`public.training.moment.${moment}`)}</span> <small>${t('public.training.opens', { day: formatDay(language, day, 'brief') })}</small></li>`
  })}</ol>`
}

const certificate = (reader: Reader, own: Own, wrong?: string): Html => {
  const { t } = reader
  const { certificate: rule } = own.curriculum
  if (!rule) return html``
  const heading = html`<h2>${t('public.training.certificate')}</h2>`
  if (own.seat.certified) return html`<section>${heading}<p>${t('public.training.made')}</p></section>`
  if (!mayHaveCertificate(own))
    return html`<section>${heading}<p>${t('public.training.needs', { attended: rule.attended_percent, pass: rule.pass_percent })}</p></section>`
  return html`<section class="good">${heading}<form method="post" action="${addressOf(own)}" autocomplete="off">${notice(wrong)}${hidden('do', 'paper')}${hidden('l', reader.language)}<label for="name">${t('public.training.name')}</label><small id="how">${t('public.training.name_how')}</small><input id="name" name="name" maxlength="120" required autocomplete="off" aria-describedby="how" dir="auto"><p class="go"><button>${t('public.training.make')}</button></p></form></section>`
}

const takeHome = (reader: Reader, { curriculum }: Own): Html => {
  const kit = kitOf(curriculum.kit)
  const spoken = messagesOf(reader, curriculum)
  if (!kit || !spoken) return html``
  return html`<section><h2>${reader.t('public.training.take_home')}</h2><ul${inLanguage(reader, spoken.language)}>${kit.messages.map(
    ({ id }) => html`<li>${spoken.words[`${id}.says`] ?? ''}</li>`,
  )}</ul>${!kit.reviewed_by && html`<small>${reader.t('public.training.unreviewed')}</small>`}</section>`
}

const whomToTell = ({ t }: Reader, { at }: Own): Html =>
  at.steps.length === 0
    ? html``
    : html`<section class="own"><h2>${t('public.training.whom_to_tell')}</h2><ol>${at.steps.map(
        ({ who, how, when, note }) =>
          html`<li dir="auto"><b>${who}</b>${[how, when, note].filter(Boolean).map((each) => html`<small>${each}</small>`)}</li>`,
      )}</ol><p><a href="/${at.institution_code && `?i=${at.institution_code}`}">${t('public.training.report')}</a></p></section>`

export const ownView = (reader: Reader, own: Own, wrong: { come?: string; paper?: string } = {}): Html => {
  const { t, language } = reader
  const { code, seat, join } = own
  return html`<article><p class="kicker">${said(reader, titleOf(reader, own.curriculum))}</p><h1>${t('public.training.your_code')}</h1><section class="own"><p class="code"><bdi dir="ltr">${showCode(code)}</bdi></p><p>${t('public.training.keep_code')}</p><p>${t('public.training.your_number', { number: seat.seat_number })}</p></section>${coming(reader, own, wrong.come)}${todo(reader, own)}${certificate(reader, own, wrong.paper)}${whomToTell(reader, own)}${takeHome(reader, own)}${whenAndWhere(reader, own)}<p><a href="/training/${join}/calendar.ics?l=${language}">${t('public.training.calendar')}</a></p>${
    isAhead(own) &&
    html`<form method="post" action="${addressOf(own)}">${hidden('do', 'leave')}${hidden('l', language)}<p class="go"><button class="quiet">${t('public.training.leave')}</button></p></form>`
  }</article>`
}

/** Four letters at a time, as it is printed. */
const grouped = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1-')

export const paperView = (reader: Reader, own: Own, { number }: Issued): Html => {
  const { t } = reader
  const address = addressOf(own)
  return html`<article><h1>${t('public.training.certificate')}</h1><section class="good"><p class="code"><bdi dir="ltr">${grouped(number)}</bdi></p><p class="go"><a class="button" href="${address}/certificate.pdf?n=${number}" download>${t('public.training.take_pdf')}</a><a class="quiet" href="${address}/badge.json?n=${number}" download>${t('public.training.take_badge')}</a></p><small>${t('public.training.take_now')}</small></section><p><a href="/verify/${number}">${t('public.training.verify')}</a></p><p><a href="${address}?l=${reader.language}">${t('public.training.back')}</a></p></article>`
}
