// Letters that outlive being read out, written down and typed again: Crockford's base 32, without I, L, O and U. Codes of links
// and of seats, numbers of certificates and the recovery kit are written in them.
import { z } from 'zod'

export const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

export const Letters = (length: number) => z.string().regex(new RegExp(`^[0-9A-HJKMNP-TV-Z]{${length}}$`))

/** One for each byte: thirty-two letters divide a byte evenly, so each is as likely as any other. */
export const lettersOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => letters[byte % 32]).join('')

/** As people type what they heard or read: in any case, with gaps or dashes, O for 0, I and L for 1. */
export const typedLetters = (text: string): string =>
  text
    .slice(0, 500)
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-Z]/g, '')
