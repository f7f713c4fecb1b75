// Text a person typed: what we accept, what we clean, what we refuse, in one place for every form of the house.
import { z } from 'zod'

// Control characters except tab and line feed, and the bidirectional controls that make a text show other than it is.
const forbidden = /(?![\t\n])\p{Cc}|\p{Cs}|[\u202A-\u202E\u2066-\u2069\uFFFE\uFFFF]/gu

/** Normalises to NFC, drops control and direction-override characters and unpaired surrogates, trims the ends. */
export const cleanText = (text: string): string =>
  text.replace(/\r\n?/g, '\n').replace(forbidden, '').normalize('NFC').trim()

/** One line of at most `max` characters, not empty. */
export const Line = (max = 200) =>
  z
    .string()
    .max(max * 4)
    .transform((text) => cleanText(text).replace(/\s+/g, ' '))
    .pipe(z.string().min(1).max(max))

/** Several lines of at most `max` characters, not empty. */
export const Prose = (max = 20_000) =>
  z
    .string()
    .max(max * 2)
    .transform(cleanText)
    .pipe(z.string().min(1).max(max))

/** Several lines that may be left empty. */
export const OptionalProse = (max = 20_000) =>
  z
    .string()
    .max(max * 2)
    .transform(cleanText)
    .pipe(z.string().max(max))
