// A health record while it is typed: every field of every kind as text or choice, so that a form can hold it; and the
// record it becomes.
import type { HealthRecord, RecordKind, RecordWords } from '../record.ts'

export interface RecordDraft {
  name: string
  dose: string
  since: string | null
  until: string | null
  prescribed_by: string
  safe_to_have: 'safe' | 'not_safe' | 'not_asked'
  to: string
  reaction: string
  severity: 'mild' | 'serious' | 'life_threatening' | 'not_known'
  stick: boolean
  alert_id: string | null
  vaccine: string
  given_on: string | null
  dose_number: string
  seen: 'paper' | 'told'
  next_on: string | null
  condition: string
  since_year: string
  how: 'last_period' | 'scan' | 'told' | 'none'
  counted_on: string | null
  certain: boolean
  weeks: string
  days: string
  wish: 'not_said' | 'thinking' | 'goes_on' | 'ends'
  ended_on: string | null
  ended_how: string | null
  words: string
  section: 'health' | 'mind'
  status: HealthRecord['status']
}

const empty: RecordDraft = {
  ...{ name: '', dose: '', since: null, until: null, prescribed_by: '', safe_to_have: 'not_asked' },
  ...{ to: '', reaction: '', severity: 'not_known', stick: true, alert_id: null },
  ...{ vaccine: 'tetanus', given_on: null, dose_number: '', seen: 'told', next_on: null },
  ...{ condition: 'other', since_year: '', how: 'last_period', counted_on: null, certain: false, weeks: '', days: '0' },
  ...{ wish: 'not_said', ended_on: null, ended_how: null, words: '', section: 'health', status: 'live' },
}

const counted = (says: Extract<RecordWords, { kind: 'pregnancy' }>): Partial<RecordDraft> => {
  const { counted: from } = says
  if (!from) return { how: 'none' }
  if (from.how === 'last_period') return { how: from.how, counted_on: from.on, certain: from.certain }
  return { how: from.how, counted_on: from.on, weeks: String(from.weeks), days: String(from.days) }
}

export const draftOf = (record: HealthRecord | null, section: RecordDraft['section']): RecordDraft => {
  if (!record) return { ...empty, section }
  const { says, status, alert_id } = record
  const of = { ...empty, section: record.section, status, alert_id, stick: false, words: says.words }
  if (says.kind === 'medication') return { ...of, ...says }
  if (says.kind === 'allergy') return { ...of, ...says }
  if (says.kind === 'vaccination') {
    const { dose, ...rest } = says
    return { ...of, ...rest, dose_number: dose ? String(dose) : '' }
  }
  if (says.kind === 'condition')
    return { ...of, condition: says.condition, since_year: says.since_year ? String(says.since_year) : '' }
  return { ...of, ...counted(says), wish: says.wish, ended_on: says.ended_on, ended_how: says.ended_how }
}

const number = (text: string): number | null => (text.trim() === '' ? null : Number(text))

const countedFrom = ({ how, counted_on, certain, weeks, days }: RecordDraft) => {
  if (how === 'none' || !counted_on) return null
  if (how === 'last_period') return { how, on: counted_on, certain }
  return { how, on: counted_on, weeks: number(weeks), days: number(days) ?? 0 }
}

/** As it is sent; what does not fit the server says by field. */
export const recordOf = (kind: RecordKind, draft: RecordDraft): unknown => {
  const { words } = draft
  if (kind === 'medication') {
    const { name, dose, since, until, prescribed_by, safe_to_have } = draft
    return { kind, name, dose, since, until, prescribed_by, safe_to_have, words }
  }
  if (kind === 'allergy') {
    const { to, reaction, severity, alert_id } = draft
    return { kind, to: alert_id ? '' : to, reaction, severity, words }
  }
  if (kind === 'vaccination') {
    const { vaccine, given_on, dose_number, seen, next_on } = draft
    return { kind, vaccine, given_on, dose: number(dose_number), seen, next_on, words }
  }
  if (kind === 'condition') return { kind, condition: draft.condition, since_year: number(draft.since_year), words }
  const { wish, ended_on, ended_how } = draft
  return {
    kind,
    counted: countedFrom(draft),
    wish,
    ended_on,
    ended_how: ended_on ? (ended_how ?? 'not_said') : null,
    words,
  }
}
