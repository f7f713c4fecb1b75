// The receipt of a report: 20 digits someone can keep as if it were a phone card, in any script. It is the only key to
// the answer: nobody can look a report up without it, and it is never stored.
import { hkdfSync, randomInt } from 'node:crypto'
import { Problem } from '#kit/problem.ts'
import { type KeyPair, keyPairFrom } from './sealed-box.ts'
import { argon2id, boundedQueue } from './slow-hash.ts'
import type { SlowHash } from './slow-process.ts'

// Damm's table: a quasigroup of order 10 in which every wrong digit and every swap of neighbours changes the result.
const damm = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
]

/** 0 for digits that end with their right check digit; otherwise the check digit to append. */
const checkDigit = (digits: string): number => {
  let interim = 0
  for (const digit of digits) interim = Number(damm[interim]![Number(digit)])
  return interim
}

export const newReceipt = (): string => {
  let digits = ''
  for (let i = 0; i < 19; i++) digits += randomInt(10)
  return digits + checkDigit(digits)
}

/** The receipt that 16 or more secret random bytes always give: a form sent twice then has one receipt, kept nowhere. */
export const receiptFrom = (random: Buffer): string => {
  const digits = (BigInt(`0x${random.subarray(0, 16).toString('hex')}`) % 10n ** 19n).toString().padStart(19, '0')
  return digits + checkDigit(digits)
}

/** Unicode keeps decimal digits in runs of ten that start with zero, so the value is the distance to the run's start. */
const digitValue = (char: string): number => {
  const code = char.codePointAt(0)!
  let start = code
  while (/^\p{Nd}$/u.test(String.fromCodePoint(start - 1))) start -= 1
  return (code - start) % 10
}

// Spaces, dashes, dots and the invisible marks that travel along when right-to-left text is copied.
const separators = /[\s\p{Pd}\p{Cf}.,·_]/gu

/** Reads a receipt as people write it: with spaces or dashes, in the digits of their own script. */
export const parseReceipt = (text: string): string => {
  const chars = text.length > 200 ? [] : [...text.replace(separators, '')]
  if (chars.length === 20 && chars.every((char) => /^\p{Nd}$/u.test(char))) {
    const digits = chars.map(digitValue).join('')
    if (checkDigit(digits) === 0) return digits
  }
  throw new Problem('invalid', 'receipt.mistyped')
}

/** Five groups of four, to read aloud and to copy. */
export const showReceipt = (receipt: string): string => receipt.match(/.{4}/g)!.join(' ')

export interface ReceiptKeys extends KeyPair {
  lookup_id: Buffer
}

const queued = boundedQueue(1, 2, 'receipt.busy')
const cost = { memory: 65_536, passes: 3 }

/**
 * What a receipt opens. The look-up id comes from the slow hash too: a fast one would let whoever copies the database
 * try receipts at full speed. `salt` belongs to the installation.
 */
export const receiptKeysBy = async (hash: SlowHash, receipt: string, salt: Buffer): Promise<ReceiptKeys> => {
  const slow = await hash(Buffer.from(receipt), salt, cost)
  const derived = Buffer.from(hkdfSync('sha256', slow, Buffer.alloc(0), 'amparo receipt 1', 48))
  return { lookup_id: derived.subarray(0, 16), ...keyPairFrom(derived.subarray(16)) }
}

export const receiptKeys = (receipt: string, salt: Buffer): Promise<ReceiptKeys> =>
  queued(() => receiptKeysBy(argon2id, receipt, salt))
