// Shown when many write at once. With scripts the device works for a moment and goes on by itself; without, whoever
// waited presses a button. Everything that was typed travels along unseen.
import { html } from '../html.ts'
import { alert, hidden, lost, page, type Reader } from '../page.ts'
import type { Typed } from '../typed.ts'
import { formStart, heading } from './parts.ts'

export interface Waiting {
  /** The step that waits. */
  step: string
  /** The puzzle, which is also the ticket. */
  ticket: string
  bits: number
  seconds: number
}

const ownFields = ['view', 'l', 'i', 'to', 'do', 'ticket', 'found']

export const waitView = (reader: Reader, typed: Typed, { step, ticket, bits, seconds }: Waiting): string => {
  const { t } = reader
  const carried = typed.names().filter((name) => !ownFields.includes(name))
  return page(
    reader,
    html`${heading(t('public.wait.heading'))}<section><p>${t('public.wait.text')}</p><p role="status">${t('public.wait.seconds', { seconds })} <span data-keys hidden>${t('public.wait.device')}</span></p>
<form id="f" method="post" action="/" autocomplete="off">${formStart(reader, 'wait')}${hidden('do', step)}${hidden('ticket', ticket)}<input type="hidden" name="found" data-work="${bits}" autocomplete="off">${carried.map(
      (name) => typed.all(name).map((value) => hidden(name, value)),
    )}${lost(reader)}
<button>${t('public.wait.go')}</button></form></section>`,
  )
}

/** What a crowd sees: made once for each language, and sent without looking at what was asked. */
export const crowdView = (reader: Reader, call: ReturnType<typeof html>): string =>
  page(
    reader,
    html`${call}${heading(reader.t('public.wait.crowd_heading'))}<section>${alert(reader.t('public.wait.crowd'))}<form id="f" method="get" action="/">
<button class="quiet">${reader.t('public.thanks.again')}</button></form></section>`,
  )
