// Holds what PostgreSQL shows and allows in a world against what it should, in both directions, with and without the
// hint on the file. Answers the first disagreement in words, or nothing.
import type pg from 'pg'
import type { Matrix } from '#access/access.ts'
import { type Expected, expectedOf, sectionAtOnce } from './oracle.ts'
import type { World } from './world.ts'
import { id, rowsOf, timesOf, tokenOf } from './world-rows.ts'

export interface Counts {
  worlds: number
  pairs: number
  rows: number
  tries: number
}
export const noCounts = (): Counts => ({ worlds: 0, pairs: 0, rows: 0, tries: 0 })

type Shown = Record<string, string[] | null>
const differs = (where: string, expected: Record<string, string[]>, shown: Shown): string | undefined => {
  for (const [what, should] of Object.entries(expected)) {
    const is = new Set(shown[what] ?? [])
    const leaked = [...is].filter((one) => !should.includes(one))
    const lost = should.filter((one) => !is.has(one))
    if (leaked.length > 0) return `${where}: ${what} leaked: ${leaked.slice(0, 3).join(', ')}`
    if (lost.length > 0) return `${where}: ${what} lost: ${lost.slice(0, 3).join(', ')}`
  }
  return undefined
}

const triedAmiss = (where: string, tries: Expected['tries'], outcomes: string[]): string | undefined => {
  const place = tries.findIndex(({ expected }, at) => outcomes[at] !== expected)
  if (place < 0) return undefined
  const { name, expected } = tries[place]!
  return `${where}: ${name}: should be ${expected}, was ${outcomes[place]}`
}

/** The short ways of the guard, the ordinary one, or both: a hole in one of them shows in it alone. */
export type Ways = 'short' | 'ordinary' | 'both'

const countRows = (expected: Record<string, string[]>) =>
  Object.values(expected).reduce((sum, rows) => sum + rows.length, 0)

const compareFor = async (
  owner: pg.ClientBase,
  world: World,
  expected: Expected,
  actions: readonly string[],
  staff: number,
  counts: Counts,
  ways: Ways,
): Promise<string | undefined> => {
  const token = tokenOf(staff)
  const who = `staff ${staff}`
  const files = world.files.map((_, place) => id('file', place))
  // Whoever has no session is nobody, whatever they try: a third of it, another one in each world.
  const isNobody = expected.look.actor!.length === 0
  const drawn = <T>(all: readonly T[]) => (isNobody ? all.filter((_, at) => (at + world.chance) % 3 === 0) : [...all])
  const right = files[(world.chance + staff) % files.length]!
  const atOnce = async (): Promise<string | undefined> => {
    const once = await owner.query<{ shown: Shown }>({
      name: 'at once',
      text: 'select probe.at_once($1, $2) as shown',
      values: [token, sectionAtOnce(world, staff)],
    })
    counts.rows += countRows(expected.at_once)
    return differs(`${who} at once`, expected.at_once, once.rows[0]!.shown)
  }
  if (ways !== 'ordinary') {
    const amiss = await atOnce()
    if (amiss || ways === 'short') return amiss
  }
  const hints = ['', right, ...((world.chance + staff) % 3 === 0 ? [id('nothing', 0)] : [])]
  for (const hint of hints) {
    const { rows } = await owner.query<{ shown: Shown }>({
      name: 'look',
      text: 'select probe.look($1, $2) as shown',
      values: [token, hint],
    })
    const found = differs(hint ? `${who} with a hint` : who, expected.look, rows[0]!.shown)
    if (found) return found
    counts.rows += countRows(expected.look)
  }
  const consents = world.consents.map((one, place) => [
    id('consent', place),
    id('file', one.file),
    id('organisation', one.recipient),
  ])
  const { rows } = await owner.query<{ shown: Shown }>({
    name: 'rights',
    text: 'select probe.rights($1, $2, $3, $4) as shown',
    values: [token, files, drawn(actions), JSON.stringify(consents)],
  })
  const found = differs(who, expected.rights, rows[0]!.shown)
  if (found) return found
  counts.rows += countRows(expected.rights)
  const tries = drawn(expected.tries)
  const tried = await owner.query<{ outcomes: string[] }>({
    name: 'attempt',
    text: 'select probe.attempt($1, $2, $3) as outcomes',
    values: [token, staff % 2 ? right : '', tries.map(({ sql }) => sql)],
  })
  counts.tries += tries.length
  return triedAmiss(who, tries, tried.rows[0]!.outcomes)
}

/** One of all the actions that have the same rules, each of them in its turn: the guards only ever read the rules. */
const actionsAsked = (matrix: Matrix, chance: number): string[] => {
  const alike = Map.groupBy(
    Object.entries(matrix.actions).filter(([, byRole]) => !Object.values(byRole).some((rule) => rule?.sections)),
    ([, byRole]) =>
      Object.entries(byRole)
        .map(([role, rule]) => `${role} ${rule?.reach}`)
        .sort()
        .join(),
  )
  return [...alike.values()].map((same) => same[chance % same.length]![0])
}

/** The connection must be inside a transaction; the world is written, looked at and undone again. */
export const disagreement = async (
  owner: pg.ClientBase,
  matrix: Matrix,
  world: World,
  counts: Counts,
  ways: Ways = 'both',
): Promise<string | undefined> => {
  const times = timesOf(world)
  const actions = actionsAsked(matrix, world.chance)
  await owner.query('savepoint world')
  try {
    await owner.query({
      name: 'write',
      text: 'select probe.write($1, $2)',
      values: [JSON.stringify(rowsOf(world, times)), times.now.toISOString()],
    })
    await owner.query('set local role amparo_app')
    for (const staff of world.staff.keys()) {
      const expected = expectedOf(world, matrix, actions, staff, times)
      const found = await compareFor(owner, world, expected, actions, staff, counts, ways)
      if (found) return found
      counts.pairs += world.files.length
    }
    counts.worlds += 1
    return undefined
  } finally {
    await owner.query('rollback to savepoint world')
  }
}
