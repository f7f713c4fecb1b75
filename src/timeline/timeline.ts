// Everything that happened in a file, as codes that point at the rows it happened to.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'

export const TimelineKind = z.enum([
  'file_opened',
  'file_from_report',
  'card_changed',
  'identity_changed',
  'age_decided',
  'related_added',
  'related_changed',
  'emergency_contact_chosen',
  'stage_changed',
  'file_closed',
  'file_reopened',
  'safe_contact_changed',
  'team_assigned',
  'team_ended',
  'note_written',
  'note_changed',
  'note_covered',
  'alert_added',
  'alert_ended',
  'consent_recorded',
  'consent_withdrawn',
  'needs_assessed',
  'goal_set',
  'goal_changed',
  'action_planned',
  'action_done',
  'review_planned',
  'referral_sent',
  'referral_accepted',
  'referral_declined',
  'referral_withdrawn',
  'referral_ended',
  'follow_up_planned',
  'follow_up_done',
  'glass_broken',
  'minor_step_marked',
  'guardian_recorded',
  'family_risk_assessed',
  'missing_checked',
  'best_interest_decided',
  'assent_asked',
  'assent_withdrawn',
  'missing_plan_written',
  'person_missing',
  'person_back',
  'missing_talk_written',
  'conference_planned',
  'conference_held',
  'conference_cancelled',
  'conference_task_set',
  'conference_task_answered',
  'hand_over_proposed',
  'hand_over_declined',
  'hand_over_withdrawn',
  'asked_about',
])
export type TimelineKind = z.infer<typeof TimelineKind>

export const TimelineEntry = z.object({
  entry_id: Id,
  at: Moment,
  kind: TimelineKind,
  section: Section.nullable(),
  actor_id: Id,
  ref_id: Id.nullable(),
  codes: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>

export const readTimeline = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/timeline',
  action: 'case.open',
  summary: 'The timeline of a file, twenty entries at a time, latest first.',
  input: z.object({ case_id: Id, after: z.string().max(100).optional() }),
  reply: z.object({ entries: z.array(TimelineEntry), next: z.string().nullable() }),
})
