// Where the rules of matching say what they find. One rule is written once: over thousands of services only the sum is
// kept, and of the few that are shown every reason is told in words.
import type { AdmissionRules } from './admission.ts'
import type { MatchObstacle, MatchReason, MatchValues, MatchWeights, WeightName } from './match.ts'
import { type BarrierFact, sectionOfFact } from './person-barriers.ts'

type Values = () => MatchValues

export interface Sink {
  /** A reason for or against; `about`: the fact of her file it tells something of. */
  say(name: WeightName, values?: Values, about?: BarrierFact): void
  /** A reason whose weight is worked out. */
  add(key: string, weight: number, values: Values): void
  /** Why she cannot enter; what would make it fit stands in the rules unless it is given. */
  stop(name: string, values?: Values, about?: BarrierFact, fits_if?: string): void
}

const mendOf = (rules: AdmissionRules, name: string, given: string | undefined): string | null =>
  given ?? rules.mended_by[name] ?? null

/** Sums alone. */
export class Tally implements Sink {
  score = 0
  hardness = 0
  readonly #weights: MatchWeights
  readonly #rules: AdmissionRules

  constructor(weights: MatchWeights, rules: AdmissionRules) {
    this.#weights = weights
    this.#rules = rules
  }

  begin(): void {
    this.score = 0
    this.hardness = 0
  }

  say(name: WeightName): void {
    this.score += this.#weights[name]
  }

  add(_: string, weight: number): void {
    this.score += weight
  }

  stop(name: string, _?: Values, __?: BarrierFact, fits_if?: string): void {
    const { hardness } = this.#rules
    this.hardness += hardness[name] ?? (mendOf(this.#rules, name, fits_if) ? hardness.other : hardness.for_good)
  }
}

const hiddenReason = 'match.reason.in_her_file'
const closedToReader: MatchObstacle = {
  key: 'match.obstacle.in_her_file',
  values: {},
  fits_if: { key: 'match.fits_if.ask_worker', values: {} },
}
const nothing: MatchValues = {}
const listOf = ({ documents }: MatchValues): string[] => (Array.isArray(documents) ? documents : [])

/** Everything in words; of what stands in a section its reader may not open, only that there is something. */
export class Told implements Sink {
  readonly reasons: MatchReason[] = []
  readonly obstacles: MatchObstacle[] = []
  readonly #weights: MatchWeights
  readonly #rules: AdmissionRules
  readonly #open: ReadonlySet<string> | null

  /** `open`: the sections of her file its reader may open; null: all. */
  constructor(weights: MatchWeights, rules: AdmissionRules, open: ReadonlySet<string> | null) {
    this.#weights = weights
    this.#rules = rules
    this.#open = open
  }

  #mayName(about: BarrierFact | undefined): boolean {
    return about === undefined || this.#open === null || this.#open.has(sectionOfFact(about))
  }

  say(name: WeightName, values?: Values, about?: BarrierFact): void {
    const named = this.#mayName(about)
    const weight = this.#weights[name]
    const key = named ? `match.reason.${name}` : hiddenReason
    const known = named ? (values?.() ?? nothing) : nothing
    const same = this.reasons.find((reason) => reason.key === key)
    if (!same) {
      this.reasons.push({ key, values: known, weight })
      return
    }
    // The same is said once of several facts.
    same.weight += weight
    if (Array.isArray(same.values.facts) && Array.isArray(known.facts))
      same.values = { facts: [...same.values.facts, ...known.facts] }
  }

  add(key: string, weight: number, values: Values): void {
    this.reasons.push({ key, values: values(), weight })
  }

  stop(name: string, values?: Values, about?: BarrierFact, given?: string): void {
    if (!this.#mayName(about)) {
      if (!this.obstacles.includes(closedToReader)) this.obstacles.push(closedToReader)
      return
    }
    const mend = mendOf(this.#rules, name, given)
    const known = values?.() ?? nothing
    const key = `match.obstacle.${name}`
    const same = this.obstacles.find((obstacle) => obstacle.key === key)
    const told = same ? { documents: [...listOf(same.values), ...listOf(known)] } : known
    const fits_if = mend === null ? null : { key: `match.fits_if.${mend}`, values: told }
    if (same) Object.assign(same, { values: told, fits_if })
    else this.obstacles.push({ key, values: told, fits_if })
  }
}
