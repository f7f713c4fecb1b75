// When a file may go. The longest duty to keep wins over the shortest wish to let go, unless a law names the duty it
// ends; and a hold wins over everything for as long as it stands.
import { sections as allSections, type Section } from '#access/access.ts'
import { addMonths, type Day } from '#kit/day.ts'
import type { KeptSection, Retention, RetentionFile, RetentionRule, RetentionState } from './retention.ts'

export interface OfFile {
  closed_on: Day
  /** The day the person comes or came of age; null when the birth year is not known. */
  of_age_on: Day | null
  /** Whether they were a minor, or have to be taken for one, while they were accompanied. */
  minor: boolean
  /** What the organisation has set for itself. */
  house_months: number
  jurisdiction: string
}

const later = (a: Day, b: Day): Day => (a > b ? a : b)
const earlier = (a: Day, b: Day): Day => (a < b ? a : b)

/** So many months before it should go, somebody looks at it. */
const reviewMonths = 3

const rulesFor = (files: RetentionFile[], jurisdiction: string, closed_on: Day): RetentionRule[] =>
  files
    .filter((file) => file.jurisdiction === 'EU' || file.jurisdiction === jurisdiction)
    .flatMap((file) => file.rules)
    .filter((rule) => rule.valid_from <= closed_on && (rule.valid_until === null || rule.valid_until > closed_on))

const concerns = (rule: RetentionRule, file: OfFile): boolean =>
  rule.who === 'everyone' || (rule.who === 'minors') === file.minor

/** A minor of unknown age is taken to have been born on the day the file closed: the longest, and never too short. */
const startOf = (rule: RetentionRule, file: OfFile): Day =>
  rule.counts_from === 'closing'
    ? file.closed_on
    : later(file.closed_on, file.of_age_on ?? addMonths(file.closed_on, 216))

const endOf = (rule: RetentionRule, file: OfFile): Day =>
  addMonths(startOf(rule, file), rule.months ?? file.house_months)

const covers = (rule: RetentionRule, section: Section): boolean =>
  rule.sections === 'all' || rule.sections.includes(section)

interface Until {
  day: Day
  rule: RetentionRule
}
const longest = (rules: RetentionRule[], file: OfFile): Until | undefined =>
  rules
    .map((rule) => ({ day: endOf(rule, file), rule }))
    .reduce<Until | undefined>((best, each) => (!best || each.day > best.day ? each : best), undefined)

/** What the rules say of a file closed on this day. */
export const retentionOf = (files: RetentionFile[], file: OfFile): Retention => {
  const rules = rulesFor(files, file.jurisdiction, file.closed_on).filter((rule) => concerns(rule, file))
  const limits = rules.filter((rule) => rule.kind === 'limit')
  const beaten = new Set(limits.flatMap((rule) => rule.beats))
  const duties = rules.filter((rule) => rule.kind === 'duty' && !beaten.has(rule.id))
  const wishes = rules.filter((rule) => rule.kind === 'wish' || rule.kind === 'limit').map((rule) => endOf(rule, file))
  const sections = allSections.map((section): KeptSection => {
    const until = longest(
      duties.filter((rule) => covers(rule, section)),
      file,
    )
    const { id = null, ref = null, reviewed_by = null } = until?.rule ?? {}
    return { section, keep_until: until?.day ?? null, rule: id, ref, reviewed: reviewed_by !== null }
  })
  const keep_until = longest(duties, file)?.day ?? null
  const wish = [addMonths(file.closed_on, file.house_months), ...wishes].reduce(earlier)
  const erase_on = keep_until ? later(keep_until, wish) : wish
  const before = addMonths(erase_on, -reviewMonths)
  const own = files.find((each) => each.jurisdiction === file.jurisdiction)
  return {
    keep_until,
    erase_on,
    review_on: later(before, file.closed_on),
    sections,
    jurisdiction: file.jurisdiction,
    rules_known: own !== undefined && own.rules.length > 0,
  }
}

/** Where a file stands today. Whatever else is true of it, one that is held is held. */
export const stateOf = (
  file: { status: 'open' | 'closed'; held: boolean; review_on: Day | null; erase_on: Day | null },
  today: Day,
): RetentionState => {
  if (file.held) return 'on_hold'
  if (file.status === 'open' || !file.erase_on || !file.review_on) return 'open'
  if (today >= file.erase_on) return 'due'
  return today >= file.review_on ? 'upcoming' : 'kept'
}

/** Whether somebody may ask for this erasure today, or why not. */
export const mayErase = (
  file: { status: 'open' | 'closed'; held: boolean; keep_until: Day | null },
  reason: { before_duty: boolean },
  today: Day,
): 'yes' | 'still_open' | 'on_hold' | 'duty_runs' => {
  if (file.held) return 'on_hold'
  if (file.status === 'open') return 'still_open'
  if (file.keep_until && today < file.keep_until && !reason.before_duty) return 'duty_runs'
  return 'yes'
}
