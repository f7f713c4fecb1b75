// Telling where she is on a programme path and what stands of the next step, and writing down a move somebody decided.
import type { z } from 'zod'
import { findNeeds } from '#assessments/assessment.api.ts'
import { latestReads } from '#assessments/latest.api.ts'
import { readCard } from '#cases/card.store.ts'
import { findCase } from '#cases/case.store.ts'
import type { Answers } from '#facts/condition.rules.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { findStanding } from '#minors/minor.store.ts'
import { presumedMinor } from '#people/person.rules.ts'
import { protocolFacts } from '#safety/protocol-facts.ts'
import { RiskLevel } from '#safety/risk.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import { findRisksNow, levelsOf } from './ask.api.ts'
import { askingFacts } from './asking-facts.ts'
import type { OnFile } from './draft.api.ts'
import { checksOfMove, codesOf, moveObstacle, tellProgramme } from './path.rules.ts'
import * as store from './path.store.ts'
import * as model from './path.ts'
import { listGoals } from './plan.store.ts'
import { programmes } from './programme.ts'
import { listApprovals, listVersions } from './version.store.ts'

const under = (name: string, values: Record<string, unknown>): Answers =>
  Object.fromEntries(Object.entries(values).map(([code, value]) => [`${name}.${code}`, value]))

/** The best that can be said of a need's goals: one is being worked on, one was reached, one waits. */
const goalFacts = (goals: { need: string; status: string }[]): Answers => {
  const order = ['waiting', 'reached', 'open']
  const best: Record<string, string> = {}
  for (const { need, status } of goals)
    if (order.includes(status) && order.indexOf(status) >= order.indexOf(best[need] ?? '')) best[need] = status
  return under('goal', best)
}

const highest = (levels: string[]): string =>
  RiskLevel.options.toReversed().find((level) => levels.includes(level)) ?? 'none'

const protocolSections = [...new Set(protocolFacts.kinds.map(({ section }) => section))]

/** What this reader knows of the file. What lies in a section that is closed to them is left out, and so unknown. */
const factsOf = async (asked: OnFile): Promise<Answers> => {
  const { tx, vault, file, today } = asked
  const { organisation_id, case_id } = file
  const { sections } = asked.may('case.open')
  const [row, card, codes, standing, needs, reads, goals, versions, approvals, risks] = await Promise.all([
    findCase(tx, case_id),
    readCard(tx, vault, organisation_id, case_id),
    store.findCodes(tx, file),
    findStanding(tx, case_id),
    sections.includes('story') ? findNeeds(asked) : undefined,
    latestReads(tx, vault, file),
    listGoals(tx, case_id),
    listVersions(tx, file),
    listApprovals(tx, file),
    findRisksNow(asked),
  ])
  const talk = needs?.talks[0]
  const living = reads.find(({ instrument }) => instrument === askingFacts.living.instrument)
  const seesProtocols = protocolSections.every((section) => sections.includes(section))
  const answered = approvals.find(({ number }) => number === versions[0]?.number)
  return {
    stage: row?.stage,
    minor: presumedMinor(card, today),
    contact_settled: codes.contact_settled,
    follow_up_planned: codes.follow_up_planned,
    plan_agreed: versions.length > 0,
    plan_approved: answered?.answer === 'approved',
    ...((codes.protocol_open || seesProtocols) && { protocol_open: codes.protocol_open }),
    ...(sections.includes('safety') && { safety_plan: codes.safety_plan, risk_looked: codes.risk_looked }),
    // Nobody looked: not known, and not none.
    ...(codes.risk_looked && { risk: highest(risks.map(({ level }) => level)) }),
    ...(sections.includes('home') && { stay: codes.stay }),
    ...(sections.includes('law') && { papers: codes.papers }),
    ...(sections.includes('story') && { needs_talked: talk !== undefined }),
    ...(talk && under('needs', talk.answers.levels)),
    ...(living && under('living', levelsOf(living))),
    ...(standing && under('guarded', standing.shown)),
    ...goalFacts(goals),
  }
}

const MoveWords = model.PathMove.pick({ reason: true, her_view: true, missing: true, unknown: true })

export const findMoves = async ({ tx, vault, file }: OnFile): Promise<model.PathMove[]> => {
  const [rows, keys] = await Promise.all([
    store.listMoves(tx, file),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  return rows.map(({ sealed, follows_id: _follows, ...row }) => ({
    ...row,
    ...openJson(keys.of(sealed), store.movePlace(file, row.move_id), sealed, MoveWords),
  }))
}

export const readPath = answer(model.readPath)(async (asked) => {
  const [facts, moves] = await Promise.all([factsOf(asked), findMoves(asked)])
  const her_view = moves[0]?.her_view
  const known = { ...facts, ...(her_view && her_view !== 'not_asked' && { her_view }) }
  return {
    paths: programmes.map((path) => tellProgramme(path, known)),
    moves,
    may_move: asked.may('case.change').allowed,
  }
})

export const moveOnPath = answer(model.moveOnPath)(async (asked) => {
  const { input, tx, vault, file, actor, today } = asked
  const { organisation_id, case_id } = file
  const { move_id, follows_id, path, step, her_view, reason } = input
  const [facts, moves, key] = await Promise.all([
    factsOf(asked),
    findMoves(asked),
    vault.caseKey(tx, organisation_id, case_id),
  ])
  const [latest = null] = moves
  if (follows_id !== (latest?.move_id ?? null)) throw new Problem('conflict', 'plan.moved_meanwhile')
  const obstacle = moveObstacle(programmes, latest, { path, step })
  if (obstacle) throw new Problem('invalid', obstacle)
  const programme = programmes.find(({ id }) => id === path)!
  const known = { ...facts, ...(her_view !== 'not_asked' && { her_view }) }
  const checks = checksOfMove(tellProgramme(programme, known), latest, { path, step })
  const words: z.infer<typeof MoveWords> = {
    ...{ reason, her_view },
    ...{ missing: codesOf(checks, 'missing'), unknown: codesOf(checks, 'unknown') },
  }
  const moved = await store.insertMove(tx, {
    ...{ organisation_id, case_id, move_id, follows_id, path, step },
    ...{ decided_on: today, decided_by: actor.staff_id },
    sealed: sealJson(key, store.movePlace(file, move_id), words),
  })
  if (!moved) throw new Problem('conflict', 'plan.moved_meanwhile')
  await Promise.all([
    addToTimeline(tx, {
      ...{ organisation_id, case_id, actor_id: actor.staff_id },
      kind: 'path_moved',
      ref_id: move_id,
      codes: { path, step },
    }),
    touchCase(tx, case_id),
  ])
  return { move_id }
})
