// A health record read out answer by answer, where two colleagues changed it at once.
import type { OnTop } from '#gate/use-form.tsx'
import { day, t } from '#language/here.ts'
import type { HealthRecord } from '../record.ts'
import type { RecordDraft } from './record-draft.ts'

const plain = (value: string): string => value
const onDay = (value: string | null): string => (value ? day(value, 'long') : '')
const coded = (prefix: string) => (value: string | null) => (value ? t(`${prefix}.${value}`) : '')

export const recordSaid = (): OnTop<RecordDraft, HealthRecord>['said'] => ({
  name: [t('care.medication.name'), plain],
  dose: [t('care.medication.dose'), plain],
  since: [t('care.from_day'), onDay],
  until: [t('care.until_day'), onDay],
  prescribed_by: [t('care.medication.prescribed_by'), plain],
  safe_to_have: [t('care.medication.safe'), coded('care.medication.safe')],
  to: [t('care.allergy.to'), plain],
  reaction: [t('care.allergy.reaction'), plain],
  severity: [t('care.severity'), coded('care.severity')],
  vaccine: [t('care.vaccine'), coded('care.vaccine')],
  given_on: [t('care.vaccination.given_on'), onDay],
  dose_number: [t('care.vaccination.dose_number'), plain],
  seen: [t('care.vaccination.seen'), coded('care.vaccination.seen')],
  next_on: [t('care.vaccination.next_on'), onDay],
  condition: [t('care.condition'), coded('care.condition')],
  since_year: [t('care.condition.since_year'), plain],
  how: [t('care.pregnancy.how'), coded('care.pregnancy.how')],
  counted_on: [t('care.pregnancy.on.told'), onDay],
  weeks: [t('care.pregnancy.weeks_said'), plain],
  days: [t('care.pregnancy.days_said'), plain],
  wish: [t('care.pregnancy.wish'), coded('care.pregnancy.wish')],
  ended_on: [t('care.pregnancy.ended_on'), onDay],
  ended_how: [t('care.pregnancy.ended'), coded('care.pregnancy.ended')],
  words: [t('care.words'), plain],
  section: [t('care.record.section'), coded('care.record.section')],
  status: [t('care.status'), coded('care.status')],
})
