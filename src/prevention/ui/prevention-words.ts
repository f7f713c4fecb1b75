// What trainings, their states and their subjects are called at the desk.
import { type Sector, sectors } from '#institutions/sector.ts'
import type { Moment } from '#kit/day.ts'
import type { BadgeTone } from '#kit/ui/Badge.tsx'
import type { Option } from '#kit/ui/index.ts'
import { day, hasText, t, time } from '#language/here.ts'
import { provinceName } from '#language/ui/names.ts'
import type { RequestStatus } from '../request.ts'
import type { TrainingRow, TrainingStatus } from '../training.ts'

export const choices = (ids: readonly string[], prefix: string): Option[] =>
  ids.map((id) => ({ id, label: t(`${prefix}.${id}`) }))

export const sectorName = (sector: Sector): string => t(`sector.${sector}`)
export const sectorOptions = (): Option[] => choices(sectors, 'sector')

/** An organisation's own curriculum may have no words of ours. */
export const curriculumName = (id: string): string => {
  const key = `curriculum.${id}.title`
  return hasText(key) ? t(key) : id
}

export const statusTone = (status: TrainingStatus): BadgeTone =>
  ({ planned: 'neutral', open: 'calm', held: 'good', closed: 'neutral', cancelled: 'warning' })[status] as BadgeTone

export const requestTone = (status: RequestStatus): BadgeTone =>
  ({ new: 'warning', talking: 'calm', planned: 'good', declined: 'neutral' })[status] as BadgeTone

export const placeWords = ({ mode, province }: Pick<TrainingRow, 'mode' | 'province'>): string =>
  mode === 'online' ? t('prevention.mode.online') : province ? provinceName(province) : t('prevention.mode.place')

const pad = (value: number): string => String(value).padStart(2, '0')
/** By the clock on the wall here, as the fields of a form have it. */
export const wallOf = (at: Moment): { on: string; time: string } => {
  const date = new Date(at)
  return {
    on: `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`,
    time: `${pad(date.getHours())}:${pad(date.getMinutes())}`,
  }
}

export const spanWords = ({ starts_at, ends_at }: { starts_at: Moment; ends_at: Moment }): string =>
  `${day(wallOf(starts_at).on, 'weekday')} · ${time(starts_at)}–${time(ends_at)}`

/** Where people register, as it is typed into a telephone. */
export const joinAddress = (join_code: string): string => `${location.origin}/training/${join_code}`
