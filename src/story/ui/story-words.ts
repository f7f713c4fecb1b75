// How something told is named: to whom, when and in which language; and to whom it may be retold.
import { day, isolate, list, t } from '#language/here.ts'
import { languageName } from '#people/ui/names.ts'
import type { Telling } from '../telling.ts'
import type { Profession } from '../topics.ts'

export const hearerOf = (telling: Telling, nameOf: (staff_id: string) => string): string =>
  telling.heard_by ? nameOf(telling.heard_by) : (telling.heard_outside ?? '')

/** "to Alba, 12 May 2026, in Nepali, with interpreter" */
export const circumstancesOf = (telling: Telling, nameOf: (staff_id: string) => string): string =>
  t('story.told_to', {
    who: isolate(hearerOf(telling, nameOf)),
    day: day(telling.told_on, 'long'),
    language: languageName(telling.language),
    interpreter: telling.with_interpreter ? 'yes' : 'no',
  })

export const retellWords = (retell: readonly Profession[]): string =>
  retell.length === 0
    ? t('story.retell.nobody')
    : t('story.retell.to', { whom: list(retell.map((each) => t(`story.profession.${each}`))) })
