// What lawyers of the house signed of its rules of law. The words lie sealed to the organisation; that somebody signed, and
// when, is read beside every deadline.
import { z } from 'zod'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { type KeyPair, openWith, sealTo } from '#vault/sealed-box.ts'
import type { Vault } from '#vault/vault.store.ts'
import { RuleReview } from './pack.ts'
import type { PackId } from './rule.ts'

const named = (review_id: string) => `law review ${review_id}`
const Words = z.object({ words: z.string() })

/** Of the organisation of this transaction, the latest first. */
export const reviewsOf = async (tx: Tx, organisation_id: string): Promise<RuleReview[]> => {
  const rows = await tx
    .selectFrom('law_review')
    .select(['review_id', 'pack_id', 'rule_id', 'rule_from', 'rule_hash', 'verdict', 'name', 'on_day as on'])
    .where('organisation_id', '=', organisation_id)
    .orderBy('on_day', 'desc')
    .orderBy('recorded_at', 'desc')
    .orderBy('review_id')
    .execute()
  return z.array(RuleReview).parse(rows)
}

/** What was said with each review of a pack, by its id. */
export const reviewWords = async (
  tx: Tx,
  vault: Vault,
  organisation_id: string,
  pack_id: PackId,
): Promise<Map<string, string>> => {
  const rows = await tx
    .selectFrom('law_review')
    .select(['review_id', 'intake_version', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('pack_id', '=', pack_id)
    .execute()
  const pairs = new Map<number, KeyPair>()
  const words = new Map<string, string>()
  for (const { review_id, intake_version, sealed } of rows) {
    const pair = pairs.get(intake_version) ?? (await vault.intakeKeyPair(tx, organisation_id, intake_version))
    pairs.set(intake_version, pair)
    const opened = openWith(pair.private_key, pair.public_key, named(review_id), sealed)
    words.set(review_id, Words.parse(JSON.parse(opened.toString())).words)
  }
  return words
}

interface NewReview extends Omit<RuleReview, 'on'> {
  organisation_id: string
  on_day: Day
  words: string
  /** Whoever asks, unless a house is filled without anybody asking. */
  recorded_by?: string
}

export const insertReview = async (tx: Tx, { words, ...review }: NewReview): Promise<void> => {
  const key = await tx
    .selectFrom('intake_key')
    .select(['version', 'public_key'])
    .where('organisation_id', '=', review.organisation_id)
    .where('retired_at', 'is', null)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!key) throw new Problem('not_found', 'organisation.unknown')
  const sealed = sealTo(key.public_key, named(review.review_id), Buffer.from(JSON.stringify({ words })))
  await tx
    .insertInto('law_review')
    .values({ ...review, intake_version: key.version, sealed })
    .execute()
}
