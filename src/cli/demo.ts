// `npm run demo`: a house full of invented people, in a folder of its own, with one link per role to look around.
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { roles } from '#access/access.ts'
import { type Day, daysBetween } from '#kit/day.ts'
import { takeOwnership } from '#kit/postgres/lock.ts'
import { Problem } from '#kit/problem.ts'
import type { DemoStaff } from '#server/demo-door.ts'
import { type Environment, readEnvironment } from '#server/environment.ts'
import { checkKind, demoMark } from '#server/kind.ts'
import type { OpenedHouse } from '#server/open.ts'
import { buildDesk } from './desk.ts'
import type { Command } from './main.ts'
import { say, words } from './say.ts'
import { untilStopped } from './until-stopped.ts'

/** After a week the appointments of invented people lie too far back to look like a day's work. */
const staleAfterDays = 7

/** Throws away the demo's folder, and nothing but a demo's that nobody serves from. */
const startFresh = async ({ data_folder: folder, DATABASE_URL }: Environment): Promise<void> => {
  if (DATABASE_URL) throw new Problem('conflict', 'demo.fresh_needs_own_database')
  if (!existsSync(folder)) return
  if (!existsSync(join(folder, demoMark))) throw new Problem('conflict', 'house.not_a_demo', { folder })
  const held = existsSync(join(folder, 'run')) ? await takeOwnership(join(folder, 'run')) : undefined
  held?.release()
  rmSync(folder, { recursive: true, force: true })
}

/** The day the world was filled on; null for an empty house. Refuses a house with anyone else in it. */
const filledOn = async ({ asOwner }: OpenedHouse, { data_folder: folder }: Environment): Promise<Day | null> => {
  const { rows } = await asOwner((client) =>
    client.query<{ organisation_id: string; day: Day }>(
      "select organisation_id, to_char(created_at at time zone 'UTC', 'YYYY-MM-DD') as day from organisation where kind = 'own'",
    ),
  )
  const [own, ...others] = rows
  if (!own) return null
  const { ownOrganisationId } = await import('#db/demo/fill.ts')
  if (others.length > 0 || own.organisation_id !== ownOrganisationId) {
    throw new Problem('conflict', 'house.not_a_demo', { folder })
  }
  return own.day
}

const fill = async ({ house, asOwner }: OpenedHouse, today: Day): Promise<void> => {
  say('demo.filling')
  const began = performance.now()
  let said = 0
  const [{ fillDemo }, { builderOver }, { showReceipt }] = await Promise.all([
    import('#db/demo/fill.ts'),
    import('#kit/database.ts'),
    import('#vault/receipt.ts'),
  ])
  const { people, services, receipt } = await asOwner(async (client) => {
    await client.query('begin')
    const filled = await fillDemo(
      { tx: builderOver(client), vault: house.vault, facts: house.facts, today },
      (done, of) => {
        if (performance.now() - began < 2_000 * (said + 1)) return
        said += 1
        say('demo.filling_people', { done, of })
      },
    )
    await client.query('commit')
    return filled
  })
  say('demo.filled', { people, services, seconds: Math.round((performance.now() - began) / 100) / 10 })
  say('demo.receipt', { receipt: showReceipt(receipt) })
}

interface Doors {
  demoStaff: DemoStaff
  demoPath: (role: string) => string
}
const showLinks = (url: string, { demoStaff, demoPath }: Doors): void => {
  say('demo.links')
  for (const role of [...roles, 'partner_leader'] as const) {
    const { name } = demoStaff.get(role)!
    process.stdout.write(`  ${url}${demoPath(role)}\n      ${name}: ${words(`cli.demo.role.${role}`)}\n`)
  }
  say('demo.public', { url: `${url}/` })
}

export const run: Command = async (args) => {
  const unknown = args.filter((each) => each !== '--fresh')
  if (unknown.length > 0) {
    process.stdout.write(`${words('cli.demo.usage')}\n`)
    return ['--help', '-h'].includes(unknown[0]!) ? 0 : 2
  }
  const environment = readEnvironment(process.env, true)
  if (args.includes('--fresh')) await startFresh(environment)
  // Refused before the long work of building, not after it.
  await checkKind(environment.data_folder, true)
  await buildDesk(environment.AMPARO_DESK)
  // The whole house and its invented people, which whoever only asks, or is refused, need not load.
  const [{ openHouse }, { serve }, { demoStaff }, { demoPath }] = await Promise.all([
    import('#server/open.ts'),
    import('#server/run.ts'),
    import('#db/demo/fill.ts'),
    import('#server/demo-door.ts'),
  ])
  const opened = await openHouse(environment, true, say)
  try {
    const today = new Date().toISOString().slice(0, 10)
    const day = await filledOn(opened, environment)
    if (day === null) await fill(opened, today)
    else if (daysBetween(day, today) > staleAfterDays) say('demo.stale', { days: daysBetween(day, today) })
    const served = await serve(opened, environment, say, { demo_staff: demoStaff })
    showLinks(served.url, { demoStaff, demoPath })
    say('serving', { url: served.url })
    return await untilStopped(served, opened)
  } catch (error) {
    await opened.close()
    throw error
  }
}
