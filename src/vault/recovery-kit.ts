// The printed sheet that brings everything back when the machine with the root key is lost: 13 groups of 5 characters.
// The last character of each group checks that group and its position, so a slip of the pen names the group.
import { createHash } from 'node:crypto'
import { letters, typedLetters } from '#kit/letters.ts'
import { Problem } from '#kit/problem.ts'
import { type RootKey, rootFingerprint } from './keys.ts'

export interface RecoveryKit {
  groups: string[]
  /** The root key's fingerprint, printed below the groups: it tells which of two old sheets belongs to this house. */
  check: string
}

const groupCount = 13

/** Multiplication in GF(32), modulus x⁵ + x² + 1. */
const times = (a: number, b: number): number => {
  let product = 0
  for (let bit = 0; bit < 5; bit++) if ((b >> bit) & 1) product ^= a << bit
  for (let bit = 8; bit >= 5; bit--) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5)
  return product
}

/** Different weights catch every single wrong character and every swap of two; the group's number catches swapped groups. */
const checkSymbol = (data: number[], group: number): number =>
  data.reduce((sum, symbol, index) => sum ^ times(symbol, index + 2), group + 1)

/** Four bits left over in 52 characters check the whole. */
const spareBits = (bytes: Buffer): number => createHash('sha256').update('amparo kit').update(bytes).digest()[0]! >> 4

export const recoveryKit = (root: RootKey): RecoveryKit => {
  const number = (BigInt(`0x${root.bytes.toString('hex')}`) << 4n) | BigInt(spareBits(root.bytes))
  const groups = Array.from({ length: groupCount }, (_, group) => {
    const data = Array.from({ length: 4 }, (_, index) => Number((number >> BigInt(5 * (51 - group * 4 - index))) & 31n))
    return [...data, checkSymbol(data, group)].map((symbol) => letters[symbol]).join('')
  })
  return { groups, check: rootFingerprint(root) }
}

const mistyped = (groups: number[]): Problem => new Problem('invalid', 'kit.mistyped', { groups })

/** The symbols of one group, or undefined when it was mistyped. `group` counts from 0. */
const readGroup = (text: string, group: number): number[] | undefined => {
  const symbols = [...text].map((char) => letters.indexOf(char))
  if (symbols.length !== 5 || symbols.includes(-1)) return undefined
  const data = symbols.slice(0, 4)
  return checkSymbol(data, group) === symbols[4] ? data : undefined
}

/** Reads a typed kit. A mistake is `kit.mistyped` with the numbers of the wrong groups, counted from 1. */
export const rootKeyFromKit = (text: string): RootKey => {
  const spaced = text
    .split(/[\s\-–—]+/)
    .map(typedLetters)
    .filter(Boolean)
  const joined = typedLetters(text)
  if (spaced.length !== groupCount && joined.length !== groupCount * 5) {
    throw new Problem('invalid', 'kit.incomplete', { typed: joined.length, needed: groupCount * 5 })
  }
  const groups = spaced.length === groupCount ? spaced : joined.match(/.{5}/g)!
  const read = groups.map(readGroup)
  const wrong = read.flatMap((data, group) => (data ? [] : [group + 1]))
  if (wrong.length > 0) throw mistyped(wrong)
  const number = read.flatMap((data) => data!).reduce((sum, symbol) => (sum << 5n) | BigInt(symbol), 0n)
  const bytes = Buffer.from((number >> 4n).toString(16).padStart(64, '0'), 'hex')
  if (Number(number & 15n) !== spareBits(bytes)) throw mistyped([])
  return { bytes }
}

/** The administrator types one group from paper, so that we know the sheet exists. `groupNumber` counts from 1. */
export const confirmKit = (kit: RecoveryKit, groupNumber: number, typed: string): boolean =>
  kit.groups[groupNumber - 1] === typedLetters(typed)
