// The level of a score, what changed against the one before, and what makes it time to look again. None of it says what
// will happen.
import { type Day, daysBetween } from '#kit/day.ts'
import type { Measure, RiskDue, RiskFacts, RiskLevel, RiskScore, RiskTriggerCode, ScoreWords } from './risk.ts'

export const levelOf = (
  facts: RiskFacts,
  { likelihood, impact }: Pick<ScoreWords, 'likelihood' | 'impact'>,
): RiskLevel => {
  const product = likelihood * impact
  return facts.levels.find(({ from, to }) => product >= from && product <= to)!.level
}

/** In how many days the form proposes to look again: by the highest of the levels. */
export const reviewDays = (facts: RiskFacts, levels: readonly RiskLevel[]): number => {
  const days = facts.levels.filter(({ level }) => levels.includes(level)).map(({ review_days }) => review_days)
  return days.length > 0 ? Math.min(...days) : Math.max(...facts.levels.map(({ review_days }) => review_days))
}

const namesOf = (measures: readonly Measure[]): string[] => measures.map(({ what }) => what)

export const changeOf = (
  now: ScoreWords,
  before: ScoreWords | undefined,
): Pick<RiskScore, 'moved' | 'measures_added' | 'measures_gone'> => {
  if (!before) return { moved: 'first', measures_added: [], measures_gone: [] }
  const difference = now.likelihood * now.impact - before.likelihood * before.impact
  const [new_ones, old_ones] = [namesOf(now.measures), namesOf(before.measures)]
  return {
    moved: difference > 0 ? 'up' : difference < 0 ? 'down' : 'same',
    measures_added: new_ones.filter((each) => !old_ones.includes(each)),
    measures_gone: old_ones.filter((each) => !new_ones.includes(each)),
  }
}

export interface ToldTrigger {
  trigger_id: string
  trigger: RiskTriggerCode
  on_day: Day
  words: string
}

/** The latest entry of each kind of the timeline after the last look. */
export interface Happened {
  kind: string
  on_day: Day
}

/** What is told and not answered, also days to come; what the timeline shows; and the day somebody may turn eighteen. */
export const dueOf = (
  facts: RiskFacts,
  told: readonly ToldTrigger[],
  happened: readonly Happened[],
  ever_looked: boolean,
  turns_18_on: Day | null,
  today: Day,
): RiskDue[] => {
  const fromFile = facts.triggers.flatMap(({ trigger, timeline, always }): RiskDue[] => {
    if (!always && !ever_looked) return []
    const days = happened.filter(({ kind }) => timeline.includes(kind)).map(({ on_day }) => on_day)
    const latest = days.sort().at(-1)
    return latest ? [{ trigger, on_day: latest, trigger_id: null, words: '', ahead: false }] : []
  })
  const said = told.map((each): RiskDue => ({ ...each, ahead: each.on_day > today }))
  const birthday: RiskDue[] =
    turns_18_on && !said.some(({ trigger }) => trigger === 'birthday_18')
      ? [{ trigger: 'birthday_18', on_day: turns_18_on, trigger_id: null, words: '', ahead: turns_18_on > today }]
      : []
  return [...said, ...fromFile, ...birthday].sort((a, b) => a.on_day.localeCompare(b.on_day))
}

interface Look {
  scores: readonly { risk_id: string; first: unknown }[]
  ended: readonly string[]
  review_on: Day
  words: string
}
const longestDays = 180

/** What speaks against a look as it was sent: risks of another file, a day that is past, and no word where nothing changed. */
export const lookObstacle = (
  look: Look,
  known: readonly { risk_id: string; ended: boolean }[],
  today: Day,
): string | null => {
  const live = new Set(known.filter(({ ended }) => !ended).map(({ risk_id }) => risk_id))
  const all = new Set(known.map(({ risk_id }) => risk_id))
  for (const { risk_id, first } of look.scores) {
    if (first ? all.has(risk_id) : !live.has(risk_id)) return 'safety.risk_not_found'
    if (look.ended.includes(risk_id)) return 'safety.risk_scored_and_ended'
  }
  if (look.ended.some((risk_id) => !live.has(risk_id))) return 'safety.risk_not_found'
  if (look.review_on <= today) return 'safety.review_after_today'
  if (daysBetween(today, look.review_on) > longestDays) return 'safety.review_too_late'
  if ((look.scores.length === 0 || look.ended.length > 0) && look.words === '') return 'safety.look_why'
  return null
}
