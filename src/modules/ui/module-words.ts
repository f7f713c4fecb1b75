// How a module is called on the desk, and what may be said of how it stands.
import { hasText, language, number, t } from '#language/here.ts'
import type { ModuleStanding } from '../catalogue.ts'

/** In the reader's language where it is written in it. */
export const titleIn = (titles: Record<string, string>): string =>
  titles[language()] ?? titles.en ?? Object.values(titles)[0] ?? ''

export const tones = {
  house: 'calm',
  published: 'good',
  draft: 'warning',
  withdrawn: 'neutral',
} as const satisfies Record<ModuleStanding, string>

export const told = (count: number | null): string => (count === null ? t('modules.few') : number(count))

export const faultText = (fault: string): string => {
  const key = `module.fault.${fault}`
  return hasText(key) ? t(key) : t('module.fault.shape')
}
