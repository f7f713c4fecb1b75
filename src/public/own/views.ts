// Her pages: the door, what it is about, one question at a time, the end, and whom she can call.
import type { Item } from '#assessments/instrument.ts'
import { pageBefore } from '#own/pages.rules.ts'
import type { Keyed, OwnView } from '#own/visit.api.ts'
import { cardLabel, cardSure } from '../card.rules.ts'
import { type Html, html } from '../html.ts'
import { linkOf } from '../lines.rules.ts'
import { type HelpLine, todayHere } from '../lines.ts'
import { alert, hidden, type Reader } from '../page.ts'
import { heading } from '../views/parts.ts'
import { ownPage } from './page.ts'

/** The same for everybody, whatever stands behind the # of their address. */
export const entryView = (reader: Reader, notice?: string): string => {
  const { t, language } = reader
  const field = (name: string, hint: string, more: Html) =>
    html`<label for="${name}">${t(`own.${name}`)}</label><small id="${name}-hint">${hint}</small><input class="number" type="text" id="${name}" name="${name}" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby="${name}-hint"${more}>`
  return ownPage(
    reader,
    html`${heading(t('own.heading'))}<section>${alert(notice)}<p>${t('own.lead')}</p>
<form method="post" action="/own" autocomplete="off">${hidden('l', language)}
<div class="ask" data-link>${field('link', t('own.link_hint'), html` maxlength="300"`)}</div>
<div class="ask">${field('code', t('own.code_hint'), html` maxlength="40" inputmode="numeric"`)}</div>
<p class="go"><button name="do" value="open">${t('own.go')}</button></p></form></section>`,
    true,
  )
}

export interface Shown extends OwnView {
  reader: Reader
  by: Keyed
  lines: HelpLine[]
}

const inForm = ({ by }: Shown, inside: Html): Html =>
  html`<form method="post" action="/own" autocomplete="off">${hidden('link', by.link)}${hidden('code', by.code)}${inside}</form>`

const button = (does: string, text: string, quiet = false): Html =>
  html`<button${quiet && html` class="quiet"`} name="do" value="${does}">${text}</button>`

/** In the neutral words of the card people carry: what stands here may be seen by somebody else. */
const lineOf = (reader: Reader, line: HelpLine): Html => {
  const { t } = reader
  const link = linkOf(line)
  const number = html`<bdi dir="ltr">${line.number}</bdi>`
  const about = [line.hours && t('public.card.always'), line.free && t('public.card.free')]
  const sure = cardSure(reader, line, todayHere())
  return html`<li${line.first && html` class="first"`}>${link ? html`<a href="${link}">${number}</a>` : html`<b>${number}</b>`}<div><b>${cardLabel(t, line)}</b><small>${[...about, sure].filter(Boolean).join(' · ')}</small></div></li>`
}

const linesOf = ({ reader, lines }: Shown, from: number, to?: number): Html =>
  html`<ul>${lines.slice(from, to).map((line) => lineOf(reader, line))}</ul>`

/** From the moment an answer frightens, on every page: two numbers at a glance, the others one tap away. */
const callNow = (shown: Shown): Html => {
  if (!shown.state.frightened) return html``
  const { t } = shown.reader
  const more = shown.lines.length > 2
  return html`<section class="call" id="call"><h2>${t('own.call_heading')}</h2>${linesOf(shown, 0, 2)}${
    more && html`<details><summary>${t('own.more_numbers')}</summary>${linesOf(shown, 2)}</details>`
  }<p><small>${t('public.call_trace')}</small></p></section>`
}

/** The page right after such an answer is about nothing else. */
export const callView = (shown: Shown, item: string): string => {
  const { t } = shown.reader
  return ownPage(
    shown.reader,
    html`${heading(t('own.call_heading'))}<section class="call" id="call"><p>${t('own.call_text')}</p>${linesOf(shown, 0)}
<p><small>${t('public.call_trace')}</small></p></section>${inForm(
      shown,
      html`${hidden('after', item)}<p class="go">${button('go', t('own.go'))} ${button('leave', t('own.stop'), true)}</p>`,
    )}`,
  )
}

