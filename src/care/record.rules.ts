// Which records of health may be written so, and which of them are in use today.
import type { Day } from '#kit/day.ts'
import { pregnancyObstacle } from './pregnancy.rules.ts'
import type { HealthRecord, RecordKind, RecordWords } from './record.ts'

/** An allergy is called by its own words or by a sticky fact's: by one of the two, so that they never differ. */
export const recordObstacle = (
  says: RecordWords,
  { alert_id, section }: { alert_id: string | null; section: string },
  today: Day,
): string | null => {
  if (alert_id !== null && says.kind !== 'allergy') return 'care.alert_for_allergy'
  if (says.kind === 'allergy') {
    if (section !== 'health') return 'care.allergy_for_all'
    if (alert_id === null) return says.to === '' ? 'care.allergy_named' : null
    return says.to === '' ? null : 'care.said_twice'
  }
  if (says.kind === 'pregnancy') return pregnancyObstacle(says, today)
  if (says.kind === 'medication' && says.since && says.until && says.until < says.since)
    return 'care.until_before_since'
  if (says.kind === 'vaccination' && says.given_on !== null && says.given_on > today) return 'care.not_yet'
  return null
}

export const isCurrent = ({ status, says }: Pick<HealthRecord, 'status' | 'says'>, today: Day): boolean => {
  if (status !== 'live') return false
  if (says.kind === 'medication') return says.until === null || says.until >= today
  return says.kind !== 'pregnancy' || says.ended_on === null
}

export const recordsOf = <Kind extends RecordKind>(
  records: readonly HealthRecord[],
  kind: Kind,
): (HealthRecord & { says: Extract<RecordWords, { kind: Kind }> })[] =>
  records.filter(({ says }) => says.kind === kind) as (HealthRecord & { says: Extract<RecordWords, { kind: Kind }> })[]

/** What it is called: an allergy on top of the file by the words there. */
export const nameOfAllergy = ({ alert_words, says }: Pick<HealthRecord, 'alert_words' | 'says'>): string =>
  alert_words ?? (says.kind === 'allergy' ? says.to : '')
