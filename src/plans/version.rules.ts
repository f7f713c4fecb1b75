// What a version is made of, how two of them differ, and what of it is hashed: pure, so that what is shown, what is kept
// and what is approved are made by the same functions.
import { type Section, sections } from '#access/access.ts'
import type { NeedWithout } from './ask.ts'
import { inHerOrder } from './plan.rules.ts'
import type { Goal, PlanAction } from './plan.ts'
import type { Agreement, Compared, Differs, FrozenGoal, FrozenPart, FrozenStep } from './version.ts'

/** Keys in one order everywhere, so that the same content has the same text. */
export const canonical = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${pairs.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`
}

type NameOf = (action: PlanAction) => string

const freezeStep = (action: PlanAction, nameOf: NameOf): FrozenStep => {
  const { goal_id: _goal, section: _section, referral: _referral, version: _version, ...kept } = action
  return { ...kept, owner_name: nameOf(action) }
}

const byId = (a: { action_id: string }, b: { action_id: string }) => a.action_id.localeCompare(b.action_id)

/** Goals that ended before are history, not agreement: of them only how they ended is kept. */
export const isOfThePlan = ({ status }: Pick<Goal, 'status'>): boolean => status === 'open' || status === 'waiting'

const freezeGoal = (goal: Goal, nameOf: NameOf): FrozenGoal => {
  const { section: _section, version: _version, actions, ...kept } = goal
  return { ...kept, actions: actions.map((action) => freezeStep(action, nameOf)).sort(byId) }
}

export type Parts = Record<Section, FrozenPart>

/** The plan as it stands, section by section; all eleven, empty ones too. */
export const freezePlan = (goals: Goal[], without: NeedWithout[], nameOf: NameOf): Parts => {
  const ordered = inHerOrder(goals.filter(isOfThePlan))
  return Object.fromEntries(
    sections.map((section) => [
      section,
      {
        goals: ordered.filter((goal) => goal.section === section).map((goal) => freezeGoal(goal, nameOf)),
        without: without
          .filter((each) => each.section === section)
          .map(({ need, reason, words }) => ({ need, reason, words }))
          .sort((a, b) => a.need.localeCompare(b.need)),
        ended: goals
          .filter((goal) => goal.section === section && !isOfThePlan(goal))
          .map(({ goal_id, status }) => ({ goal_id, status }))
          .sort((a, b) => a.goal_id.localeCompare(b.goal_id)),
      },
    ]),
  ) as Parts
}

/** What a section's hash is of. The salt lies sealed with it: nobody without the file's key can guess words by their hash. */
export const partText = (section: Section, salt: string, part: FrozenPart): string =>
  canonical({ section, salt, ...part })

interface Whole extends Agreement {
  case_id: string
  number: number
  review_on: string | null
  agreed_by: string
  salt: string
}
/** What the hash of the whole is of: the agreement and every section's hash. */
export const wholeText = (whole: Whole, hashes: Record<string, string>): string => canonical({ ...whole, hashes })

/** What makes a step another one; that it is done is progress and no change. */
const stepMark = ({ done_on: _done, owner_name: _name, ...step }: FrozenStep): string => canonical(step)
/** Which goal comes first may change from day to day. */
const goalMark = ({ actions: _actions, set_on: _set, place: _place, ...goal }: FrozenGoal): string => canonical(goal)

const compareSteps = (before: FrozenStep[], after: FrozenStep[]): Compared['steps'] => {
  const was = new Map(before.map((step) => [step.action_id, step]))
  const is = new Map(after.map((step) => [step.action_id, step]))
  return [...new Set([...is.keys(), ...was.keys()])].map((action_id) => {
    const [old = null, now = null] = [was.get(action_id), is.get(action_id)]
    return { action_id, differs: stepDiffers(old, now), before: old, after: now }
  })
}

const stepDiffers = (before: FrozenStep | null, after: FrozenStep | null): Differs => {
  if (!before) return 'new'
  if (!after) return 'dropped'
  if (stepMark(before) !== stepMark(after)) return 'changed'
  return before.done_on === null && after.done_on !== null ? 'reached' : 'same'
}

type Ended = ReadonlyMap<string, string>

const goalDiffers = (before: FrozenGoal | null, after: FrozenGoal | null, ended: Ended): Differs => {
  if (!before) return 'new'
  if (!after) return ended.get(before.goal_id) === 'reached' ? 'reached' : 'dropped'
  if (goalMark(before) !== goalMark(after)) return 'changed'
  const steps = compareSteps(before.actions, after.actions)
  return steps.every(({ differs }) => differs === 'same' || differs === 'reached') ? 'same' : 'changed'
}

/** Of the sections both sides were read in; what is not open to the reader is not compared. */
export const compareParts = (before: Partial<Parts>, after: Partial<Parts>): Compared[] =>
  sections.flatMap((section) => {
    const [was, is] = [before[section]?.goals ?? [], after[section]?.goals ?? []]
    const ended: Ended = new Map(after[section]?.ended.map(({ goal_id, status }) => [goal_id, status]))
    const ids = [...new Set([...is, ...was].map(({ goal_id }) => goal_id))]
    return ids.map((goal_id) => {
      const old = was.find((goal) => goal.goal_id === goal_id) ?? null
      const now = is.find((goal) => goal.goal_id === goal_id) ?? null
      return {
        goal_id,
        section,
        differs: goalDiffers(old, now, ended),
        before: old,
        after: now,
        steps: compareSteps(old?.actions ?? [], now?.actions ?? []),
      }
    })
  })

export const countDiffers = (compared: Compared[]) => {
  const many = (differs: Differs) => compared.filter((each) => each.differs === differs).length
  return { new: many('new'), changed: many('changed'), dropped: many('dropped'), reached: many('reached') }
}

/** A plan is a draft until it is agreed, and again once it differs from what was; that a goal is reached changes nothing. */
export const stateOfPlan = (since: ReturnType<typeof countDiffers>, hasVersion: boolean, hasGoals: boolean) => {
  if (!hasVersion) return hasGoals ? ('draft' as const) : ('none' as const)
  return since.new + since.changed + since.dropped > 0 ? ('draft' as const) : ('agreed' as const)
}

interface Agreeing {
  agreed_on: string
  how: string
  interpreter: string
  interpreter_who: string
}

/** Why an agreement cannot be written down, as a message key. */
export const agreementObstacle = (
  { agreed_on, interpreter, interpreter_who }: Agreeing,
  today: string,
  goals: number,
): string | null => {
  if (agreed_on > today) return 'plan.agreed_later'
  if (goals === 0) return 'plan.nothing_to_agree'
  return interpreter !== 'not_needed' && interpreter_who === '' ? 'plan.interpreter_unnamed' : null
}

interface Answering {
  number: number
  hash: string
}
interface Frozen extends Answering {
  agreed_by: string
}

/** Why a supervisor's answer does not count, as a message key: it is to what stands now, and never by who agreed it. */
export const approvalObstacle = (versions: Frozen[], { number, hash }: Answering, staff_id: string): string | null => {
  const version = versions.find((each) => each.number === number)
  if (!version) return 'plan.version_not_found'
  if (version.agreed_by === staff_id) return 'plan.own_version'
  const latest = Math.max(...versions.map((each) => each.number))
  return number < latest || version.hash !== hash ? 'plan.version_stale' : null
}
