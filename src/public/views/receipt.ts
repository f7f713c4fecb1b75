// The number that brings the answer, shown until the reporter says it is kept.
import { showReceipt } from '#vault/receipt.ts'
import { type Html, html } from '../html.ts'
import { alert, hidden, lost, page, type Reader } from '../page.ts'
import { newSeed } from '../visit.ts'
import { askFiles } from './files.ts'
import { formStart, heading } from './parts.ts'

interface Shown {
  notice?: string | undefined
  /** Whom to call, when someone is in danger. */
  first?: Html | undefined
  /** The proof of what was just sent, carried until it is asked for. */
  mine?: string | undefined
}

export const receiptView = (
  reader: Reader,
  receipt: string,
  lookup: string,
  { notice, first, mine }: Shown = {},
): string => {
  const { t } = reader
  return page(
    reader,
    html`${first}${heading(t('public.receipt.heading'))}<section>${alert(notice)}<p>${t('public.receipt.text')}</p>
<bdi class="receipt" dir="ltr">${showReceipt(receipt)
      .split(' ')
      .map((group) => html`<span>${group}</span> `)}</bdi><p>${t('public.receipt.how')}</p>
<form id="f" method="post" action="/" autocomplete="off">${formStart(reader, 'receipt')}${hidden('receipt', receipt)}${hidden('lookup', lookup)}${first && hidden('danger', 'yes')}${mine && hidden('mine', mine)}${hidden('seed', newSeed())}${lost(reader)}
<button name="do" value="keep">${t('public.receipt.kept')}</button>${
      mine && html` <button class="quiet" name="do" value="proof">${t('public.talk.proof')}</button>`
    }${askFiles(reader)}</form></section>`,
  )
}
