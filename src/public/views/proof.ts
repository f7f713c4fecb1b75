// The proof of having reported: a day, an organisation and a code. It says neither what about nor who.
import { formatDay } from '#language/format.ts'
import { html } from '../html.ts'
import { hidden, lost, page, type Reader } from '../page.ts'
import type { Proof } from '../talk.ts'
import { formStart, heading } from './parts.ts'

export interface ProofPage {
  proof: Proof | undefined
  /** The way back to the number that is not kept yet, or to the conversation. */
  receipt: string
  lookup: string
  /** As it was carried from the page of the number. */
  mine: string
}

/** Groups of eight, to compare by eye. */
const groups = (fingerprint: string): string => fingerprint.match(/.{1,8}/g)!.join(' ')

export const proofView = (reader: Reader, { proof, receipt, lookup, mine }: ProofPage): string => {
  const { t, language } = reader
  const back = mine ? 'number' : 'return'
  return page(
    reader,
    html`${heading(t(proof ? 'public.proof.heading' : 'public.proof.none_heading'))}<section>${
      proof
        ? html`<p>${t('public.proof.text', { date: formatDay(language, proof.day, 'long'), organisation: proof.organisation })}</p>
<p>${t('public.proof.code')}:<br><code dir="ltr">${groups(proof.fingerprint)}</code></p>
<p>${t('public.proof.says')} ${t('public.proof.check', { organisation: proof.organisation })}</p>
<p class="screen"><small>${t('public.proof.keep')}</small></p>`
        : html`<p>${t('public.proof.none')}</p>`
    }<form id="f" class="screen" method="post" action="/" autocomplete="off">${formStart(reader, 'proof')}${hidden('receipt', receipt)}${hidden('lookup', lookup)}${mine && hidden('mine', mine)}${lost(reader)}
<button name="do" value="${back}">${t('public.proof.back')}</button> <button class="quiet" name="do" value="start">${t('public.thanks.again')}</button></form></section>`,
  )
}
