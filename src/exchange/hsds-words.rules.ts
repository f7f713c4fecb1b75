// The words an export needs: names of codes, of languages, of countries and of our own fields, in one language.
import type { CodeList, Province, Region } from '#facts/facts.ts'
import type { Translator } from '#kit/say.ts'
import type { OutWords } from './hsds-out.rules.ts'

interface Known {
  codes: Record<string, CodeList>
  regions: Region[]
  provinces: Province[]
}

const ofIntl = { languages: 'language', countries: 'region' } as const

export const outWords = (
  { codes, regions, provinces }: Known,
  t: Translator,
  language: string,
  id: OutWords['id'],
  changedAt?: OutWords['changedAt'],
): OutWords => {
  const known = new Map<string, Intl.DisplayNames>()
  // Terms are named by every service: their identifiers are made once.
  const terms = new Map<string, string>()
  const namesOf = (list: keyof typeof ofIntl): Intl.DisplayNames => {
    const names = known.get(list) ?? new Intl.DisplayNames([language], { type: ofIntl[list] })
    known.set(list, names)
    return names
  }
  return {
    codes,
    regions,
    provinces,
    language,
    id: (...words) => {
      if (words[0] !== 'term' && words[0] !== 'taxonomy') return id(...words)
      const name = words.join(' ')
      const made = terms.get(name) ?? id(...words)
      terms.set(name, made)
      return made
    },
    ...(changedAt && { changedAt }),
    name: (list, code) => {
      if (list === 'languages' || list === 'countries') return namesOf(list).of(code) ?? code
      return t(list === 'term' || list === 'taxonomy' ? `hsds.${list}.${code}` : `codes.${list}.${code}`)
    },
  }
}
