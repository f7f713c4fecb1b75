// How care is said on the desk: days and clocks, what a medication line holds, what is left of hours.
import type { CaseFile } from '#cases/case.ts'
import { day, t } from '#language/here.ts'
import type { Care } from '../care.ts'
import type { Episode, Session } from '../episode.ts'
import type { HealthRecord } from '../record.ts'
import { joined } from '../told.rules.ts'
import type { RunningWindow } from '../window.ts'

export { joined } from '../told.rules.ts'

export interface SideProps {
  file: CaseFile
  care: Care
  today: string
}

/** Who gives it: a colleague's name, where a referral leads, or the name the person said. */
export const providerOf = (episode: Episode, nameOf: (staff_id: string) => string): string => {
  if (episode.staff_id) return nameOf(episode.staff_id)
  return episode.referred_to ?? episode.name
}

export const whenOf = ({ on_day, clock }: Pick<Session, 'on_day' | 'clock'>): string =>
  clock ? t('care.session.at', { day: day(on_day, 'weekday'), clock }) : day(on_day, 'weekday')

export const medicationLine = ({ says }: HealthRecord): string =>
  says.kind === 'medication' ? joined(says.name, says.dose) : ''

const hoursAndMinutes = (minutes: number): string => {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  return hours >= 6 || rest === 0 ? t('care.hours.n', { hours }) : t('care.hours.n_m', { hours, minutes: rest })
}

/** What is left, as far as one knows when it was: one figure, or between two. */
export const leftOf = ({ left, state }: RunningWindow): string => {
  if (state === 'over') return t('care.hours.over')
  if (state === 'may_be_over') return t('care.hours.may_be_over', { left: hoursAndMinutes(left.to) })
  if (left.from >= 6 * 60 && left.to - left.from >= 60)
    return t('care.hours.left_range', { least: Math.floor(left.from / 60), most: Math.floor(left.to / 60) })
  const [least, most] = [hoursAndMinutes(left.from), hoursAndMinutes(left.to)]
  return least === most ? t('care.hours.left', { left: least }) : t('care.hours.left_between', { least, most })
}
