// The quiz: a question on each page, what was right only after the last one, and the certificate of whoever passed.
import type { Issued } from '#certificates/issue.ts'
import type { QuizItem, QuizUnit } from '#modules/module.ts'
import type { ModuleRun } from '#modules/run.ts'
import { mostPapers } from '#modules/run.ts'
import { isRight } from '#modules/score.rules.ts'
import { chosenIn, quizScore, shuffled } from '#modules/way.rules.ts'
import { type Html, html } from '../html.ts'
import { hidden } from '../page.ts'
import { notice, type OwnPathway, type Ways } from './units.ts'
import { blocks, dayIn, heading, inItsLanguage, type Shown, said, sourcesOf } from './words.ts'

export interface Asked {
  unit: QuizUnit
  item: QuizItem
  /** Options stand in an order of their own for each run and try. */
  order: string
}

export const questionView = (
  shown: Shown,
  { unit, item, order }: Asked,
  run: ModuleRun,
  { here }: Ways,
  wrong?: string,
): Html => {
  const { t } = shown.reader
  const number = unit.items.indexOf(item) + 1
  const before = unit.items[number - 2]
  const chosen = chosenIn(run.answers, unit.id, item.id)
  const kicker = t('learn.question', { number, of: unit.items.length })
  return html`<article>${notice(wrong)}${
    number === 1 &&
    html`${heading(shown, said(shown, unit.id, 'title'))}${blocks(shown, said(shown, unit.id, 'intro'))}`
  }<form method="post" action="${here}/${item.id}"><fieldset class="question"><legend><span class="kicker">${kicker}</span><h1${inItsLanguage(shown)}>${said(shown, unit.id, item.id, 'asks')}</h1>${
    item.many && html`<small>${t('learn.several')}</small>`
  }</legend><div class="options list">${shuffled(item.options, `${order} ${item.id}`).map(
    ({ id }) =>
      html`<label><input type="${item.many ? 'checkbox' : 'radio'}" name="given" value="${id}"${chosen.includes(id) && html` checked`}${!item.many && html` required`}><span${inItsLanguage(shown)}>${said(shown, unit.id, item.id, id)}</span></label>`,
  )}</div></fieldset><p class="go"><button>${t('learn.answer')}</button>${before && html`<a class="quiet" href="${here}/${before.id}">${t('learn.question_before')}</a>`}</p></form></article>`
}

const explained = (shown: Shown, unit: QuizUnit, item: QuizItem, run: ModuleRun): Html => {
  const { t } = shown.reader
  const chosen = chosenIn(run.answers, unit.id, item.id)
  const right = isRight(item, chosen)
  const option = (id: string) => html`<li${inItsLanguage(shown)}>${said(shown, unit.id, item.id, id)}</li>`
  return html`<details class="explained ${right ? 'right' : 'otherwise'}"${!right && html` open`}><summary><span class="mark">${t(right ? 'learn.was_right' : 'learn.was_otherwise')}</span> <span${inItsLanguage(shown)}>${said(shown, unit.id, item.id, 'asks')}</span></summary><p><small>${t('learn.your_answer')}</small></p><ul>${chosen.map(option)}</ul>${
    !right &&
    html`<p><small>${t('learn.right_is')}</small></p><ul>${item.options.filter((each) => each.right).map(({ id }) => option(id))}</ul>`
  }${blocks(shown, said(shown, unit.id, item.id, 'why'))}${sourcesOf(shown, item.sources)}</details>`
}

/** The name is asked only of whoever passed, and kept nowhere. */
const paperForm = ({ reader: { t } }: Shown, run: ModuleRun, address: string, wrong?: string): Html =>
  run.papers >= mostPapers
    ? html`<p>${t('learn.papers_enough')}</p>`
    : html`<form method="post" action="${address}" autocomplete="off">${notice(wrong)}${hidden('do', 'paper')}<label for="name">${t('learn.name')}</label><small id="how">${t('learn.name_how')}</small><input id="name" name="name" maxlength="120" required autocomplete="off" aria-describedby="how" dir="auto"><p class="go"><button>${t('learn.make_certificate')}</button></p></form>`

export const resultView = (
  shown: Shown,
  unit: QuizUnit,
  run: ModuleRun,
  { address, own, wrong }: { address: string; own: OwnPathway | undefined; wrong?: string | undefined },
): Html => {
  const { t } = shown.reader
  const { right, of } = quizScore(unit, run.answers)
  const passed = run.passed_on !== null
  return html`<article>${heading(shown, t(passed ? 'learn.passed' : 'learn.not_yet'))}<p class="lead">${t('learn.score', { right, of })} ${
    !passed && t('learn.needed', { percent: shown.module.pass_percent })
  }</p>${
    passed
      ? html`<section class="good"><h2>${t('learn.certificate')}</h2><p>${t('learn.certificate_how')}</p>${paperForm(shown, run, address, wrong)}</section>`
      : html`<form method="post" action="${address}">${hidden('do', 'again')}<p class="go"><button>${t('learn.quiz_again')}</button></p></form>`
  }<h2 class="part">${t('learn.what_was_asked')}</h2>${unit.items.map((item) => explained(shown, unit, item, run))}<section class="own"><h2>${t('learn.use_it')}</h2><p>${t('learn.use_it_how')}</p><p class="go"><a class="button" href="/${own && `?i=${own.code}`}">${t('learn.report_here')}</a></p></section></article>`
}

/** Four letters at a time, as it is printed. */
const grouped = (number: string): string => number.replace(/(.{4})(?=.)/g, '$1-')

export const paperView = (shown: Shown, issued: Issued, address: string): Html => {
  const { t } = shown.reader
  const { number, expires_on } = issued
  return html`<article>${heading(shown, t('learn.certificate_ready'))}<section class="good"><p>${t('learn.certificate_number')}</p><p class="code"><bdi dir="ltr">${grouped(number)}</bdi></p>${expires_on && html`<p>${t('learn.valid_until', { day: dayIn(shown, expires_on) })}</p>`}<p class="go"><a class="button" href="${address}/certificate.pdf?n=${number}" download>${t('learn.take_pdf')}</a><a class="quiet" href="${address}/badge.json?n=${number}" download>${t('learn.take_badge')}</a></p><small>${t('learn.take_now')}</small></section><p><a href="/verify/${number}">${t('learn.verify')}</a></p><p><a href="${address}">${t('learn.back_to_result')}</a></p></article>`
}
