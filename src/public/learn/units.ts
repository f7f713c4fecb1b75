// The pages of a module: something to read, a moment to decide in and what follows from it, signs to tell apart, whom to
// tell. Nobody is scolded for a choice: the page says how it leaves the person it is about.
import type { InstitutionAtDoor, PathwayStep } from '#institutions/institution.ts'
import type { Choice, SituationUnit, Unit } from '#modules/module.ts'
import type { Answers } from '#modules/score.rules.ts'
import { chosenIn, type Moment, trailOf } from '#modules/way.rules.ts'
import { type Html, html } from '../html.ts'
import { hidden } from '../page.ts'
import { blocks, dayIn, heading, inItsLanguage, type Shown, said, sourcesOf } from './words.ts'

type Of<K extends Unit['kind']> = Extract<Unit, { kind: K }>

/** Where a page of this unit is sent to, and where the way goes on. */
export interface Ways {
  here: string
  next: string
}

export const notice = (text: string | undefined): Html => html`${text && html`<p role="alert">${text}</p>`}`

const goOn = ({ reader: { t } }: Shown, address: string): Html =>
  html`<form method="post" action="${address}"><p class="go"><button>${t('learn.go_on')}</button></p></form>`

export const textView = (shown: Shown, unit: Of<'text'>, { here }: Ways): Html =>
  html`<article>${heading(shown, said(shown, unit.id, 'title'))}${blocks(shown, said(shown, unit.id, 'body'))}${goOn(shown, here)}${sourcesOf(shown, unit.sources)}</article>`

/** One moment of a situation. What was chosen before stays in sight of whoever comes back. */
export const momentView = (shown: Shown, unit: SituationUnit, node: string, answers: Answers, { here }: Ways): Html => {
  const { t } = shown.reader
  const choices = unit.nodes.find(({ id }) => id === node)?.choices ?? []
  const [chosen] = chosenIn(answers, unit.id, node)
  return html`<article>${heading(shown, said(shown, unit.id, 'title'), t('learn.situation'))}${blocks(shown, said(shown, unit.id, node, 'scene'))}
<form method="post" action="${here}/${node}"><fieldset class="choices"><legend>${t('learn.what_do_you_do')}</legend>${choices.map(
    ({ id }) =>
      html`<button class="choice" name="given" value="${id}"${inItsLanguage(shown)}>${said(shown, unit.id, node, id, 'says')}${id === chosen && html`<small>${t('learn.chosen_before')}</small>`}</button>`,
  )}</fieldset></form></article>`
}

const verdicts: Record<Choice['judgement'], string> = { good: 'good', risky: 'risky', harmful: 'harmful' }

export const followsView = (shown: Shown, unit: SituationUnit, moment: Moment, { here, next }: Ways): Html => {
  const { t } = shown.reader
  const { node, choice } = moment
  const goesOn = choice.next !== null
  return html`<article>${heading(shown, said(shown, unit.id, 'title'), t('learn.situation'))}
<blockquote><small>${t('learn.you_chose')}</small><span${inItsLanguage(shown)}>${said(shown, unit.id, node, choice.id, 'says')}</span></blockquote>
<section class="follows ${verdicts[choice.judgement]}"><h2>${t(`learn.judged.${choice.judgement}`)}</h2>${blocks(shown, said(shown, unit.id, node, choice.id, 'follows'))}</section>
<p class="go"><a class="button" href="${goesOn ? `${here}/${choice.next}` : next}">${t(goesOn ? 'learn.what_happens_next' : 'learn.go_on')}</a><a class="quiet" href="${here}/${node}">${t('learn.another_choice')}</a>${
    !goesOn &&
    node !== unit.start &&
    html`<a class="quiet" href="${here}/${unit.start}">${t('learn.from_the_start')}</a>`
  }</p>${!goesOn && sourcesOf(shown, unit.sources)}</article>`
}

/** The latest moment of a situation one was in: to decide, or what followed last. */
export const situationView = (shown: Shown, unit: SituationUnit, answers: Answers, ways: Ways): Html => {
  const { trail, at } = trailOf(unit, answers)
  const last = trail.at(-1)
  return at === null && last
    ? followsView(shown, unit, last, ways)
    : momentView(shown, unit, at ?? unit.start, answers, ways)
}

