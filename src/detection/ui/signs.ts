// The signs as a screen offers them: once each, in the group one would look for them in, a sector's own first.
import { codeOf, type IndicatorList } from '#facts/indicators.ts'
import { hasText, t } from '#language/here.ts'
import type { AgeGroup } from '../reading.ts'

export interface OfferedGroup {
  id: string
  label: string
  codes: string[]
}

export const signWords = (code: string): string => (hasText(`signs.${code}`) ? t(`signs.${code}`) : code)

export const isSector = (id: string): boolean => id.startsWith('sector-')

/** As a reader goes through them: what is seen at once first, what is concluded last. */
const groupOrder = [
  ...['general', 'exploitation', 'coercion', 'vulnerability'],
  ...['deceptive_recruitment', 'coercive_recruitment', 'recruitment_vulnerability'],
  ...['children', 'domestic', 'sexual', 'labour', 'begging_crime'],
  ...['act', 'means', 'deception', 'purpose'],
]

const groupsOf = (lists: IndicatorList[], age: AgeGroup): OfferedGroup[] => {
  const placed = new Map<string, string>()
  for (const list of lists)
    for (const each of list.indicators) {
      const forWhom = 'code' in each ? (each.for ?? list.for) : list.for
      // Signs about children are offered whatever the age: there may be a child beside an adult.
      if (!('code' in each) || (age !== 'adult' && forWhom === 'adult')) continue
      if (!placed.has(each.code)) placed.set(each.code, each.group)
    }
  return groupOrder.flatMap((group) => {
    const codes = [...placed].filter(([, of]) => of === group).map(([code]) => code)
    return codes.length > 0 ? [{ id: group, label: t(`signs.group.${group}`), codes }] : []
  })
}

/** A sign that was said for a sector stands there and not a second time below. */
export const offeredGroups = (lists: IndicatorList[], sector: string | null, age: AgeGroup): OfferedGroup[] => {
  const own = lists.find(({ id }) => id === sector)
  const first = own ? own.indicators.map(codeOf) : ['danger_now']
  const rest = groupsOf(lists, age).map((group) => ({
    ...group,
    codes: group.codes.filter((code) => !first.includes(code)),
  }))
  const label = own ? t(`signs.list.${own.id}`) : t('detection.first')
  return [{ id: 'first', label, codes: first }, ...rest.filter(({ codes }) => codes.length > 0)]
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** Every word that was typed, anywhere in the sentence or in the name of the group, with or without accents. */
export const matching = (groups: OfferedGroup[], words: string): OfferedGroup[] => {
  const asked = plain(words).split(/\s+/).filter(Boolean)
  if (asked.length === 0) return groups
  return groups.flatMap((group) => {
    const codes = group.codes.filter((code) => {
      const text = plain(`${signWords(code)} ${group.label}`)
      return asked.every((word) => text.includes(word))
    })
    return codes.length > 0 ? [{ ...group, codes }] : []
  })
}
