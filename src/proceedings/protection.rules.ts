// When signs and a proceeding against the person meet, which rules may protect her from punishment. Never a verdict:
// what is shown is the rule and where it stands.
import type { Day } from '#kit/day.ts'
import type { NonPunishment, NonPunishmentRule, ProceedingKind } from './non-punishment.ts'

export interface Proceeded {
  kind: ProceedingKind
  jurisdiction: string
  status: 'open' | 'suspended' | 'ended'
}

/** A conviction that was served still stands in a record: it may be looked at again. */
const stands = ({ kind, status }: Proceeded): boolean => status !== 'ended' || kind === 'conviction'

export interface RuleShown extends NonPunishmentRule {
  /** File of facts it comes from. */
  of: string
  reviewed: boolean
  valid_from: Day
}

/** The rules for one proceeding, the country's own first; what no longer holds, or not yet, is left out. */
export const rulesFor = (
  files: readonly NonPunishment[],
  { kind, jurisdiction }: Pick<Proceeded, 'kind' | 'jurisdiction'>,
  today: Day,
): RuleShown[] =>
  files
    .filter(({ applies_in }) => applies_in === null || applies_in.includes(jurisdiction))
    .filter(({ valid_from, valid_until }) => valid_from <= today && (valid_until === null || today <= valid_until))
    .flatMap(({ id, rules, reviewed_by, valid_from }) =>
      rules
        .filter(({ about }) => about.includes(kind))
        .map((rule) => ({ ...rule, of: id, reviewed: reviewed_by !== null, valid_from })),
    )

export interface Protection<P extends Proceeded> {
  proceeding: P
  rules: RuleShown[]
  /** No rule of the country itself is written down here. */
  only_above: boolean
}

/** Empty unless both meet: signs that were noted, and a proceeding that still stands. */
export const protectionOf = <P extends Proceeded>(
  files: readonly NonPunishment[],
  signs_noted: boolean,
  proceedings: readonly P[],
  today: Day,
): Protection<P>[] =>
  signs_noted
    ? proceedings.filter(stands).map((proceeding) => {
        const rules = rulesFor(files, proceeding, today)
        const own = files.filter(({ applies_in }) => applies_in?.length === 1).map(({ id }) => id)
        return { proceeding, rules, only_above: !rules.some(({ of }) => own.includes(of)) }
      })
    : []
