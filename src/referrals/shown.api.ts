// A referral as each side sees it: the file's house with its clock and its story, the partner only while it may.
import type { AskedByStaff, AskedOnFile } from '#gate/answer.ts'
import type { Tx } from '#kit/database.ts'
import { clockState, undoMoment, undoUntil } from './clock.rules.ts'
import { sectionOf, showsHer } from './referral.rules.ts'
import * as store from './referral.store.ts'
import type { QueuedReferral, Referral } from './referral.ts'
import { referralFacts } from './referral-facts.ts'
import * as sealed from './sealed.store.ts'
import { listHandedOver, listReceivedTransfers } from './transfer.store.ts'

const late = (row: Parameters<typeof clockState>[0], now: string) => {
  const clock = clockState(row, now)
  return { clock, overdue: clock === 'late' || clock === 'escalated' }
}

export const showInFile = async ({ tx, vault, file, now, may, facts }: AskedOnFile<unknown>): Promise<Referral[]> => {
  const { organisation_id, case_id } = file
  const [rows, keys, handed] = await Promise.all([
    store.listReferralRows(tx, organisation_id, case_id),
    vault.caseKeys(tx, organisation_id, case_id),
    listHandedOver(tx, file),
  ])
  const { sections } = may('case.open')
  const { clocks } = referralFacts(facts)
  const theirAnswer = async (row: store.ReferralRow) => {
    if (!row.sealed_answer) return { words: null, led_by_name: null }
    const pair = await vault.intakeKeyPair(tx, organisation_id, sealed.answerVersion(row.sealed_answer))
    return sealed.openAnswer(pair, row.referral_id, row.sealed_answer)
  }
  return Promise.all(
    rows.map(async (row): Promise<Referral> => {
      const opened = sections.includes(sectionOf(row.need))
      const filed = opened ? sealed.openInFile(keys.of(row.sealed), row, row.sealed) : null
      const { match = null, ...summary } = filed ?? {}
      const { words, led_by_name } = await theirAnswer(row)
      return {
        ...row,
        ...late(row, now),
        undo_until: undoUntil(row, now, clocks),
        summary: filed && (summary as Referral['summary']),
        match,
        answer_words: opened ? words : null,
        led_by_name,
        handed_over: handed.findLast(({ referral_id }) => referral_id === row.referral_id) ?? null,
      }
    }),
  )
}

/** Whoever is shown a referral has looked at it; one that is undone this very moment is not shown. */
export const lookAtRows = async (tx: Tx, rows: store.ReceivedRow[]): Promise<store.ReceivedRow[]> => {
  const unseen = rows.filter(({ status, looked_at }) => status === 'sent' && !looked_at)
  const looked = await store.lookAt(
    tx,
    unseen.map(({ referral_id }) => referral_id),
  )
  return rows.filter((row) => !unseen.includes(row) || looked.has(row.referral_id))
}

export const showToPartner = async (
  { tx, vault, actor, now, facts }: AskedByStaff<unknown>,
  row: store.ReceivedRow,
): Promise<QueuedReferral> => {
  const shows = showsHer(row.status, row.consent_live)
  const summary = shows
    ? sealed.openSummary(
        await vault.intakeKeyPair(tx, actor.organisation_id, row.intake_version),
        row.referral_id,
        row.sealed_summary,
      )
    : null
  const moved = row.kind === 'transfer' ? (await listReceivedTransfers(tx, [row.referral_id]))[0] : undefined
  return {
    ...row,
    ...late(row, now),
    need: shows ? row.need : null,
    summary,
    case_id: shows && row.status === 'accepted' && !row.by_exception && row.kind === 'referral' ? row.case_id : null,
    taken_over: moved
      ? {
          ...moved,
          undo_until: undoMoment(moved.accepted_at, now, referralFacts(facts).clocks),
          read_case_id: shows ? moved.read_case_id : null,
        }
      : null,
  }
}
