// What became of the files, the number once more, and room for others.
import { showReceipt } from '#vault/receipt.ts'
import { html } from '../html.ts'
import { alert, hidden, lost, page, type Reader } from '../page.ts'
import type { Outcome } from '../take-files.ts'
import { askFiles, outcomeList } from './files.ts'
import { formStart, heading } from './parts.ts'

export interface Attached {
  /** As it was carried; shown only when it is a whole one. */
  receipt: string | undefined
  lookup: string
  seed: string
  outcomes: readonly Outcome[]
  notice?: string | undefined
  /** Words came with the files. */
  added?: boolean
}

export const attachedView = (reader: Reader, { receipt, lookup, seed, outcomes, notice, added }: Attached): string => {
  const { t } = reader
  const groups = receipt ? showReceipt(receipt).split(' ') : []
  return page(
    reader,
    html`${heading(t('public.files.done'))}<section>${alert(notice)}${added && html`<p>${t('public.added.text')}</p>`}${outcomes.length > 0 && outcomeList(reader, outcomes)}${
      receipt &&
      html`<p>${t('public.receipt.text')}</p><bdi class="receipt" dir="ltr">${groups.map((group) => html`<span>${group}</span> `)}</bdi>`
    }<form id="f" method="post" action="/" autocomplete="off">${formStart(reader, 'attached')}${hidden('receipt', receipt ?? '')}${hidden('lookup', lookup)}${hidden('seed', seed)}${lost(reader)}
<button name="do" value="keep">${t('public.receipt.kept')}</button>${askFiles(reader)}</form></section>`,
  )
}
