// One thing that happened in a file, in words: its sign, what it is called, and what its codes add.
import type { ReactNode } from 'react'
import { type IconName, Name } from '#kit/ui/index.ts'
import { hasText, t } from '#language/here.ts'
import type { TimelineEntry, TimelineKind } from '#timeline/timeline.ts'

const icons: Partial<Record<TimelineKind, IconName>> = {
  file_from_report: 'reports',
  report_linked: 'reports',
  file_closed: 'lock',
  note_covered: 'lock',
  alert_ended: 'check',
  action_done: 'check',
  review_planned: 'calendar',
  follow_up_done: 'check',
  exit_interview_written: 'note',
}
/** By the word a kind begins with, where it has no sign of its own. */
const families: Record<string, IconName> = {
  file: 'file',
  card: 'person',
  identity: 'person',
  age: 'person',
  person: 'warning',
  missing: 'warning',
  related: 'people',
  team: 'people',
  hand: 'people',
  conference: 'people',
  note: 'note',
  alert: 'warning',
  consent: 'shield',
  assent: 'shield',
  guardian: 'shield',
  minor: 'shield',
  exclusion: 'shield',
  override: 'shield',
  protocol: 'warning',
  risk: 'shield',
  safety: 'shield',
  incident: 'warning',
  safe: 'phone',
  contact: 'phone',
  emergency: 'phone',
  needs: 'heart',
  need: 'plan',
  plan: 'plan',
  path: 'forward',
  screening: 'heart',
  proceeding: 'shield',
  law: 'shield',
  claim: 'file',
  matter: 'file',
  measure: 'shield',
  hearing: 'calendar',
  statement: 'lock',
  decision: 'file',
  appeal: 'forward',
  lawyer: 'person',
  steps: 'plan',
  goal: 'plan',
  action: 'plan',
  referral: 'referral',
  follow: 'calendar',
  document: 'file',
  letter: 'file',
  hold: 'lock',
  erasure: 'delete',
  glass: 'warning',
  barrier: 'warning',
  place: 'place',
  stay: 'place',
  waiting: 'calendar',
  care: 'heart',
  therapist: 'heart',
  therapy: 'heart',
  health: 'heart',
  injuries: 'heart',
  hours: 'clock',
  group: 'people',
  story: 'note',
}
export const iconOf = (kind: TimelineKind): IconName => icons[kind] ?? families[kind.split('_')[0]!] ?? 'info'

const coded = (key: string): string | undefined => (hasText(key) ? t(key) : undefined)

/** The stage it moved to, who was assigned, what a consent is for. */
const addedBy = (entry: TimelineEntry, nameOf: (staff_id: string) => string): ReactNode => {
  const { kind, codes, ref_id } = entry
  if ((kind === 'team_assigned' || kind === 'team_ended') && ref_id)
    return (
      <>
        <Name>{nameOf(ref_id)}</Name>
        {codes.function && <> · {coded(`cases.function.${codes.function}`)}</>}
      </>
    )
  if (codes.stage) return coded(`cases.stage.${codes.stage}`)
  if (codes.purpose) return coded(`consents.purpose.${codes.purpose}`)
  if (codes.barrier) return coded(`codes.access_barriers.${codes.barrier}`)
  if (codes.destination) return coded(`codes.exit_destinations.${codes.destination}`)
  if (codes.incident) return coded(`codes.stay_incidents.${codes.incident}`)
  if (codes.waiting_move) return coded(`codes.waiting_moves.${codes.waiting_move}`)
  if (codes.refusal) return coded(`codes.place_refusals.${codes.refusal}`)
  if (codes.protocol) return coded(`safety.kind.${codes.protocol}`)
  if (codes.safety_incident) return coded(`safety.incident.kind.${codes.safety_incident}`)
  if (codes.risk_trigger) return coded(`safety.trigger.${codes.risk_trigger}`)
  if (codes.alert) return coded(`alerts.kind.${codes.alert}`)
  if (codes.law_event) return coded(`law.event.${codes.law_event}`)
  if (codes.law_rule) return coded(`law.rule.${codes.law_rule}.title`)
  return entry.section ? t(`access.section.${entry.section}`) : undefined
}

/** What a kind adds in words; and of what came along with a transfer, that it did. */
export const detailOf = (entry: TimelineEntry, nameOf: (staff_id: string) => string): ReactNode => {
  const added = addedBy(entry, nameOf)
  if (!entry.codes.came) return added
  return (
    <>
      {added}
      {added && ' · '}
      {t('cases.came_along')}
    </>
  )
}