export const introductionView = (shown: Shown): string => {
  const { reader, wording, state } = shown
  const { t } = reader
  const begun = Object.keys(state.answers).length > 0
  return ownPage(
    reader,
    html`${heading(t('own.heading'))}${callNow(shown)}<section><p class="said">${wording.introduction}</p><p>${t('own.private')}</p>
${inForm(shown, html`<p class="go">${button('go', t(begun ? 'own.go' : 'own.begin'))} ${button('leave', t('own.stop'), true)}</p>`)}</section>`,
  )
}

const answersOf = (shown: Shown, item: Item): Html => {
  const { reader, instrument, wording, state } = shown
  const { t } = reader
  const given = state.answers[item.code] ?? ''
  if (item.answers === 'text')
    return html`<textarea name="answer" aria-label="${t('own.write')}" rows="5" maxlength="2000" autocomplete="off" dir="auto">
${given}</textarea><p class="go">${button('answer', t('own.keep'))}</p>`
  if (item.answers === 'day')
    return html`<input type="date" name="answer" aria-label="${t('own.day')}" value="${given}"><p class="go">${button('answer', t('own.keep'))}</p>`
  return html`<ul class="answers">${(instrument.answers[item.answers] ?? []).map(
    ({ code }) =>
      html`<li><button name="answer" value="${code}"${code === given && html` aria-current="true"`}>${wording.answers[item.answers]?.[code] ?? code}${code === given && html` <small>${t('own.yours')}</small>`}</button></li>`,
  )}</ul>`
}

export const questionView = (shown: Shown, code: string, notice?: string): string => {
  const { reader, instrument, wording, state, asked } = shown
  const { t } = reader
  const item = instrument.items.find((each) => each.code === code)
  if (!item) return endingView(shown)
  const before = pageBefore(asked, code)
  return ownPage(
    reader,
    html`${callNow(shown)}<p class="place"><small>${t('own.place', { place: asked.indexOf(code) + 1, count: asked.length })}</small></p>
${wording.recall && html`<p class="recall">${wording.recall}</p>`}${heading(state.official[code] ?? wording.items[code] ?? code)}${alert(notice)}
${inForm(shown, html`${hidden('item', code)}${answersOf(shown, item)}<p class="go ways">${button('skip', t('own.skip'), true)}</p>`)}
${inForm(shown, html`<p class="go ways">${before !== null && html`<button class="quiet" name="show" value="${before}">${t('own.back')}</button> `}${button('leave', t('own.stop'), true)}</p>`)}`,
  )
}

export const leaveView = (shown: Shown): string => {
  const { t } = shown.reader
  return ownPage(
    shown.reader,
    html`${heading(t('own.stop_heading'))}${callNow(shown)}<section><p>${t('own.stop_text')}</p>${inForm(
      shown,
      html`<ul class="answers"><li>${button('put_off', t('own.not_today'))}</li><li>${button('stop', t('own.end_here'))}</li><li>${button('go', t('own.return'))}</li></ul>`,
    )}</section>`,
  )
}

export const endingView = (shown: Shown): string => {
  const { reader, asked } = shown
  const { t } = reader
  const before = pageBefore(asked, null)
  return ownPage(
    reader,
    html`${heading(t('own.ending_heading'))}${callNow(shown)}<section><p>${t('own.ending_text')}</p>${inForm(
      shown,
      html`<p class="go">${button('finish', t('own.send'))}</p><p class="go ways">${before !== null && html`<button class="quiet" name="show" value="${before}">${t('own.back')}</button> `}${button('leave', t('own.stop'), true)}</p>`,
    )}</section>`,
  )
}

/** In words, never a number: what it means is talked about, not read alone. */
export const overView = (shown: Shown, how: 'put_off' | 'stop' | 'finish'): string => {
  const { t } = shown.reader
  return ownPage(
    shown.reader,
    html`${heading(t(`own.over.${how}.heading`))}${callNow(shown)}<section><p>${t(`own.over.${how}.text`)}</p></section>`,
  )
}
