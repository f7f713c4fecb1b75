// Every way a text enters the law of a file and the money that is owed to her, each with a string of its own.
import { changeClaim, recordClaim } from '#claims/claim.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { closeDeadline, setDeadlineAside } from '#law/deadline.ts'
import { changeLawEvent, keepLawFile, readLaw, recordLawEvent } from '#law/law-file.ts'
import type { Plants } from './erase-plants-plan.ts'

interface Found {
  items?: { deadline_id: string | null; version: number; kind: string; state: string }[]
}

export const plantLaw = async <Token>({ case_id, today, word, send, read }: Plants<Token>) => {
  const at = { case_id }
  await send(keepLawFile, { ...at, version: 0, jurisdictions: ['uk'], province: null, town: null, circumstances: {} })
  const told = (way: string) => ({ number: word(`law: number, ${way}`), words: word(`law: words, ${way}`) })
  const event = { ...at, event_id: newId(), code: 'rg_negative', jurisdiction: 'uk' }
  await send(recordLawEvent, { ...event, happened_on: addDays(today, -9), ...told('first') })
  await send(changeLawEvent, { ...event, version: 1, happened_on: addDays(today, -8), ...told('corrected') })
  const openOnes = async () =>
    ((await read(readLaw, at)).body as Found).items?.filter(
      ({ kind, state, deadline_id }) =>
        kind === 'deadline' && deadline_id && ['running', 'due', 'overdue'].includes(state),
    ) ?? []
  const [met] = await openOnes()
  if (met)
    await send(closeDeadline, {
      ...{ ...at, deadline_id: met.deadline_id, version: met.version, event_id: newId(), on: today },
      number: word('deadline: number of its filing'),
    })
  // What stays open would keep the file open.
  for (const { deadline_id, version } of await openOnes())
    await send(setDeadlineAside, {
      ...{ ...at, deadline_id, version, reason: 'does_not_apply', words: word('deadline: why it was set aside') },
    })
  const claim = {
    ...{ ...at, claim_id: newId(), kind: 'back_wages', pack: 'es', status: 'prepared', filed_on: null },
    ...{ decided_on: null, currency: 'EUR', asked_cents: 100_000, granted_cents: null, payments: [] },
  }
  const asked = (way: string) => ({
    authority: word(`claim: office, ${way}`),
    number: word(`claim: number, ${way}`),
    words: word(`claim: words, ${way}`),
    spans: [
      {
        ...{ span_id: newId(), country: 'ES', from: '2025-03-01', until: '2025-08-31', days_a_week: 6 },
        ...{ minutes_a_day: 780, away: [], floor: 'general', kept: [], bed_counts: false },
        ...{ received: { amount: 40_000, per: 'month' } },
        agreed: { amount: 120_000, per: 'month', payments: 12, cited: word(`claim: what was promised, ${way}`) },
      },
    ],
  })
  await send(recordClaim, { ...claim, ...asked('first') })
  await send(changeClaim, { ...claim, version: 1, ...asked('changed') })
}
