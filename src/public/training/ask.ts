// The form by which an institution asks for a training: in the languages of the desk, sealed to the organisation before anything
// is written down.
import type { Facts } from '#facts/facts.ts'
import { sectors } from '#institutions/sector.ts'
import { readCode } from '#links/secret.ts'
import { curriculaFile, curriculumOf } from '#prevention/curricula.store.ts'
import { askedModes, RequestContact } from '#prevention/request.ts'
import { type Html, html } from '../html.ts'
import { nameOfLanguage } from '../lines.ts'
import { hidden, type Reader } from '../page.ts'
import type { Typed } from '../typed.ts'
import { notice } from './page.ts'

const spoken = ['es', 'ca', 'eu', 'gl', 'en', 'it', 'fr', 'pt', 'ro', 'ar', 'ur', 'hi', 'ne', 'bn', 'zh']

interface AskForm {
  seed: string
  typed: Typed
  /** Fields to look at again. */
  wrong: readonly string[]
  provinces: Facts['provinces']
}

const option = (value: string, words: string, chosen: string): Html =>
  html`<option value="${value}"${value === chosen && html` selected`}>${words}</option>`

export const askView = ({ language, t }: Reader, { seed, typed, wrong, provinces }: AskForm): Html => {
  const flawed = (name: string) => wrong.includes(name) && html` aria-invalid="true"`
  const text = (name: string, max: number, required = false, type = 'text') =>
    html`<p><label for="${name}">${t(`training.ask.${name}`)}</label><input id="${name}" name="${name}" type="${type}" maxlength="${max}" value="${typed.one(name)}"${required && html` required`}${flawed(name)} autocomplete="off" dir="auto"></p>`
  const choose = (name: string, options: Html[]) =>
    html`<p><label for="${name}">${t(`training.ask.${name}`)}</label><select id="${name}" name="${name}"${flawed(name)}>${options}</select></p>`
  const area = (name: string, max: number) =>
    html`<p><label for="${name}">${t(`training.ask.${name}`)}</label><textarea id="${name}" name="${name}" maxlength="${max}" rows="4" dir="auto">${typed.one(name)}</textarea></p>`
  const mode = typed.one('mode') || 'place'
  return html`<article><h1>${t('training.ask.title')}</h1><p class="lead">${t('training.ask.lead')}</p>${notice(wrong.length > 0 ? t('training.ask.wrong') : undefined)}<form method="post" action="/training/ask" autocomplete="off">${hidden('seed', seed)}${hidden('l', language)}${hidden('i', typed.one('i'))}<h2 class="part">${t('training.ask.what')}</h2>${choose(
    'curriculum',
    [
      option('', t('training.ask.you_advise'), typed.one('curriculum')),
      ...curriculaFile.curricula.map(({ id }) => option(id, t(`curriculum.${id}.title`), typed.one('curriculum'))),
    ],
  )}${choose(
    'sector',
    sectors.map((each) => option(each, t(`sector.${each}`), typed.one('sector') || 'other')),
  )}${text('how_many', 4, true)}${choose(
    'language',
    spoken.map((each) => option(each, nameOfLanguage(language, each), typed.one('language') || language)),
  )}<fieldset><legend>${t('training.ask.mode')}</legend><div class="options">${askedModes.map(
    (each) =>
      html`<label><input type="radio" name="mode" value="${each}"${mode === each && html` checked`}>${t(`training.ask.mode.${each}`)}</label>`,
  )}</div></fieldset>${choose('province', [
    option('', t('training.ask.no_province'), typed.one('province')),
    ...provinces.map(({ code, name }) => option(code, name, typed.one('province'))),
  ])}${text('when', 400)}<h2 class="part">${t('training.ask.who')}</h2>${text('institution', 160, true)}${text('name', 120, true)}${text('role', 120)}${text('telephone', 40, false, 'tel')}${text('email', 160, false, 'email')}${area('words', 2000)}<p><small>${t('training.ask.sealed')}</small></p><p class="go"><button>${t('training.ask.send')}</button></p></form></article>`
}

export const askedView = ({ t }: Reader): Html =>
  html`<article><h1>${t('training.ask.thanks')}</h1><p class="lead">${t('training.ask.thanks_how')}</p><p><a href="/learn">${t('training.ask.meanwhile')}</a></p></article>`

/** What was asked, or which fields to look at again. */
export const readAsked = (typed: Typed, provinces: Facts['provinces']) => {
  const one = (name: string) => typed.one(name)
  const contact = RequestContact.safeParse(
    Object.fromEntries(
      ['institution', 'name', 'role', 'telephone', 'email', 'when', 'words'].map((name) => [name, one(name)]),
    ),
  )
  const how_many = /^\d{1,4}$/.test(one('how_many').trim()) ? Number(one('how_many')) : 0
  const sector = sectors.find((each) => each === one('sector'))
  const mode = askedModes.find((each) => each === one('mode'))
  const language = spoken.find((each) => each === one('language'))
  const wrong = [
    ...(contact.success ? [] : contact.error.issues.map(({ path }) => String(path[0]))),
    ...(how_many > 0 ? [] : ['how_many']),
    ...(sector ? [] : ['sector']),
    ...(mode ? [] : ['mode']),
    ...(language ? [] : ['language']),
    // Whom to answer must be known somehow.
    ...(one('telephone').trim() || one('email').trim() ? [] : ['telephone', 'email']),
  ]
  if (!contact.success || !sector || !mode || !language || wrong.length > 0) return { wrong: [...new Set(wrong)] }
  return {
    contact: contact.data,
    asking: {
      ...{ sector, mode, language, how_many },
      province: provinces.find(({ code }) => code === one('province'))?.code ?? null,
      curriculum_id: curriculumOf(one('curriculum'))?.id ?? null,
      institution_code: readCode(one('i')) ?? null,
    },
  }
}
