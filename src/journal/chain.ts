// One link of the chain: SHA-256 over the link before it and one entry.
import { createHash } from 'node:crypto'
import { canonicalText, type StoredEntry } from './chain.rules.ts'

export const linkHash = (previous: string, sequence: number, entry: StoredEntry): string =>
  createHash('sha256').update(Buffer.from(previous, 'hex')).update(canonicalText(sequence, entry), 'utf8').digest('hex')
