// A gap in words, the same on the screen and on the page for a town hall.
import type { Translator } from '#kit/say.ts'
import type { Gap, GapReason } from './gap.ts'

export interface Words {
  t: Translator
  languageName: (code: string) => string
  provinceName: (code: string) => string
}

/** As others call it: a town hall knows psychological care, not how somebody is inside. */
export const needName = ({ t }: Words, need: string): string => t(`gaps.need.${need}`)
const barrierName = ({ t }: Words, code: string): string => t(`codes.access_barriers.${code}`)

const isMet = ({ reasons }: Gap): boolean => reasons[0]?.key === 'gaps.reason.met'

/** "Housing in Valencia: no service". */
export const gapTitle = (gap: Gap, words: Words): string => {
  const { t, languageName, provinceName } = words
  const need = needName(words, gap.need)
  if (isMet(gap)) return t('gaps.gap.met', { need, barrier: barrierName(words, gap.code ?? 'other') })
  if (gap.missing === 'language') return t('gaps.gap.language', { need, language: languageName(gap.code ?? '') })
  return t(`gaps.gap.${gap.missing}`, { need, place: provinceName(gap.province ?? '') })
}

export const reasonText = ({ key, values }: GapReason, words: Words): string => {
  const named = { ...values }
  if (typeof values.language === 'string') named.language = words.languageName(values.language)
  if (typeof values.barrier === 'string') named.barrier = barrierName(words, values.barrier)
  return words.t(key, named)
}

/** What it takes, said neutrally: nobody is blamed. */
export const helpText = (gap: Gap, words: Words): string =>
  words.t(`gaps.help.${gap.missing}`, { need: needName(words, gap.need) })
