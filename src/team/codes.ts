// The codes of data/ that the team's screens offer; a test holds them against the files.

export const checklistCodes: Record<string, string[]> = {
  open_tasks: ['told', 'nothing', 'not_yet'],
  deadlines: ['told', 'nothing', 'not_yet'],
  appointments: ['told', 'nothing', 'not_yet'],
  consents_ending: ['told', 'nothing', 'not_yet'],
  person_told: ['agrees', 'worried', 'against', 'not_yet', 'not_safe'],
  meeting_together: ['held', 'planned', 'not_wanted', 'not_yet'],
}
export const declineCodes = [
  'too_much_now',
  'no_common_language',
  'too_close',
  'another_fits_better',
  'not_ready',
  'other',
] as const
export const askedWays = ['phone', 'in_person', 'message', 'letter', 'through_others'] as const
export const askers = [
  'relative',
  'partner',
  'friend',
  'employer',
  'authority',
  'lawyer',
  'press',
  'did_not_say',
  'other',
] as const
export const reviewWords = [
  'part_of_the_work',
  'stood_in',
  'emergency',
  'training_or_review',
  'opened_by_mistake',
  'talked_about_it',
  'to_be_followed',
] as const
/** Points as in data/codes/case_weights.json. */
export const weightFactors = {
  danger: 4,
  minor: 4,
  no_home: 3,
  mind: 2,
  health: 2,
  interpreter: 2,
  children: 2,
  papers: 2,
  proceedings: 2,
  far_away: 1,
} as const
