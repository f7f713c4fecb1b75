// The page of an interpreter: one appointment under a name made for it. First whether anything ties them to the person, then
// yes or no; where to meet once it is confirmed; afterwards the minutes. Nothing else is ever on it.
import { CarriedBooking, CarriedMeeting, meetingOf } from '#interpreters/link.store.ts'
import { languageOf } from '#language/languages.ts'
import type * as door from '#links/door.store.ts'
import { firstName, openForLink } from '#links/keys.store.ts'
import type { Proven } from '#links/prover.store.ts'
import { type Html, html } from '../html.ts'
import { nameOfLanguage } from '../lines.ts'
import { alert, type Reader } from '../page.ts'
import { Typed } from '../typed.ts'
import { choices, heading } from '../views/parts.ts'
import { answerPage } from './page.ts'

export interface InterpreterView extends CarriedBooking {
  kind: 'interpreter'
  state: 'asked' | 'said_yes' | 'confirmed' | 'over' | 'done'
  minutes: number | null
  meet_at: string | null
}

const stateOf = ({ status, answer, over, said_minutes }: door.OpenedBooking): InterpreterView['state'] | null => {
  if (status === 'offered') return over ? null : answer === 'yes' ? 'said_yes' : 'asked'
  if (said_minutes !== null || status === 'rated') return 'done'
  return over ? 'over' : 'confirmed'
}

export const readBooking = (proven: Proven, opened: door.OpenedBooking): InterpreterView | undefined => {
  const state = stateOf(opened)
  if (!state) return undefined
  const { booking_id, sealed, sealed_meet, said_minutes: minutes } = opened
  const meeting = sealed_meet && CarriedMeeting.parse(openForLink(proven, meetingOf(booking_id), sealed_meet))
  const carried = CarriedBooking.parse(openForLink(proven, firstName, sealed))
  return { kind: 'interpreter', state, minutes, meet_at: meeting?.meet_at || null, ...carried }
}

const dialectName = (code: string): string => code.replace(/_/g, ' ').replace(/^./, (first) => first.toUpperCase())

const whenOf = (language: string, { starts_at, ends_at, zone }: CarriedBooking): string =>
  new Intl.DateTimeFormat(languageOf(language as 'en').locale, {
    ...{ weekday: 'long', day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone: zone },
  }).formatRange(Date.parse(starts_at), Date.parse(ends_at))

const appointment = ({ t, language }: Reader, view: InterpreterView): Html => {
  const spoken = nameOfLanguage(language, view.language)
  const rows: [string, string | null][] = [
    [t('answer.interpreter.alias'), view.alias],
    [t('answer.interpreter.language'), view.dialect ? `${spoken} · ${dialectName(view.dialect)}` : spoken],
    [t('answer.interpreter.when'), whenOf(language, view)],
    [t('answer.interpreter.how'), t(`answer.interpreter.mode.${view.mode}`)],
    [t('answer.interpreter.words'), view.words || null],
    [t('answer.interpreter.meet'), view.meet_at],
  ]
  const shown = rows.filter(([, value]) => value !== null)
  const later = view.mode === 'in_person' && (view.state === 'asked' || view.state === 'said_yes')
  return html`<section><ul>${shown.map(([label, value]) => html`<li><b>${label}</b><span dir="auto">${value}</span></li>`)}</ul>${
    later && html`<p><small>${t('answer.interpreter.meet_later')}</small></p>`
  }<p>${t('answer.interpreter.rules')}</p></section>`
}

const asking = ({ t }: Reader, typed: Typed, keys: Html): Html => {
  const options: [string, string][] = (['none', 'doubt'] as const).map((each) => [
    each,
    t(`answer.interpreter.conflict.${each}`),
  ])
  return html`<section><form method="post" action="/answer" autocomplete="off">${keys}${choices('radio', 'conflict', t('answer.interpreter.conflict'), options, typed, { list: true })}<p><small>${t('answer.interpreter.conflict_hint')}</small></p><p class="go"><button name="do" value="come">${t('answer.interpreter.yes')}</button> <button class="quiet" name="do" value="not_come">${t('answer.interpreter.no')}</button></p></form></section>`
}

const minutesForm = ({ t }: Reader, keys: Html): Html =>
  html`<section><form method="post" action="/answer" autocomplete="off">${keys}<div class="ask"><label for="minutes">${t('answer.interpreter.minutes')}</label><input class="number" type="text" inputmode="numeric" id="minutes" name="minutes" maxlength="4" autocomplete="off"></div><p class="go"><button name="do" value="minutes">${t('answer.interpreter.minutes_send')}</button></p></form></section>`

export const interpreterView = (
  reader: Reader,
  view: InterpreterView,
  keys: Html,
  { notice, typed = new Typed() }: { notice?: string | undefined; typed?: Typed } = {},
): string => {
  const { t } = reader
  const title = { asked: 'heading', said_yes: 'heading', confirmed: 'confirmed_heading' }[view.state as 'asked']
  const step: Record<InterpreterView['state'], () => Html> = {
    asked: () => asking(reader, typed, keys),
    said_yes: () => html`<section><p>${t('answer.interpreter.said_yes')}</p></section>`,
    confirmed: () => html`<section><p>${t('answer.interpreter.not_yet')}</p></section>`,
    over: () => minutesForm(reader, keys),
    done: () =>
      html`<section><p>${view.minutes === null ? t('answer.thanks') : t('answer.interpreter.minutes_done', { minutes: view.minutes })}</p></section>`,
  }
  return answerPage(
    reader,
    html`${heading(t(`answer.interpreter.${title ?? 'after_heading'}`))}${alert(notice)}${appointment(reader, view)}${step[view.state]()}`,
  )
}

/** A whole number of minutes as people write it, in whatever digits. */
export const readMinutes = (typed: string): number | null => {
  const digits = [...typed.trim()].map((sign) => {
    const point = sign.codePointAt(0)!
    const zero = [0x30, 0x660, 0x6f0, 0x966, 0x9e6].find((from) => point >= from && point <= from + 9)
    return zero === undefined ? sign : String(point - zero)
  })
  const minutes = Number(digits.join('').replace(/\D/g, '') || 0)
  return minutes >= 1 && minutes <= 1440 ? minutes : null
}
