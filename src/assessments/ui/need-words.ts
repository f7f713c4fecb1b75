// Names of needs and levels in the reader's language, and the order in which she ranked them.
import { t } from '#language/here.ts'
import { needsInstrument } from '../assessment.ts'
import type { NeedsAnswers } from '../needs.ts'

export const needName = (need: string): string => t(`codes.need_domains.${need}`)

export const levelWords = (level: number): string => {
  const found = needsInstrument.levels.find(({ value }) => value === level)
  return found ? t(found.text) : String(level)
}

/** Hers first, in her order; the rest as the instrument has them, those where more help is asked before the others. */
export const inHerOrder = ({ levels, priority }: NeedsAnswers): string[] => {
  const rest = needsInstrument.domains.map(({ code }) => code).filter((code) => !priority.includes(code))
  return [...priority, ...rest.sort((a, b) => (levels[b] ?? -1) - (levels[a] ?? -1))]
}
