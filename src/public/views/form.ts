// One page of a form: its questions, with everything answered on other pages carried along unseen.

import { shownQuestions } from '#forms/form.rules.ts'
import type { AskedForm, FormAnswers, FormPart } from '#forms/form.ts'
import type { DoorNow } from '../house.ts'
import { type Html, html } from '../html.ts'
import { hidden, lost, page, type Reader } from '../page.ts'
import type { Typed } from '../typed.ts'
import { ask, callFirst, choices, formStart, heading, summary, type Wrong } from './parts.ts'

export interface FormPage {
  form: AskedForm
  /** What holds of all that was answered. */
  answers: FormAnswers
  part: FormPart
  /** No page follows: it is sent from here. */
  last: boolean
  now: DoorNow
  seed: string
  typed: Typed
}

/** Every page of a form carries what the other pages asked. */
export const carried = (reader: Reader, { form, answers, part, seed, typed }: FormPage, here: string[]): Html =>
  html`${formStart(reader, 'form')}${hidden('form', form.id)}${hidden('part', part.code)}${hidden('seed', seed)}${
    typed.one('organisation') && !here.includes('organisation') && hidden('organisation', typed.one('organisation'))
  }${Object.entries(answers)
    .filter(([code]) => !here.includes(code))
    .map(([code, answer]) => [answer].flat().map((each) => hidden(code, each)))}`

export const urgent = (reader: Reader, { form, answers, now }: FormPage): Html =>
  form.asked.some(({ place, code }) => place === 'danger_now' && answers[code] === 'yes')
    ? callFirst(reader, now.lines)
    : html``

const toWhom = ({ t }: Reader, { organisations }: DoorNow, typed: Typed): Html => {
  const [first] = organisations
  if (organisations.length < 2) return first ? hidden('organisation', first.organisation_id) : html``
  const options = organisations.map((each): [string, string] => [each.organisation_id, each.name])
  const chosen = typed.one('organisation') || first!.organisation_id
  return choices('radio', 'organisation', t('public.to_whom'), options, typed.with('organisation', chosen))
}

const sending = (reader: Reader, { now, typed }: FormPage): Html => {
  const organisation = now.organisations.map((each) => each.name).join(' · ')
  return html`${toWhom(reader, now, typed)}
<p class="ask"><small>${organisation && reader.t('public.sealed', { organisation })}</small><small>${reader.t('public.files.later')}</small></p>`
}

export const titleOf = ({ t }: Reader, form: AskedForm, part: FormPart): string =>
  t(part === form.parts[0] ? `forms.title.${form.id}` : `forms.part.${part.code}`)

export const formView = (reader: Reader, shown: FormPage, wrong: Wrong = {}): string => {
  const { t } = reader
  const { form, part, answers, last, typed } = shown
  const questions = shownQuestions(form, part.code, answers)
  const here = [...questions.map(({ code }) => code), ...(last ? ['organisation'] : [])]
  const links = questions
    .filter(({ code }) => wrong.fields?.includes(code))
    .map(({ code, text }) => ({ to: code, text: t(text) }))
  const screening = questions.find(({ from }) => from.kind === 'screening')
  return page(
    reader,
    html`${urgent(reader, shown)}${heading(titleOf(reader, form, part))}<form id="f" method="post" action="/" autocomplete="off" novalidate>${carried(reader, shown, here)}
<section>${summary(wrong.notice, links)}<p><small>${t(screening?.hint ?? 'public.may_skip')}</small></p>
${questions.map((question) => ask(reader, question, typed, wrong))}${last && sending(reader, shown)}${lost(reader)}
<p class="go"><button name="do" value="${last ? 'report' : 'next'}">${t(last ? 'public.send' : 'public.next')}</button> <button class="quiet" name="do" value="previous">${t('public.previous')}</button></p></section></form>`,
  )
}
