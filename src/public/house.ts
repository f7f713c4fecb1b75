// What every step of the door leans on: who receives, whom to call, how often one may ask, and what to say when
// something fails.
import type { Facts } from '#facts/facts.ts'
import { askedForm } from '#forms/form.rules.ts'
import type { AskedForm } from '#forms/form.ts'
import { formSources } from '#forms/form-sources.ts'
import { forms } from '#forms/forms.ts'
import { asProblem } from '#gate/problems.ts'
import type { Database } from '#kit/database.ts'
import type { Translator } from '#kit/say.ts'
import type { DoorOrganisation } from '#reports/door.store.ts'
import { Lifetimes } from '#reports/lifetime.ts'
import type { CrowdRule } from './crowd.ts'
import { firstLookBy } from './first-look.ts'
import { type Limit, limit } from './limits.ts'
import type { Budget } from './limits-cost.ts'
import { type Watch, watchOf } from './limits-gate.ts'
import { type HelpLine, helpLines } from './lines.ts'
import type { Reader } from './page.ts'
import { type Evenly, evenly, evenlyBy } from './send.ts'
import { Visits } from './visit.ts'

export interface PublicDoor {
  /** A pool of its own, connected as amparo_door. */
  door: Database
  facts: Facts
  say?: (language: string) => Translator
  /** Called for every problem that is ours: the key and the route alone, and the cause for its code. */
  report?: (key: string, route: string, cause: unknown) => void
  limits?: { reports: number; returns: number }
  /** What one address and all together may spend before more is asked of a device. */
  budget?: Budget
  /** What hashes and who waits, where a test looks at everything else. */
  watch?: Partial<Watch>
  /** Milliseconds of one step of the clock, where a test looks at something else. */
  step_ms?: number
  /** How many may be inside at once, and come each second. */
  crowd?: CrowdRule
}

export interface DoorNow {
  organisations: DoorOrganisation[]
  lines: HelpLine[]
  /** The database does not answer. */
  away: boolean
}

export interface House {
  facts: Facts
  database: Database
  visits: Visits
  forms: ReadonlyMap<string, AskedForm>
  /** How long a number works after the last movement. */
  months: number
  watch: Watch
  /** Whatever is found behind a receipt, it is said at a step of the clock. */
  evenly: Evenly
  mayReport: Limit
  mayReturn: Limit
  /** The page stands even while the database is away: whom to call matters most then. */
  now(): Promise<DoorNow>
  noticeOf(error: unknown, reader: Reader): { status: number; notice: string }
}

const hour = 3_600_000

export const houseOf = ({ door, facts, limits, budget, report, watch: instead, step_ms }: PublicDoor): House => {
  const watch = watchOf(budget, instead)
  const visits = new Visits(door, firstLookBy(facts), watch)
  const lines = helpLines(facts)
  const linesFor = (countries: string[]): HelpLine[] => {
    const shown = lines.filter((line) => countries.includes(line.country))
    return shown.length > 0 ? shown : lines.filter((line) => line.country === 'ES')
  }
  return {
    facts,
    database: door,
    visits,
    months: Lifetimes.parse(facts.triage.lifetimes).lives.months,
    watch,
    evenly: step_ms ? evenlyBy(step_ms) : evenly,
    forms: new Map(forms.map((form) => [form.id, askedForm(form, formSources(facts.indicators))])),
    mayReport: limit(limits?.reports ?? 30, hour),
    mayReturn: limit(limits?.returns ?? 20, hour / 6),
    now: async () => {
      const found = await visits.organisations().catch(() => undefined)
      const organisations = found ?? []
      return { organisations, lines: linesFor(organisations.map((each) => each.country)), away: !found }
    },
    noticeOf: (error, { t }) => {
      const problem = asProblem(error)
      if (problem.kind === 'too_many') return { status: 429, notice: t('public.error.busy') }
      report?.(problem.key, '/', error)
      const away = problem.key.startsWith('database.')
      return { status: away ? 503 : 500, notice: t(away ? 'public.error.away' : 'public.error.broken') }
    },
  }
}
