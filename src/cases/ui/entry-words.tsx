// One thing that happened in a file, in words: its sign, what it is called, and what its codes add.
import type { ReactNode } from 'react'
import { type IconName, Name } from '#kit/ui/index.ts'
import { hasText, t } from '#language/here.ts'
import type { TimelineEntry, TimelineKind } from '#timeline/timeline.ts'

const icons: Partial<Record<TimelineKind, IconName>> = {
  file_opened: 'file',
  file_from_report: 'reports',
  file_closed: 'lock',
  file_reopened: 'file',
  safe_contact_changed: 'phone',
  card_changed: 'person',
  team_assigned: 'people',
  team_ended: 'people',
  note_covered: 'lock',
  alert_added: 'warning',
  alert_ended: 'check',
  consent_recorded: 'shield',
  consent_withdrawn: 'shield',
  needs_assessed: 'heart',
  goal_set: 'plan',
  goal_changed: 'plan',
  action_planned: 'plan',
  action_done: 'check',
  review_planned: 'calendar',
  referral_sent: 'referral',
  referral_accepted: 'referral',
  referral_declined: 'referral',
  referral_withdrawn: 'referral',
  referral_ended: 'referral',
  follow_up_planned: 'calendar',
  follow_up_done: 'check',
  glass_broken: 'warning',
}
export const iconOf = (kind: TimelineKind): IconName => icons[kind] ?? 'note'

const coded = (key: string): string | undefined => (hasText(key) ? t(key) : undefined)

/** What a kind adds in words: the stage it moved to, who was assigned, what a consent is for. */
export const detailOf = (entry: TimelineEntry, nameOf: (staff_id: string) => string): ReactNode => {
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
  if (codes.alert) return coded(`alerts.kind.${codes.alert}`)
  return entry.section ? t(`access.section.${entry.section}`) : undefined
}
