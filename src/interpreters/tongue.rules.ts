// Language and dialect as one thing: Sylheti is the same whether somebody wrote it as a language or as a dialect of Bengali.
import type { Spoken } from './interpreter.ts'
import { type Dialect, dialects } from './interpreting-facts.ts'

export interface Tongue {
  language: string
  dialect: string | null
}

/** As one word per tongue; a dialect nobody listed stays what it is. */
export const tongueOf = ({ language, dialect }: Tongue): Tongue => {
  const known = dialects.find(({ code }) => code === dialect)
  if (known?.as_language) return { language: known.as_language, dialect: null }
  return { language, dialect }
}

const sameTongue = (one: Tongue, other: Tongue): boolean =>
  one.language === other.language && one.dialect === other.dialect

/** A few words of a language interpret nothing. */
const interprets = ({ level, both_ways }: Spoken): boolean => level !== 'basic' && both_ways

const isSame = (spoken: Spoken, wanted: Tongue): boolean => interprets(spoken) && sameTongue(tongueOf(spoken), wanted)

/** `dialect`: they speak the language and not as she does. */
export const tongueObstacle = (spoken: readonly Spoken[], wanted: Tongue): 'language' | 'dialect' | null => {
  const tongue = tongueOf(wanted)
  if (spoken.some((each) => isSame(each, tongue))) return null
  // Whoever speaks a dialect of the language where none is asked for speaks the language.
  const under = spoken.filter((each) => interprets(each) && each.language === tongue.language)
  if (tongue.dialect === null && under.length > 0) return null
  const parent = dialects.find(({ as_language }) => as_language === tongue.language)?.under
  const near = spoken.some(
    (each) => interprets(each) && (each.language === tongue.language || each.language === parent),
  )
  return near ? 'dialect' : 'language'
}

export const speaksAs = (spoken: readonly Spoken[], wanted: Tongue): Spoken | undefined =>
  spoken.find((each) => isSame(each, tongueOf(wanted))) ??
  spoken.find((each) => interprets(each) && each.language === tongueOf(wanted).language)

const dialectOf = (wanted: Tongue): Dialect | undefined =>
  dialects.find(({ code, as_language }) => code === wanted.dialect || as_language === wanted.language)

/** Those who speak it here may know each other. */
export const isSmall = (wanted: Tongue): boolean => dialectOf(wanted)?.small ?? false

const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 40)

/** A dialect as an appointment names it: a code we know, or in somebody's words, which then nobody is known to speak. */
export const dialectCode = (words: string | null): string | null => {
  if (!words?.trim()) return null
  const code = slug(words)
  return code.length >= 2 ? code : 'other'
}
