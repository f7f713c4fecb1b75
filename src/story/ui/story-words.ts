// How something told is named: to whom, when and in which language; and to whom it may be retold.
import { day, isolate, list, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import type { Telling } from '../telling.ts'
import type { Profession } from '../topics.ts'

type Told = Pick<Telling, 'heard_by' | 'heard_name' | 'heard_outside' | 'told_on' | 'language' | 'with_interpreter'>

/** "Told to Alba, 12 May 2026, in Nepali, with an interpreter" */
export const circumstancesOf = (telling: Told, me: string): string =>
  t('story.told_to', {
    mine: telling.heard_by === me ? 'yes' : 'no',
    who: isolate(telling.heard_outside ?? telling.heard_name),
    day: day(telling.told_on, 'long'),
    language: languageName(telling.language),
    interpreter: telling.with_interpreter ? 'yes' : 'no',
  })

/** Whom a colleague asks instead of the person: who heard it, or who wrote down what somebody outside heard. */
export const whomToAsk = (tellings: readonly Telling[]): string =>
  list([...new Set(tellings.map((each) => isolate(each.heard_by ? each.heard_name : each.written_name)))])

export const retellWords = (retell: readonly Profession[]): string =>
  retell.length === 0
    ? t('story.retell.nobody')
    : t('story.retell.to', { whom: list(retell.map((each) => t(`story.profession.${each}`))) })
