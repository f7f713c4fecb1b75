// Which needs ask for a goal, and who says so: what she named herself, a level of her daily life, what threatens her, and
// readings of instruments. A goal that stands, or a reason newer than whatever asks, is an answer.
import type { Section } from '#access/access.ts'
import type { Read } from '#assessments/instrument.ts'
import type { NeedThatAsks } from '#assessments/needs.rules.ts'
import type { Day } from '#kit/day.ts'
import type { RiskKind, RiskLevel } from '#safety/risk.ts'
import type { Ask, AskSource, NeedWithout } from './ask.ts'
import type { AskingFacts, AskingReading } from './asking-facts.ts'
import { sectionOfNeed } from './plan.rules.ts'
import type { GoalStatus } from './plan.ts'

export interface AskFrom extends AskSource {
  need: string
}

export const fromNeeds = (asking: Pick<NeedThatAsks, 'domain' | 'level'>[], on: Day): AskFrom[] =>
  asking.map(({ domain, level }) => ({ need: domain, kind: 'needs', on, level, instrument: null, code: null }))

/** The levels of daily life at which somebody does not manage alone yet. */
const inRed = (level: number): boolean => level >= 1 && level <= 2

/** `levels`: item of the self-sufficiency matrix → its level, 1 to 5; `needOf`: which need an item speaks of. */
export const fromLiving = (
  instrument: string,
  levels: Record<string, number | null>,
  needOf: Record<string, string>,
  on: Day,
): AskFrom[] =>
  Object.entries(levels).flatMap(([code, level]) => {
    const need = needOf[code]
    return need && level !== null && inRed(level)
      ? [{ need, kind: 'living' as const, on, level, instrument, code }]
      : []
  })

/** Whether what was read of an instrument asks, and the code of what asked first. */
const askingCode = (read: Read, { cut_offs, bands = [], findings = [] }: AskingReading): string | undefined => {
  const met = read.scores.flatMap((score) => score.cut_offs.filter((line) => line.met === true).map(({ code }) => code))
  const lines = cut_offs === 'any' ? met : met.filter((code) => cut_offs?.includes(code))
  const fallen = read.scores.flatMap(({ band }) => (band !== null && bands.includes(band) ? [band] : []))
  return [...read.findings.filter((code) => findings.includes(code)), ...lines, ...fallen][0]
}

export const fromReading = (instrument: string, read: Read, on: Day, rules: AskingReading[]): AskFrom[] =>
  rules
    .filter((rule) => rule.instrument === instrument)
    .flatMap((rule) => {
      const code = askingCode(read, rule)
      return code ? [{ need: rule.need, kind: 'instrument' as const, on, level: null, instrument, code }] : []
    })

export interface RiskNow {
  kind: RiskKind
  level: RiskLevel
  on: Day
}

export const fromRisks = (risks: RiskNow[], { levels, needs }: AskingFacts['risks']): AskFrom[] =>
  risks
    .filter(({ level }) => levels.includes(level))
    .map(({ kind, on }) => ({ need: needs[kind], kind: 'risk', on, level: null, instrument: null, code: kind }))

/** Of several reasons for one need the latest counts. */
const latestOf = (without: NeedWithout[]): Map<string, NeedWithout> => {
  const sorted = [...without].sort((a, b) => (a.decided_on < b.decided_on ? -1 : a.decided_on > b.decided_on ? 1 : 0))
  return new Map(sorted.map((each) => [each.need, each]))
}

interface Standing {
  need: string
  status: GoalStatus
}
const stands = ({ status }: Standing): boolean => status === 'open' || status === 'waiting'

/**
 * In her own order where she gave one, then as they came. A need whose section the reader does not open is left out:
 * there may be a goal for it which they do not see.
 */
export const asksOf = (from: AskFrom[], goals: Standing[], without: NeedWithout[], opened: Section[]): Ask[] => {
  const answered = new Set(goals.filter(stands).map(({ need }) => need))
  const reasons = latestOf(without)
  const asks = new Map<string, Ask>()
  for (const { need, ...source } of from) {
    const section = sectionOfNeed(need)
    const reason = reasons.get(need)
    if (!section || !opened.includes(section) || answered.has(need)) continue
    if (reason && source.on <= reason.decided_on) continue
    const ask = asks.get(need) ?? { need, section, sources: [] }
    ask.sources.push(source)
    asks.set(need, ask)
  }
  return [...asks.values()]
}

/** The reasons that stand today: the latest of each need that has no goal. */
export const standingReasons = (without: NeedWithout[], goals: Standing[], asks: Ask[]): NeedWithout[] => {
  const taken = new Set([...goals.filter(stands).map(({ need }) => need), ...asks.map(({ need }) => need)])
  return [...latestOf(without).values()].filter(({ need }) => !taken.has(need))
}
