// The plan of a file as a worker opens it: twelve goals with two hundred steps, each sealed by itself, against the bare
// server that reads the same rows with their words in the clear.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { builderOver } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { sectionOfNeed } from '#plans/plan.rules.ts'
import { actionPlace, type GoalWords, goalPlace, type StepWords } from '#plans/plan.sealed.store.ts'
import { readEnvironment } from '#server/environment.ts'
import { openHouse } from '#server/open.ts'
import { sealJson } from '#vault/envelope.ts'
import type { CaseKey } from '#vault/keys.ts'
import type { Vault } from '#vault/vault.store.ts'
import type { Figure } from './figures.ts'
import { type Filled, fill } from './fill.ts'
import { compare } from './house.ts'
import { type Child, start } from './processes.ts'

const files = Number(process.env.BENCH_FILES ?? 20_000)
const goalsOfOne = 12
const stepsOfOne = 200
const needs = ['housing', 'legal', 'work', 'language', 'health', 'mind', 'safety', 'money', 'learning', 'family']

const goalWords = (place: number): GoalWords => ({
  words: `मलाई आफ्नै कोठा चाहिन्छ, जहाँ ढोका म आफैं बन्द गर्न सक्छु (${place}).`,
  language: 'ne',
  translation: 'A room of my own, with a door that I close myself.',
  why: 'She has not slept alone in a room for four years.',
  change: 'preparing',
})
const stepWords = (place: number): StepWords => ({
  words: `Ask the housing office which papers are missing, and go there together (${place}).`,
  in_her_words: 'कार्यालयमा सँगै जाने।',
  who: '',
  service: place % 4 ? null : { service_id: null, name: 'Housing office of the district' },
  cost: place % 5 ? null : { cents: 1_250, paid_by: 'house' },
})

/** Who takes which step: she herself, and whoever accompanies her. */
const planOf = (key: CaseKey, at: Filled, case_id: string) => {
  const file = { organisation_id: at.organisation_id, case_id }
  const goals = Array.from({ length: goalsOfOne }, (_, place) => {
    const [goal_id, need] = [newId(), needs[place % needs.length]!]
    const said = goalWords(place)
    const sealed = sealJson(key, goalPlace(file, goal_id), said).toString('hex')
    return { case_id, goal_id, need, section: sectionOfNeed(need), place, said, sealed }
  })
  const steps = Array.from({ length: stepsOfOne }, (_, place) => {
    const [action_id, goal] = [newId(), goals[place % goalsOfOne]!]
    const said = stepWords(place)
    const sealed = sealJson(key, actionPlace(file, action_id), said).toString('hex')
    const owner_id = place % 2 ? at.worker_id : null
    return { case_id, action_id, goal_id: goal.goal_id, section: goal.section, owner_id, days: place, said, sealed }
  })
  return { goals, steps }
}

const addPlans = async (owner: pg.ClientConfig, vault: Vault, at: Filled): Promise<void> => {
  const client = new pg.Client(owner)
  await client.connect()
  await client.query(
    'create table bare_goal (like goal including indexes); create table bare_step (like plan_action including indexes)',
  )
  await client.query('alter table bare_goal drop column sealed, add column said jsonb')
  await client.query('alter table bare_step drop column sealed, add column said jsonb')
  for (const case_id of at.case_ids) {
    const key = await vault.caseKey(builderOver(client), at.organisation_id, case_id)
    const { goals, steps } = planOf(key, at, case_id)
    const from = (rows: string) => `from jsonb_to_recordset($2) as r(${rows})`
    const goalRows = from('case_id uuid, goal_id uuid, need text, section text, place int, said jsonb, sealed text')
    const stepRows = from(
      'case_id uuid, action_id uuid, goal_id uuid, section text, owner_id uuid, days int, said jsonb, sealed text',
    )
    for (const [table, column, value] of [
      ['goal', 'sealed', "decode(sealed, 'hex')"],
      ['bare_goal', 'said', 'said'],
    ])
      await client.query(
        `insert into ${table} (organisation_id, case_id, goal_id, need, section, set_on, place, ${column}, status, version)
         select $1, case_id, goal_id, need, section, current_date, place, ${value}, 'open', 1 ${goalRows}`,
        [at.organisation_id, JSON.stringify(goals)],
      )
    for (const [table, column, value] of [
      ['plan_action', 'sealed', "decode(sealed, 'hex')"],
      ['bare_step', 'said', 'said'],
    ])
      await client.query(
        `insert into ${table} (organisation_id, case_id, action_id, goal_id, section, owner_kind, owner_id, due_on, ${column}, version)
         select $1, case_id, action_id, goal_id, section, case when owner_id is null then 'person' else 'staff' end, owner_id,
                current_date + days, ${value}, 1 ${stepRows}`,
        [at.organisation_id, JSON.stringify(steps)],
      )
    await client.query('insert into plan (organisation_id, case_id, review_on) values ($1, $2, current_date + 30)', [
      at.organisation_id,
      case_id,
    ])
  }
  await client.query('analyze')
  await client.end()
}

const checkWhole = async (house: Child, floor: Child, at: Filled): Promise<void> => {
  const case_id = at.case_ids[0]!
  const headers = { cookie: `amparo=${encodeURIComponent(at.worker)}`, 'x-amparo': '1' }
  const ours = await (await fetch(`${house.url}/api/cases/${case_id}/plan`, { headers })).json()
  const bare = await (await fetch(`${floor.url}/plan/${case_id}`)).json()
  const steps = (ours as { goals?: { actions: unknown[] }[] }).goals?.flatMap(({ actions }) => actions).length
  const found = (bare as { steps: unknown[] }).steps.length
  if (steps !== stepsOfOne || found !== stepsOfOne) throw new Error(`${steps} and ${found} steps, not ${stepsOfOne}`)
}

export const run = async (): Promise<Figure[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'amparo-bench-plan-'))
  const env = { AMPARO_DATA: folder, PORT: '0', HOST: '127.0.0.1' }
  let [house, floor]: (Child | undefined)[] = []
  try {
    const opened = await openHouse(readEnvironment({ ...process.env, ...env }), false, () => {})
    const at = await fill(opened.postgres.owner, opened.house.vault, files, files * 5)
    const owner = opened.postgres.owner
    await addPlans(owner, opened.house.vault, at)
    await opened.close()
    house = await start('house-server.ts', env)
    floor = await start('floor-server.ts', { BENCH_OWNER: JSON.stringify(owner) })
    await checkWhole(house, floor, at)
    let turn = 0
    const next = (): string => at.case_ids[turn++ % at.case_ids.length]!
    const headers = { cookie: `amparo=${encodeURIComponent(at.worker)}`, 'x-amparo': '1' }
    const asked = () => ({ path: `/api/cases/${next()}/plan`, headers })
    const bare = () => ({ path: `/plan/${next()}` })
    return await compare(house, floor, [{ name: `a plan of ${stepsOfOne} steps`, house: asked, floor: bare }])
  } finally {
    await floor?.stop()
    await house?.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}
