// How keys and signatures are written in credentials: multibase base58-btc, and did:key, a key that is its own address.
const alphabet = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** With the letter `z` in front, which says how it is written. */
export const toMultibase = (bytes: Uint8Array): string => {
  let value = 0n
  for (const byte of bytes) value = value * 256n + BigInt(byte)
  let text = ''
  for (; value > 0n; value /= 58n) text = alphabet[Number(value % 58n)] + text
  const zeros = bytes.findIndex((byte) => byte !== 0)
  return `z${'1'.repeat(zeros < 0 ? bytes.length : zeros)}${text}`
}

/** Nothing for what is not base58, or longer than anything of ours. */
export const fromMultibase = (text: string): Uint8Array | undefined => {
  if (!/^z[1-9A-HJ-NP-Za-km-z]{1,120}$/.test(text)) return undefined
  let value = 0n
  for (const letter of text.slice(1)) value = value * 58n + BigInt(alphabet.indexOf(letter))
  const bytes: number[] = []
  for (; value > 0n; value /= 256n) bytes.unshift(Number(value % 256n))
  const zeros = /^1*/.exec(text.slice(1))![0].length
  return Uint8Array.from([...Array<number>(zeros).fill(0), ...bytes])
}

/** What says that an Ed25519 public key follows. */
const prefix = [0xed, 0x01]

export const keyMultibase = (public_key: Uint8Array): string => toMultibase(Uint8Array.from([...prefix, ...public_key]))

export const keyFromMultibase = (text: string): Uint8Array | undefined => {
  const bytes = fromMultibase(text)
  return bytes?.length === 34 && prefix.every((byte, at) => bytes[at] === byte) ? bytes.slice(2) : undefined
}

export const didKey = (public_key: Uint8Array): string => `did:key:${keyMultibase(public_key)}`

/** The key in an address like `did:key:z6Mk…` or in one of its methods, `did:key:z6Mk…#z6Mk…`. */
export const keyOfDid = (did: string): Uint8Array | undefined => {
  const [, first, second] = /^did:key:(z[^#]+)(?:#(z.+))?$/.exec(did) ?? []
  return first && (second === undefined || second === first) ? keyFromMultibase(first) : undefined
}
