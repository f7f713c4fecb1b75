// Every answer the house gives. A room's endpoint that is not here is not reachable; a test notices.

import * as cases from '#cases/case.api.ts'
import * as notes from '#cases/note.api.ts'
import * as team from '#cases/team.api.ts'
import * as consents from '#consents/consent.api.ts'
import type { Answer } from '#gate/answer.ts'
import * as reports from '#reports/report.api.ts'

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'endpoint' in value && 'handler' in value

const answersOf = (room: Record<string, unknown>): Answer[] => Object.values(room).filter(isAnswer)

export const answers: Answer[] = [cases, notes, team, consents, reports].flatMap(answersOf)
