// What opens a single-use link: a long secret in the address, and a short code told by another way. Whoever makes the
// link draws both on their own device, so that no reply and no remembered request ever carries them.
import type { z } from 'zod'
import { Letters, lettersOf, typedLetters } from '#kit/letters.ts'

export const secretLength = 26
export const codeLength = 8

export const LinkSecret = Letters(secretLength)
export type LinkSecret = z.infer<typeof LinkSecret>
export const LinkCode = Letters(codeLength)
export type LinkCode = z.infer<typeof LinkCode>

const drawn = (length: number): string => lettersOf(globalThis.crypto.getRandomValues(new Uint8Array(length)))
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

/** As people paste it: the whole address or what stands behind its `#`. */
export const readSecret = (text: string): LinkSecret | undefined =>
  LinkSecret.safeParse(typedLetters(text.slice(text.lastIndexOf('#') + 1))).data

/** As people type what they heard. */
export const readCode = (text: string): LinkCode | undefined => LinkCode.safeParse(typedLetters(text)).data
