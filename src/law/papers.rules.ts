// Where a person stands in the order of her papers: what she has, what is missing and what it waits for, who holds the
// original, and what an office may do without where asking for it would be dangerous.
import type { Section } from '#access/access.ts'
import { validity } from '#documents/document.rules.ts'
import { holds } from '#facts/condition.rules.ts'
import type { Day } from '#kit/day.ts'
import type { PaperState, PaperStep, PapersInOrder, StepNow } from './papers.ts'
import type { Circumstances } from './reckoning.ts'

export interface PaperHeld {
  document_id: string
  type: string
  held_by: string
  expires_on: Day | null
  status: 'live' | 'replaced'
  /** Which fields of it are known. */
  knows: PaperStep['notes']
}

export interface OrderFacts {
  /** The oldest first, without those that were set aside. */
  documents: readonly PaperHeld[]
  /** The earliest first. */
  events: readonly { code: string; on: Day }[]
  circumstances: Circumstances
  sections: readonly Section[]
  sectionOf: (type: string) => Section | undefined
  today: Day
}

/** Two steps that end in the same paper take it in turn: the first card, then the second. */
const turnOf = (steps: readonly PaperStep[], step: PaperStep, same: (other: PaperStep) => boolean): number =>
  steps.slice(0, steps.indexOf(step)).filter(same).length

const shares = (a: readonly string[], b: readonly string[]): boolean => a.some((each) => b.includes(each))

const alarmOf = ({ never_held_by, receipt_from }: PapersInOrder, held_by: string): StepNow['alarm'] =>
  never_held_by.includes(held_by) ? 'never' : receipt_from.includes(held_by) ? 'receipt' : null

const stateOf = (
  step: PaperStep,
  paper: PaperHeld | undefined,
  given: boolean,
  waits: boolean,
  seen: boolean,
  today: Day,
): PaperState => {
  if (!step.document && step.given_by.length === 0) return 'to_know'
  if (paper) {
    const lasts = paper.status === 'live' ? validity(paper.expires_on, today) : 'none'
    return lasts === 'soon' ? 'expiring' : lasts === 'ended' ? 'ended' : 'done'
  }
  if (given) return step.document ? 'given' : 'done'
  if (!seen) return 'not_shown'
  return waits ? 'waits' : 'next'
}

const passed: readonly PaperState[] = ['done', 'expiring', 'ended', 'given', 'to_know', 'not_shown']

/** Each step that is hers, in order. */
export const papersNow = (order: PapersInOrder, facts: OrderFacts): StepNow[] => {
  const hers = order.steps.filter(({ when }) => when === null || holds(when, facts.circumstances))
  const now: StepNow[] = []
  const behind = (code: string): boolean => {
    const before = now.find((each) => each.code === code)
    return before !== undefined && !passed.includes(before.state)
  }
  for (const step of hers) {
    const turn = turnOf(hers, step, (other) => other.document === step.document)
    const paper = step.document ? facts.documents.filter(({ type }) => type === step.document)[turn] : undefined
    const round = turnOf(
      hers,
      step,
      (other) => other.document === step.document && shares(other.given_by, step.given_by),
    )
    const given = facts.events.filter(({ code }) => step.given_by.includes(code))[round]
    const section = step.document ? facts.sectionOf(step.document) : undefined
    const seen = section === undefined || facts.sections.includes(section)
    const waits_for = step.after.filter(behind)
    const state = stateOf(step, paper, given !== undefined, waits_for.length > 0, seen, facts.today)
    now.push({
      ...{ code: step.code, document: step.document, rule: step.rule, authority: step.authority },
      ...{ article: step.article, source: step.source, confidence: step.confidence, verify: step.verify },
      state,
      document_id: paper?.document_id ?? null,
      held_by: (paper?.held_by as StepNow['held_by']) ?? null,
      alarm: paper?.status === 'live' ? alarmOf(order, paper.held_by) : null,
      expires_on: paper?.expires_on ?? null,
      given_on: given?.on ?? null,
      lacks: paper ? step.notes.filter((note) => !paper.knows.includes(note)) : [],
      waits_for: state === 'waits' ? waits_for : [],
      asks: step.asks.map(({ documents, waiver }) => ({
        documents,
        have:
          facts.documents.find(({ type, status }) => status === 'live' && documents.includes(type))?.document_id ??
          null,
        not_shown: documents.every((type) => {
          const at = facts.sectionOf(type)
          return at !== undefined && !facts.sections.includes(at)
        }),
        may_be_waived: waiver ? { when: waiver.when, article: waiver.article, source: waiver.source } : null,
        dangerous: waiver !== null && facts.circumstances[waiver.when] === true,
      })),
    })
  }
  return now
}
