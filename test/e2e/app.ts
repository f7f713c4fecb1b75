// The real server with the demo's people, in a folder of its own, for a journey to walk through.
import { execFile, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { chmod, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { commandLine, root } from '#test/files.ts'
import { temporaryFolder } from '#test/postgres.ts'

export interface App {
  /** Where it answers, without a slash at the end. */
  url: string
  /** The demo's sign-in link of a role; throws with the roles there are. */
  signIn(role: string): string
  /** What it has printed so far. */
  printed(): string
  folder: string
  stop(): Promise<void>
}

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
/**
 * Below the ports the system lends to whoever connects, one of which a browser of another journey might be given before the
 * server listens; above the few that browsers refuse.
 */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = randomInt(12_000, 32_000)
    if (await isFree(port)) return port
  }
}

const link = /(https?:\/\/\S+\/demo\/sign-in\/([\w-]+))/g
export const signInLinks = (printed: string): Map<string, string> =>
  new Map([...printed.matchAll(link)].map((match) => [match[2]!, match[1]!]))

/** The folder of a demo that was filled once and stopped: a copy of it stands in a second. */
const readyDemo = 'AMPARO_TEST_DEMO'
const demo = ['demo']

interface HowToStart {
  /** What to ask of the command line instead of the demo; the port and the data folder come by environment all the same. */
  args?: string[]
  /** Another program to ask it of, such as the command line as it is written. */
  program?: string
  env?: NodeJS.ProcessEnv
  /** Milliseconds until it must be ready. */
  patience?: number
  /** Leaves the folder where it is when it stops. */
  keep?: boolean
}

export const startApp = async ({
  args = demo,
  program = commandLine(),
  env,
  patience = 300_000,
  keep = false,
}: HowToStart = {}): Promise<App> => {
  const folder = await temporaryFolder()
  // Started as root, the database runs as another account, which must pass through on its way to its own folder.
  await chmod(folder, 0o711)
  const ready = args === demo ? process.env[readyDemo] : undefined
  // As the accounts own it: the database refuses a folder that is somebody else's.
  if (ready) await promisify(execFile)('cp', ['-a', join(ready, 'data'), folder])
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, ['--import', join(root, 'test/leash.ts'), program, ...args], {
    cwd: root,
    env: { ...process.env, ...env, PORT: String(port), HOST: '127.0.0.1', AMPARO_DATA: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ready ? await readFile(join(ready, 'printed'), 'utf8') : ''
  const take = (chunk: Buffer) => {
    printed += chunk.toString()
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  const stop = async () => {
    child.kill('SIGTERM')
    const forced = setTimeout(() => child.kill('SIGKILL'), 15_000)
    await ended
    clearTimeout(forced)
    if (!keep) await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
  const isReady = () =>
    fetch(`${url}/readyz`).then(
      (reply) => reply.ok,
      () => false,
    )
  const until = performance.now() + patience
  while (!(await isReady())) {
    const over = child.exitCode !== null || child.signalCode !== null
    if (over || performance.now() > until) {
      await stop()
      throw new Error(`the server ${over ? 'ended' : 'was not ready in time'}; it printed:\n${printed.trim()}`)
    }
    await pause(100)
  }
  return {
    url,
    signIn: (role) => {
      const links = signInLinks(printed)
      const found = links.get(role)
      if (!found) throw new Error(`no sign-in link for ${role}; there is: ${[...links.keys()].join(', ') || 'none'}`)
      return found.replace(/^https?:\/\/[^/]+/, url)
    },
    printed: () => printed,
    folder,
    stop,
  }
}

/** Fills a demo for every journey of this run to begin with a copy of. */
export const prepareDemo = async (): Promise<{ remove: () => Promise<void> }> => {
  // From the sources, as everybody runs it: what is packed for the tests is not what anybody has at hand.
  const app = await startApp({ program: join(root, 'src/cli/main.ts'), keep: true })
  await app.stop()
  await writeFile(join(app.folder, 'printed'), app.printed())
  process.env[readyDemo] = app.folder
  return {
    remove: async () => {
      delete process.env[readyDemo]
      await rm(app.folder, { recursive: true, force: true, maxRetries: 3 })
    },
  }
}
