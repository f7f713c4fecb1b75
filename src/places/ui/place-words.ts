// How units, places and days are said on these screens.
import { type Option, toast } from '#kit/ui/index.ts'
import { day, hasText, t } from '#language/here.ts'
import { sectionOfKind, type Unit } from '../unit.ts'

export const choices = (ids: readonly string[], prefix: string): Option[] =>
  ids.map((id) => ({ id, label: t(`${prefix}.${id}`) }))

const coded = (list: string, code: string): string =>
  hasText(`codes.${list}.${code}`) ? t(`codes.${list}.${code}`) : code
export const unitName = (code: string): string => coded('place_units', code)
export const destinationName = (code: string): string => coded('exit_destinations', code)
export const refusalName = (code: string): string => coded('place_refusals', code)
export const moveName = (code: string): string => coded('waiting_moves', code)
export const incidentName = (code: string): string => coded('stay_incidents', code)

export const takenText = ({ kind, counts: { lived_in, held, places } }: Unit): string =>
  t(sectionOfKind(kind) === 'home' ? 'places.taken_tonight' : 'places.taken', { taken: lived_in + held, places })

/** Whom a unit admits, as far as anyone said. */
export const admitsWords = ({ admits }: Unit): string[] => {
  const { sex, min_age, max_age, minors } = admits
  const ages =
    min_age !== null && max_age !== null
      ? t('places.ages', { from: min_age, to: max_age })
      : min_age !== null
        ? t('places.ages_from', { from: min_age })
        : max_age !== null
          ? t('places.ages_to', { to: max_age })
          : null
  return [
    sex === 'women' || sex === 'men' ? t(`places.sex.${sex}`) : null,
    ages,
    minors === 'unknown' ? null : `${t('places.minors')}: ${t(`places.minors.${minors}`)}`,
    admits.mothers_with_children ? t('places.with_children') : null,
  ].filter((word) => word !== null)
}

export const stayDays = ({ from_on, until_on }: { from_on: string; until_on: string | null }): string =>
  until_on
    ? t('places.stay_days', { from: day(from_on), until: day(until_on) })
    : t('places.stay_since', { from: day(from_on) })

/** Says that it is done, and closes what asked for it. */
export const done = (key: string, then: () => void) => () => {
  toast(t(key))
  then()
}
