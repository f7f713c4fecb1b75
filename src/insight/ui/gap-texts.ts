// Names a gap is told with, in the reader's language.
import { t } from '#language/here.ts'
import { languageName, provinceName } from '#language/ui/names.ts'
import type { Words } from '../gap-words.rules.ts'

export const needName = (code: string): string => t(`gaps.need.${code}`)
export const barrierName = (code: string): string => t(`codes.access_barriers.${code}`)
export const words: Words = { t: (key, values) => t(key, values), languageName, provinceName }
