// What opens a single-use link: a long secret in the address, and a short code told by another way. Whoever makes the
// link draws both on their own device, so that no reply and no remembered request ever carries them.
import { z } from 'zod'

/** Crockford's letters: nobody confuses I, L, O, U with a digit when a code is read out on the telephone. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const secretLength = 26
export const codeLength = 8

export const LinkSecret = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/)
export type LinkSecret = z.infer<typeof LinkSecret>
export const LinkCode = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{8}$/)
export type LinkCode = z.infer<typeof LinkCode>

/** Thirty-two letters divide a byte evenly, so each is as likely as any other. */
const drawn = (length: number): string =>
  [...globalThis.crypto.getRandomValues(new Uint8Array(length))].map((byte) => letters[byte % 32]).join('')
export const newLinkSecret = (): LinkSecret => drawn(secretLength)
export const newLinkCode = (): LinkCode => drawn(codeLength)

/** Digits alone, for somebody who types on a telephone in whatever script: as few tries guard them as any code. */
export const newNumberCode = (): LinkCode =>
  [...globalThis.crypto.getRandomValues(new Uint32Array(codeLength))].map((each) => each % 10).join('')

/** Two groups of four, to read out. */
export const showCode = (code: LinkCode): string => `${code.slice(0, 4)} ${code.slice(4)}`

/** The secret stands behind the `#`: no server, proxy, log or scanner that fetches the address ever receives it. */
export const linkAddress = (origin: string, secret: LinkSecret): string => `${origin}/answer#${secret}`

/** The same, for the page on which she answers by herself. */
export const ownAddress = (origin: string, secret: LinkSecret): string => `${origin}/own#${secret}`

const said = (text: string): string =>
  text
    .slice(0, 500)
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')

/** As people paste it: the whole address or what stands behind its `#`. */
export const readSecret = (text: string): LinkSecret | undefined =>
  LinkSecret.safeParse(said(text.slice(text.lastIndexOf('#') + 1))).data

/** As people type what they heard. */
export const readCode = (text: string): LinkCode | undefined => LinkCode.safeParse(said(text)).data
