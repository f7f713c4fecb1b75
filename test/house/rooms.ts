// The rooms of the house in the order the story of accompanying someone is told. A room may lean only on rooms told
// before it; the compositions at the end put the rooms together.

export const rooms = [
  'kit',
  'facts',
  'language',
  'vault',
  'access',
  'journal',
  'gate',
  'organisations',
  'prevention',
  'reports',
  'people',
  'cases',
  'consents',
  'documents',
  'assessments',
  'safety',
  'plans',
  'services',
  'referrals',
  'agenda',
  'law',
  'care',
  'learning',
  'livelihood',
  'work',
  'returns',
  'outcomes',
  'insight',
  'own',
  'server',
  'web',
  'public',
  'cli',
] as const

/** The rooms that put the others together and start them: they hold no decisions of their own. */
export const compositions: readonly string[] = ['server', 'web', 'public', 'cli']
