// What every write about a conference makes the desk look at again.
import type { useWrite } from '#gate/query.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { listConferences, readMyConferences } from '../conference.ts'

export const invalidates: NonNullable<NonNullable<Parameters<typeof useWrite>[1]>['invalidates']> = [
  listConferences,
  readMyConferences,
  readTimeline,
]