const kinds = ['sign', 'alone_little', 'not_a_sign'] as const

export const signsView = (shown: Shown, unit: Of<'signs'>, { here }: Ways, given: Answers, wrong?: string): Html => {
  const { t } = shown.reader
  return html`<article>${notice(wrong)}${heading(shown, said(shown, unit.id, 'title'), t('learn.practice'))}${blocks(shown, said(shown, unit.id, 'intro'))}
<form method="post" action="${here}">${unit.signs.map(
    ({ id }) =>
      html`<fieldset class="card"><legend${inItsLanguage(shown)}>${said(shown, unit.id, id, 'says')}</legend><div class="options">${kinds.map(
        (kind) =>
          html`<label><input type="radio" name="${id}" value="${kind}"${chosenIn(given, unit.id, id).includes(kind) && html` checked`}>${t(`learn.taken_for.${kind}`)}</label>`,
      )}</div></fieldset>`,
  )}<p class="go"><button>${t('learn.see_them')}</button></p></form></article>`
}

export const signsSeen = (shown: Shown, unit: Of<'signs'>, answers: Answers, { here, next }: Ways): Html => {
  const { t } = shown.reader
  const right = unit.signs.filter(({ id, is }) => chosenIn(answers, unit.id, id).includes(is)).length
  return html`<article>${heading(shown, said(shown, unit.id, 'title'), t('learn.practice'))}<p class="lead">${t('learn.signs_seen', { right, of: unit.signs.length })}</p>${unit.signs.map(
    ({ id, is }) => {
      const [chosen = ''] = chosenIn(answers, unit.id, id)
      return html`<section class="is_${is}"><h2${inItsLanguage(shown)}>${said(shown, unit.id, id, 'says')}</h2><p class="is"><b>${t(`learn.taken_for.${is}`)}</b>${
        chosen === is
          ? html` <small>${t('learn.said_so')}</small>`
          : html` <small>${t('learn.said_else', { what: t(`learn.taken_for.${chosen}`) })}</small>`
      }</p>${blocks(shown, said(shown, unit.id, id, 'why'))}</section>`
    },
  )}<p class="go"><a class="button" href="${next}">${t('learn.go_on')}</a></p><form method="post" action="${here}">${hidden('do', 'again')}<p class="go"><button class="quiet">${t('learn.practise_again')}</button></p></form>${sourcesOf(shown, unit.sources)}</article>`
}

const telephone = /^[+\d][\d\s().-]{2,20}$/

const pathwayStep = ({ who, how, when, note }: PathwayStep): Html =>
  html`<li><b dir="auto">${who}</b>${how && html`<span>${telephone.test(how) ? html`<a href="tel:${how.replace(/[^+\d]/g, '')}"><bdi dir="ltr">${how}</bdi></a>` : html`<bdi>${how}</bdi>`}</span>`}${when && html`<small dir="auto">${when}</small>`}${note && html`<small dir="auto">${note}</small>`}</li>`

export interface OwnPathway {
  code: string
  institution: InstitutionAtDoor
}

export const agreedWay = (shown: Shown, { institution }: OwnPathway): Html => {
  const { t } = shown.reader
  const { name, steps, agreed_on } = institution
  return html`${
    steps.length > 0 &&
    html`<section class="own"><h2>${t('learn.agreed_here', { name })}</h2><ol>${steps.map(pathwayStep)}</ol>${agreed_on && html`<small>${t('learn.agreed_on', { day: dayIn(shown, agreed_on) })}</small>`}</section>`
  }`
}

export const pathwayView = (shown: Shown, unit: Of<'pathway'>, own: OwnPathway | undefined, { here }: Ways): Html => {
  const { t } = shown.reader
  return html`<article>${heading(shown, said(shown, unit.id, 'title'), t('learn.pathway'))}${own && agreedWay(shown, own)}${blocks(shown, said(shown, unit.id, 'body'))}<p><a href="/${own && `?i=${own.code}`}">${t('learn.report_here')}</a></p>${goOn(shown, here)}${sourcesOf(shown, unit.sources)}</article>`
}
