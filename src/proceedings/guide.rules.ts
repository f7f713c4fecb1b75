// Which guided checklists fit what is held against somebody, how far one has come, and the lines it gives a draft.
import type { Day } from '#kit/day.ts'
import type { Guide, Guided, GuideFile } from './guide.ts'
import type { ProceedingKind } from './non-punishment.ts'

/** Those of the country the proceeding runs in, for that kind of proceeding, that hold today. */
export const guidesFor = (
  files: readonly GuideFile[],
  { kind, jurisdiction }: { kind: ProceedingKind; jurisdiction: string },
  today: Day,
): Guide[] =>
  files
    .filter(({ country }) => country === jurisdiction)
    .filter(({ valid_from, valid_until }) => valid_from <= today && (valid_until === null || today <= valid_until))
    .flatMap(({ guides }) => guides.filter(({ about }) => about.includes(kind)))

const answerOf = (steps: Guided['steps'], code: string) => steps[code] ?? { answer: 'open' as const, words: '' }

/** Steps that are there, in part too: a count of what was gathered, never of what it is worth. */
export const gathered = (guide: Pick<Guide, 'steps'>, steps: Guided['steps']): number =>
  guide.steps.filter(({ code }) => ['there', 'partly'].includes(answerOf(steps, code).answer)).length

/** For the draft: what is there, and what is missing, speaks against it or was not looked at; `say` names a step. */
export const draftLines = (
  guide: Pick<Guide, 'steps'>,
  steps: Guided['steps'],
  say: (code: string) => string,
): { shown: string[]; missing: string[] } => {
  const line = (code: string) => [say(code), answerOf(steps, code).words].filter((part) => part !== '').join(': ')
  const of = (answers: readonly string[]) =>
    guide.steps.filter(({ code }) => answers.includes(answerOf(steps, code).answer)).map(({ code }) => line(code))
  return { shown: of(['there', 'partly']), missing: of(['speaks_against', 'missing', 'open']) }
}
