// What a test waits for: a condition, never a time. On a busy machine everything takes longer and nothing turns out
// otherwise; what took long is measured in work done, which a neighbour's work does not change.
import { setTimeout as pause } from 'node:timers/promises'

/** So long that only something broken takes it. */
const patience = 90_000

/** Looks until it holds; throws what was missed, or what the last look threw. */
export const until = async <T>(look: () => T | Promise<T>, missed = 'it never came'): Promise<NonNullable<T>> => {
  const end = performance.now() + patience
  for (;;) {
    let why: unknown = new Error(missed)
    try {
      const found = await look()
      if (found) return found
    } catch (error) {
      why = error
    }
    if (performance.now() > end) throw why
    await pause(10)
  }
}

type Rows = (text: string, values?: unknown[]) => Promise<unknown[]>

/** How many connections of the server stand behind somebody's lock in this test's own database. */
export const waitingForLocks = async (rows: Rows): Promise<number> =>
  (
    await rows(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
         and usename like 'amparo%' and pid <> pg_backend_pid()`,
    )
  ).length

/** Resolves when one of the server's connections waits for a lock: whoever was asked last has come that far. */
export const someoneWaits = async (rows: Rows): Promise<void> => {
  await until(async () => (await waitingForLocks(rows)) > 0, 'nobody waits for a lock')
}

/** Milliseconds of this process's own work, whoever else has the machine meanwhile. */
export const workOf = (work: () => unknown): number => {
  const before = process.cpuUsage()
  work()
  return since(before)
}
export const workOfAsking = async (ask: () => Promise<unknown>): Promise<number> => {
  const before = process.cpuUsage()
  await ask()
  return since(before)
}
const since = (before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}
