// Which country's rights somebody reads, and in which words.
import type { Translator } from '#kit/say.ts'
import type { Right, RightsFile } from './rights.ts'

/** The one asked for; else that of the first organisation whose country we know; else the first there is. */
export const countryOf = (files: readonly RightsFile[], asked: string, organisations: string[]): RightsFile =>
  files.find((file) => file.country === asked) ??
  organisations.flatMap((country) => files.filter((file) => file.country === country))[0] ??
  files[0]!

/** The organisations' own countries first. */
export const countriesInOrder = (files: readonly RightsFile[], organisations: string[]): string[] => {
  const known = files.map((file) => file.country)
  return [...new Set([...organisations.filter((country) => known.includes(country)), ...known])]
}

export const rightKey = ({ code, says }: Pick<Right, 'code' | 'says'>): string => `public.right.${says ?? code}`

export const sayRight = (t: Translator, right: Right): string =>
  t(rightKey(right), right.days === undefined ? {} : { days: right.days })

/** Nobody reads a list as checked while one of its lines is not. */
export const reviewerOf = ({ reviewed_by, rights }: RightsFile): string | null =>
  rights.every((right) => right.reviewed_by !== null) ? reviewed_by : null

/** Most of what stands here is from memory: the page says so before the list. */
export const knowsLittle = ({ rights }: RightsFile): boolean =>
  rights.every(({ confidence }) => confidence === 'memory')
