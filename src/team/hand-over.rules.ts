// What must have been said before a file is proposed to a colleague, and how its open matters are told.
import type { CodeEntry } from '#facts/facts.ts'
import { type Day, daysBetween } from '#kit/day.ts'
import type { Checklist, OpenMatter } from './hand-over.ts'

export interface ChecklistItem {
  code: string
  answers: string[]
}
export const checklistOf = (codes: CodeEntry[]): ChecklistItem[] =>
  codes.map(({ code, ...rest }) => ({ code, answers: (rest as { answers?: string[] }).answers ?? [] }))

/** Items without an answer, and answers that are not of their item. */
export const faultsOfChecklist = (items: ChecklistItem[], checklist: Checklist): string[] => [
  ...items.filter(({ code, answers }) => !answers.includes(checklist[code] ?? '')).map(({ code }) => code),
  ...Object.keys(checklist).filter((code) => !items.some((item) => item.code === code)),
]

/** Answers that ask the receiving colleague to look twice before anything else. */
const open = new Set(['not_yet', 'worried', 'against', 'not_safe'])
export const stillOpen = (checklist: Checklist): string[] =>
  Object.entries(checklist).flatMap(([code, answer]) => (open.has(answer) ? [code] : []))

/** Until when the former reference worker may still see the file: at most a month, never in the past. */
export const longestStay = 31
export const mayKeepUntil = (today: Day, keeps_until: Day | null): boolean =>
  keeps_until === null || (keeps_until >= today && daysBetween(today, keeps_until) <= longestStay)

export interface ToldMatters {
  overdue: OpenMatter[]
  soon: OpenMatter[]
  later: OpenMatter[]
  undated: OpenMatter[]
}

/** What is late, what comes within two weeks, what comes later, and what has no day. */
export const tellMatters = (matters: OpenMatter[], today: Day): ToldMatters => {
  const told: ToldMatters = { overdue: [], soon: [], later: [], undated: [] }
  for (const matter of matters) {
    if (matter.due_on === null) told.undated.push(matter)
    else if (matter.due_on < today) told.overdue.push(matter)
    else if (daysBetween(today, matter.due_on) <= 14) told.soon.push(matter)
    else told.later.push(matter)
  }
  return told
}
