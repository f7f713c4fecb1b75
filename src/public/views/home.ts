// The first page: whom to call, the three ways in, and the way back with a number.
import type { DoorNow } from '../house.ts'
import { type Html, html } from '../html.ts'
import { alert, hidden, lost, page, type Reader } from '../page.ts'
import type { Typed } from '../typed.ts'
import { callFirst, formStart, type Wrong } from './parts.ts'

const ways = ['self', 'someone', 'professional'] as const

/** One large choice: its name is what it does, its hint says for whom; all of the card can be pressed. */
export const way = (value: string, name: string, hint = ''): Html => {
  const id = value.replace(/\W/g, '-')
  return html`<div class="way"><button name="do" value="${value}"${hint && html` aria-describedby="${id}"`}>${name}</button>${
    hint && html`<small id="${id}">${hint}</small>`
  }</div>`
}

const number = (reader: Reader, typed: Typed, wrong: Wrong): Html => {
  const { t } = reader
  return html`<details class="way"${wrong.number && html` open`}><summary>${t('public.way.number')}</summary>${alert(wrong.number ? wrong.notice : undefined)}<p>${t('public.back_text')}</p>
<form method="post" action="/" autocomplete="off">${formStart(reader, 'home')}
<label for="receipt">${t('public.number')}</label><input class="number" id="receipt" name="receipt" dir="ltr" inputmode="numeric" maxlength="60" autocomplete="off" spellcheck="false" value="${typed.one('receipt')}"${
    wrong.number && html` aria-invalid="true"`
  }>${lost(reader)}<button name="do" value="return">${t('public.open')}</button></form></details>`
}

/** Whoever came from a poster is told what of it travels, and how to leave that out. */
const poster = ({ t, language, poster }: Reader): Html =>
  poster
    ? html`<p><small>${t('public.poster.text')} <a href="/?l=${language}">${t('public.poster.without')}</a></small></p>`
    : html``

export const homeView = (
  reader: Reader,
  now: DoorNow,
  seed: string | undefined,
  typed: Typed,
  wrong: Wrong = {},
): string => {
  const { t } = reader
  return page(
    reader,
    html`${callFirst(reader, now.lines)}<h1>${t('public.heading')}</h1><p>${t('public.lead')}</p>${poster(reader)}${alert(wrong.number ? undefined : wrong.notice)}
<form id="f" method="post" action="/" autocomplete="off" novalidate>${formStart(reader, 'home')}${seed && hidden('seed', seed)}
<h2>${t('public.ways')}</h2>${ways.map((each) => way(`form:${each}`, t(`public.way.${each}`), t(`public.way.${each}_hint`)))}${way('rights', t('public.rights.open'))}${lost(reader)}</form>
${number(reader, typed, wrong)}<p><small><a href="/learn?l=${reader.language}">${t('public.learn')}</a></small></p>`,
  )
}
