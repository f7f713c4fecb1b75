// Pages that only say something.
import { html } from '../html.ts'
import { lost, page, type Reader } from '../page.ts'
import { formStart, heading } from './parts.ts'

/** A view that only says something; its form is there for the language. */
const saying = (reader: Reader, view: string, title: string, text: string): string =>
  page(
    reader,
    html`${heading(title)}<section><p>${text}</p><form id="f" method="post" action="/" autocomplete="off">${formStart(reader, view)}${lost(reader)}
<button class="quiet" name="do" value="start">${reader.t('public.thanks.again')}</button></form></section>`,
  )

export const thanksView = (reader: Reader): string =>
  saying(reader, 'thanks', reader.t('public.thanks.heading'), reader.t('public.thanks.next'))

export const addedView = (reader: Reader): string =>
  saying(reader, 'added', reader.t('public.added.heading'), reader.t('public.added.text'))

export const renewedView = (reader: Reader, months: number): string =>
  saying(reader, 'renewed', reader.t('public.talk.renewed_heading'), reader.t('public.talk.renewed', { months }))
