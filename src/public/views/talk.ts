// The conversation through a receipt: what the reporter sent, by its day alone, and what the organisation answered. Until
// there is an answer it says what it says to an invented number, so that whoever finds the number learns nothing by it.
import { formatDay } from '#language/format.ts'
import { type Html, html } from '../html.ts'
import { alert, hidden, lost, page, type Reader } from '../page.ts'
import type { Talk, Turn } from '../talk.ts'
import type { Typed } from '../typed.ts'
import { area, formStart, heading, type Wrong } from './parts.ts'

export interface TalkPage {
  receipt: string
  lookup: string
  seed: string
  /** How long a number works. */
  months: number
  /** Nothing when the page comes back with what was typed and was not asked again. */
  talk: Talk | undefined
  /** Files, both ways: beneath the turns, and beneath the words to add. */
  files?: { sent?: Html; ask?: Html }
}

const turnHeading = ({ t, language }: Reader, { by, day }: Turn, first: boolean): string => {
  const key = by === 'us' ? 'public.answers.from' : first ? 'public.talk.told' : 'public.talk.you'
  return t(key, { date: formatDay(language, day, 'long') })
}

const turns = (reader: Reader, talk: Talk): Html =>
  html`${talk.turns.map(
    (turn, place) =>
      html`<h2>${turnHeading(reader, turn, place === 0)}</h2>${
        turn.by === 'us'
          ? html`<blockquote dir="auto">${turn.text}</blockquote>`
          : place === 0 && html`<p><small>${reader.t('public.talk.sealed')}</small></p>`
      }`,
  )}`

const numbersLife = ({ t, language }: Reader, { talk, months }: TalkPage): Html => {
  const until = talk?.until
  const mayRenew = !until || talk.renewable
  return html`<section><h2>${t('public.talk.number_heading')}</h2><p>${
    until ? t('public.talk.until', { date: formatDay(language, until, 'long') }) : t('public.talk.a_year', { months })
  }${!until && ` ${t('public.talk.proof_later')}`}</p>
<p>${mayRenew && html`<button class="quiet" form="f" name="do" value="renew" formnovalidate>${t('public.talk.renew')}</button> `}${
    until &&
    html`<button class="quiet" form="f" name="do" value="proof" formnovalidate>${t('public.talk.proof')}</button>`
  }</p></section>`
}

export const talkView = (reader: Reader, shown: TalkPage, typed: Typed, wrong: Wrong = {}): string => {
  const { t } = reader
  const { talk, files = {} } = shown
  return page(
    reader,
    html`${heading(t('public.answers.heading'))}${
      talk &&
      html`<section>${talk.turns.length === 0 ? html`<p>${t('public.answers.none')}</p>` : turns(reader, talk)}${files.sent}</section>`
    }<section>${alert(wrong.notice)}<form id="f" method="post" action="/" autocomplete="off" novalidate>${formStart(reader, 'answers')}${hidden('receipt', shown.receipt)}${hidden('lookup', shown.lookup)}${hidden('seed', shown.seed)}
${area('text', t('public.answers.add'), t('public.what_hint'), typed, 4, 4_000, wrong)}${lost(reader)}
<button name="do" value="add">${t('public.answers.send')}</button> <button class="quiet" name="do" value="start">${t('public.thanks.again')}</button>${files.ask}</form></section>${talk && numbersLife(reader, shown)}`,
  )
}
