// Before and between the pages of a module: what there is to learn, what one module holds, and how far somebody is who
// comes back with their code.
import type { InstitutionAtDoor } from '#institutions/institution.ts'
import { type Sector, sectors } from '#institutions/sector.ts'
import { showCode } from '#links/secret.ts'
import type { Unit } from '#modules/module.ts'
import type { ModuleRun } from '#modules/run.ts'
import { minutesLeft, placeOf, stepsOf } from '#modules/way.rules.ts'
import { type Html, html } from '../html.ts'
import { hidden } from '../page.ts'
import type { LearnReader } from './page.ts'
import { notice } from './units.ts'
import { blocks, heading, inItsLanguage, reviewNote, type Shown, said } from './words.ts'

/** A code that was typed, as it was typed. */
export const resumeForm = ({ t }: LearnReader, typed = '', wrong?: string): Html =>
  html`<section><h2>${t('learn.come_back')}</h2>${notice(wrong)}<form method="post" action="/learn" autocomplete="off">${hidden('do', 'resume')}<label for="code">${t('learn.code')}</label><input class="number" id="code" name="code" value="${typed}" maxlength="20" required autocomplete="off" autocapitalize="characters" spellcheck="false" dir="ltr"><p class="go"><button class="quiet">${t('learn.resume')}</button></p></form></section>`

const cardOf = (shown: Shown, query: string): Html => {
  const { reader, module } = shown
  return html`<li><a class="module" href="/learn/${module.id}${query}"><b${inItsLanguage(shown)}>${said(shown, 'module.title')}</b><span>${reader.t('learn.minutes', { minutes: module.minutes })}</span></a></li>`
}

export const catalogueView = (
  reader: LearnReader,
  all: readonly Shown[],
  { at, query, typed, wrong }: { at: InstitutionAtDoor | undefined; query: string; typed?: string; wrong?: string },
): Html => {
  const { t } = reader
  const order = (sector: Sector) => (sector === at?.sector ? -1 : sectors.indexOf(sector))
  const bySector = [...Map.groupBy(all, ({ module }) => module.sector)].sort(([a], [b]) => order(a) - order(b))
  return html`<h1>${t('learn.title')}</h1><p class="lead">${t('learn.lead')}</p>${at && html`<p class="note">${t('learn.for_those_at', { name: at.name })}</p>`}${
    all.length === 0 && html`<p>${t('learn.none')}</p>`
  }${bySector.map(
    ([sector, modules]) =>
      html`<h2 class="part">${t(`sector.${sector}`)}</h2><ul class="modules">${modules.map((each) => cardOf(each, query))}</ul>`,
  )}${resumeForm(reader, typed, wrong)}`
}

const counted = ['text', 'situation', 'signs', 'pathway', 'quiz'] as const

/** What awaits whoever begins, by what it is. */
const holds = ({ reader: { t }, module }: Shown): Html =>
  html`<ul class="holds">${counted
    .map((kind) => [kind, module.units.filter((unit) => unit.kind === kind)] as const)
    .filter(([, units]) => units.length > 0)
    .map(([kind, units]) => {
      const [first] = units
      const count = first?.kind === 'quiz' ? first.items.length : units.length
      return html`<li>${t(`learn.holds.${kind}`, { count })}</li>`
    })}</ul>`

export const introView = (
  shown: Shown,
  { seed, at, code }: { seed: string; at: InstitutionAtDoor | undefined; code: string },
): Html => {
  const { reader, module } = shown
  const { t } = reader
  return html`<article>${heading(shown, said(shown, 'module.title'), t(`sector.${module.sector}`))}${blocks(shown, said(shown, 'module.about'))}${
    at && html`<p class="note">${t('learn.for_those_at', { name: at.name })}</p>`
  }${holds(shown)}<p>${t('learn.alone', { minutes: module.minutes, percent: module.pass_percent })}</p><form method="post" action="/learn/${module.id}">${hidden('do', 'begin')}${hidden('seed', seed)}${hidden('i', code)}${hidden('l', reader.language)}<p class="go"><button>${t('learn.begin')}</button></p></form><p><small>${t('learn.nothing_of_you')}</small></p>${reviewNote(shown)}</article>`
}

const partOf = (shown: Shown, unit: Unit, state: 'done' | 'here' | 'ahead', address: string): Html => {
  const { t } = shown.reader
  const title = said(shown, unit.id, 'title')
  return html`<li class="${state}"${state === 'here' && html` aria-current="step"`}><span${inItsLanguage(shown)}>${
    state === 'ahead' ? title : html`<a href="${address}/${unit.id}">${title}</a>`
  }</span> <small>${t(`learn.part.${state}`)}</small></li>`
}

/** Where the bookmark leads: how far, what is done, and one button to go on. */
export const runView = (shown: Shown, run: ModuleRun, code: string, address: string, next: string): Html => {
  const { reader, module } = shown
  const { t } = reader
  const steps = stepsOf(module)
  const place = placeOf(steps, run.answers)
  const at = steps[place]?.unit.id
  const reached = module.units.findIndex(({ id }) => id === at)
  const fresh = Object.keys(run.answers).length === 0
  return html`<article>${heading(shown, fresh ? t('learn.your_code') : t('learn.welcome_back'))}<section class="${fresh ? 'own' : 'quietly'}"><p class="code"><bdi dir="ltr">${showCode(code)}</bdi></p><p>${t('learn.keep_code')}</p></section><p class="go"><a class="button" href="${next}">${t(fresh ? 'learn.start' : 'learn.go_on_there')}</a></p>${
    !fresh &&
    html`<p class="lead">${t('learn.left', { minutes: minutesLeft(module.minutes, place, steps.length) })}</p><ol class="parts">${module.units.map((unit, index) => partOf(shown, unit, index < reached ? 'done' : index === reached ? 'here' : 'ahead', address))}</ol>`
  }</article>`
}

/** A code nobody has, a module nobody offers any more, a house that cannot answer just now. */
export const sorryView = (reader: LearnReader, text: string, typed = ''): Html =>
  html`<h1>${reader.t('learn.sorry')}</h1><p class="lead">${text}</p><p><a href="/learn">${reader.t('learn.to_all')}</a></p>${resumeForm(reader, typed)}`
