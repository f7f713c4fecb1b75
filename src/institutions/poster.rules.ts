// What stands on a poster, before it is set.
import type { Day } from '#kit/day.ts'
import type { Translator } from '#kit/say.ts'
import { formatDay } from '#language/format.ts'
import type { PathwayStep } from './institution.ts'
import { posterFacts } from './poster-facts.ts'
import type { Sector } from './sector.ts'

export interface Poster {
  language: string
  title: string
  lead: string
  signs: string[]
  signs_label: string
  steps_label: string
  steps: { who: string; lines: string[] }[]
  never: string[]
  never_label: string
  danger: string
  tell: string
  tell_lines: string[]
  address: string
  name: string
  foot: string[]
}

export interface PosterOf {
  language: string
  name: string
  sector: Sector
  country: string
  organisation: string
  steps: readonly PathwayStep[]
  agreed_on: Day | null
  address: string
}

/** Where nothing was agreed, what anybody can do stands in its place, and that it is not their own. */
const usual = ['note', 'alone', 'tell'] as const
const never = ['confront', 'promise', 'photo'] as const

export const posterPage = (t: Translator, of: PosterOf): Poster => {
  const { number, countries } = posterFacts.emergency
  const agreed = of.agreed_on !== null && of.steps.length > 0
  return {
    language: of.language,
    title: t('institutions.poster.title'),
    lead: t('institutions.poster.lead'),
    signs_label: t('institutions.poster.signs'),
    signs: posterFacts.signs[of.sector].map((code) => t(`signs.${code}`)),
    steps_label: t(agreed ? 'institutions.poster.pathway' : 'institutions.poster.usual'),
    steps: agreed
      ? of.steps.map(({ who, how, when, note }) => ({
          who,
          lines: [[how, when].filter(Boolean).join(' · '), note].filter(Boolean),
        }))
      : usual.map((each) => ({
          who: t(`institutions.poster.usual.${each}`),
          lines: [t(`institutions.poster.usual.${each}_how`)],
        })),
    never_label: t('institutions.poster.never'),
    never: never.map((each) => t(`institutions.poster.never.${each}`)),
    danger: countries.includes(of.country)
      ? t('institutions.poster.danger', { number })
      : t('institutions.poster.danger_anywhere'),
    tell: t('institutions.poster.tell'),
    tell_lines: [
      t('institutions.poster.tell_how', { organisation: of.organisation }),
      t('institutions.poster.tell_code'),
    ],
    address: of.address,
    name: of.name,
    foot: [
      ...(of.agreed_on
        ? [t('institutions.poster.agreed', { date: formatDay(of.language, of.agreed_on, 'long') })]
        : []),
      t('institutions.poster.not_proof'),
      ...(posterFacts.reviewed_by === null ? [t('institutions.poster.unreviewed')] : []),
    ],
  }
}
