// The story of a file: everything that happened, with the words of the notes in their place, one page at a time.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'
import { TimelineEntry, type TimelineKind } from '#timeline/timeline.ts'
import { Contact, CoverReason } from './note.ts'

export const StoryNote = z.object({
  note_id: Id,
  section: Section,
  author_id: Id,
  written_at: Moment,
  happened_on: Day.nullable(),
  contact: Contact.nullable(),
  minutes: z.int().nullable(),
  version: z.int(),
  changed_at: Moment.nullable(),
  changed_by: Id.nullable(),
  covered: z.object({ at: Moment, by: Id, reason: CoverReason }).nullable(),
  /** Null once covered. */
  text: z.string().nullable(),
})
export type StoryNote = z.infer<typeof StoryNote>

export const StoryEntry = TimelineEntry.extend({ note: StoryNote.nullable() })
export type StoryEntry = z.infer<typeof StoryEntry>

/** What one looks for in a story, in the words of the work rather than by every kind there is. */
export const storyKinds = [
  'notes',
  'needs_and_plan',
  'care',
  'referrals',
  'consents',
  'people',
  'safety',
  'documents',
  'file',
] as const
export const StoryKind = z.enum(storyKinds)
export type StoryKind = z.infer<typeof StoryKind>

/** Kinds not named here belong to the file itself. */
export const kindsOf: Record<Exclude<StoryKind, 'file'>, readonly TimelineKind[]> = {
  notes: ['note_written', 'story_told', 'story_unmarked', 'story_wish'],
  needs_and_plan: [
    'needs_assessed',
    'goal_set',
    'goal_changed',
    'action_planned',
    'action_done',
    'review_planned',
    'need_without_goal',
    'plan_agreed',
    'plan_approved',
    'plan_returned',
    'path_moved',
    'follow_up_planned',
    'follow_up_done',
  ],
  care: [
    'care_begun',
    'care_ended',
    'care_reopened',
    'therapist_changed',
    'therapy_supervised',
    'therapy_supervision_ended',
    'therapy_notes_handed_over',
    'therapy_hand_over_ended',
    'therapy_notes_given',
    'health_noted',
    'health_changed',
    'hours_begun',
    'hours_changed',
    'hours_answered',
    'injuries_recorded',
    'injuries_amended',
    'group_joined',
    'group_left',
  ],
  referrals: [
    'referral_sent',
    'referral_accepted',
    'referral_declined',
    'referral_withdrawn',
    'referral_ended',
    'barrier_met',
    'barrier_taken_back',
  ],
  consents: ['consent_recorded', 'consent_withdrawn', 'story_retelling', 'story_given'],
  people: [
    'team_assigned',
    'team_ended',
    'hand_over_proposed',
    'hand_over_declined',
    'hand_over_withdrawn',
    'identity_changed',
    'age_decided',
    'related_added',
    'related_changed',
    'emergency_contact_chosen',
    'appointment_planned',
    'appointment_changed',
    'appointment_cancelled',
    'appointment_held',
    'appointment_missed',
    'conference_planned',
    'conference_held',
    'conference_cancelled',
    'conference_task_set',
    'conference_task_answered',
  ],
  safety: [
    'safe_contact_changed',
    'contact_left',
    'contact_refused',
    'contact_result',
    'alert_added',
    'alert_ended',
    'exclusion_recorded',
    'exclusion_changed',
    'exclusion_ended',
    'override_asked',
    'override_approved',
    'override_declined',
    'override_used',
    'family_risk_assessed',
    'person_missing',
    'person_back',
    'asked_about',
    'glass_broken',
  ],
  documents: ['document_added', 'letter_written'],
}

const pageOfNotes = 20

export const readStory = endpoint({
  method: 'GET',
  path: '/api/cases/:case_id/story',
  action: 'case.open',
  summary: 'The story of a file with the notes in place, twenty entries at a time, latest first.',
  input: z.object({
    case_id: Id,
    section: Section.optional(),
    kind: StoryKind.optional(),
    by: Id.optional(),
    from: Day.optional(),
    until: Day.optional(),
    /** Notes found by their words, separated by commas: then these alone. */
    notes: z
      .string()
      .max(37 * pageOfNotes)
      .regex(/^[0-9a-f-]{36}(,[0-9a-f-]{36})*$/)
      .optional(),
    after: z.string().max(100).optional(),
  }),
  reply: z.object({ entries: z.array(StoryEntry), next: z.string().nullable() }),
})

export const findInNotes = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/notes/find',
  action: 'case.open',
  summary:
    'Which notes that are open here hold these words. Asked in a body, because words of a file stand in no address.',
  input: z.object({ case_id: Id, words: Line(100) }),
  reply: z.object({ note_ids: z.array(Id), more: z.boolean() }),
})
