// Who goes on at once, who works for it and who waits. When it is quiet nobody notices; under load a device with scripts
// solves a puzzle, and whoever has none waits a little and goes through the slow lane. Nobody is refused for it.
import { type SlowHash, SlowProcess } from '#vault/slow-process.ts'
import { type Budget, costOf, Purses, pressureOf } from './limits-cost.ts'
import { FairQueue } from './slow-lane.ts'
import { type Asking, type Said, type Step, said } from './step.ts'
import { sayStart } from './steps/start.ts'
import { waitView } from './views/wait.ts'
import { Works } from './work.ts'

/** What one door keeps in memory against abuse. */
export interface Watch {
  purses: Purses
  works: Works
  queue: FairQueue
  hash: SlowHash
  close(): void
}

export const watchOf = (budget?: Budget, instead: Partial<Watch> = {}): Watch => {
  const beside = new SlowProcess()
  return {
    purses: new Purses(budget),
    works: new Works(),
    queue: new FairQueue(),
    hash: beside.hash,
    close: () => beside.close(),
    ...instead,
  }
}

/** Steps that wait for the slow hash: the load asks for work only here. */
const slow = new Set(['report', 'return'])

const ownPurseEmpty = 2

/** What makes this form this one. Work done for it opens no other. */
const formOf = ({ typed }: Asking): string => `${typed.one('seed')} ${typed.one('receipt')}`

const waiting = (asking: Asking, step: string, ticket: string, seconds: number): Said => {
  const bits = Number(ticket.split('.')[0])
  return said(waitView(asking.reader, asking.typed, { step, ticket, bits, seconds }))
}

/** The page to wait on, or how it goes on: at once or through the slow lane. */
export const letIn = (asking: Asking, step: string): Said | 'fast' | 'slow' => {
  const { typed, house, files, address } = asking
  const { works, purses, queue } = house.watch
  const form = formOf(asking)
  const ticket = typed.one('ticket')
  const cost = costOf(step)
  if (works.solved(ticket, typed.one('found'), form)) {
    purses.spendCommon(cost)
    return 'fast'
  }
  const seconds = works.waits(ticket, form)
  if (seconds === 0) {
    works.spent(ticket)
    purses.spendCommon(cost)
    return 'slow'
  }
  // The ticket one already holds keeps its place in time.
  if (seconds !== undefined) return waiting(asking, step, ticket, seconds)
  const load = slow.has(step) ? pressureOf(purses.left(), queue.fill) : 0
  if (load === 0 && purses.spend(address, cost)) return 'fast'
  // Files cannot be carried along unseen: who sends some waits in line, and not on a page.
  if (files.length > 0) return 'slow'
  // One address that has spent its own: more is asked of it alone.
  const puzzle = works.puzzle(load === 0 ? ownPurseEmpty : load, form)
  return waiting(asking, step, puzzle.text, puzzle.seconds)
}

const waitAgain = async (asking: Asking): Promise<Said> => {
  const { typed, house } = asking
  const ticket = typed.one('ticket')
  const seconds = house.watch.works.waits(ticket, formOf(asking))
  if (seconds === undefined) return sayStart(asking)
  return waiting(asking, typed.one('do'), ticket, seconds)
}

/** The page one waits on, in another language. */
export const waitStep: Step = { name: 'wait', take: (asking) => sayStart(asking), again: { wait: waitAgain } }
