// A real house in processes of its own, as whoever runs it knows it: the command line, a data folder, HTTP. For tests of
// what happens when one of these is killed, full, copied or locked out of its key.
import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Role } from '#access/access.ts'
import { addressOf, queryOf } from '#gate/call.ts'
import type { AnyEndpoint, Endpoint } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { confirmKit, setUp } from '#organisations/set-up.ts'
import { commandLine } from './files.ts'

const running = new Set<ChildProcess>()
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** A folder that PostgreSQL's account may pass through. */
export const dataFolder = (): { path: string; remove(): void } => {
  const path = mkdtempSync(join(tmpdir(), `amparo-test-${process.pid}-`))
  chmodSync(path, 0o711)
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) }
}

const begin = (args: string[], env: NodeJS.ProcessEnv, input?: string) => {
  const { PATH = '', HOME = '/root', NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, [commandLine(), ...args], {
    env: { PATH, HOME, ...(NODE_COMPILE_CACHE && { NODE_COMPILE_CACHE }), LANG: 'en_GB.UTF-8', PORT: '0', ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  })
  running.add(child)
  const seen = { said: '', code: undefined as number | null | undefined }
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', (code) => {
      running.delete(child)
      seen.code = code
      resolve(code)
    })
  })
  const take = (chunk: Buffer) => {
    seen.said += chunk.toString()
  }
  child.stdout!.on('data', take)
  child.stderr!.on('data', take)
  child.stdin?.end(input)
  return { child, seen, ended }
}

/** Runs one command to its end; what it says on both streams. */
export const amparo = async (
  args: string[],
  env: NodeJS.ProcessEnv,
  input?: string,
): Promise<{ code: number | null; said: string }> => {
  const { seen, ended } = begin(args, env, input)
  const code = await ended
  return { code, said: seen.said }
}

export interface ServedHouse {
  url: string
  /** What comes after `#` in the link that sets the house up. */
  link: string | undefined
  pid: number
  said(): string
  /** Ends it and answers the exit code. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

/** `serve` on a data folder, without the desk's files; resolves when it answers, rejects with what it said. */
export const serveHouse = async (env: NodeJS.ProcessEnv): Promise<ServedHouse> => {
  const { child, seen, ended } = begin(['serve', '--no-desk'], env)
  const until = performance.now() + 180_000
  for (;;) {
    const url = /answers at (\S+)\n/.exec(seen.said)?.[1]
    if (url) {
      const link = /#([\w-]{43})/.exec(seen.said)?.[1]
      const stop = (signal: NodeJS.Signals = 'SIGINT') => {
        child.kill(signal)
        return ended
      }
      return { url, link, pid: child.pid!, said: () => seen.said, stop }
    }
    if (seen.code !== undefined) throw new Error(`ended with ${seen.code}: ${seen.said}`)
    if (performance.now() > until) {
      child.kill('SIGKILL')
      throw new Error(`does not answer: ${seen.said}`)
    }
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}

export interface Replied {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came back
  body: any
  cookie: string | undefined
}

/** Asks an endpoint over HTTP as a browser of the desk does. Throws when nobody answers. */
export const askAt = async (
  url: string,
  endpoint: AnyEndpoint | Endpoint<never, never, string>,
  input: Record<string, unknown>,
  { token, key = newId() }: { token?: string; key?: string } = {},
): Promise<Replied> => {
  const { path, rest } = addressOf(endpoint.path, input)
  const reads = endpoint.method === 'GET'
  const reply = await fetch(url + (reads ? path + queryOf(rest) : path), {
    method: endpoint.method,
    headers: {
      'x-amparo': '1',
      ...(token && { cookie: `amparo=${token}` }),
      ...(!reads && { 'idempotency-key': key, 'content-type': 'application/json' }),
    },
    ...(!reads && { body: JSON.stringify(rest) }),
    signal: AbortSignal.timeout(60_000),
  })
  const text = await reply.text()
  const cookie = /amparo=([^;]+)/.exec(reply.headers.get('set-cookie') ?? '')?.[1]
  return { status: reply.status, body: text ? JSON.parse(text) : undefined, cookie }
}

export const administrator = { email: 'ines@example.org', password: 'tres gatos bajo la lluvia fina' }

/** The first day: found the organisation, type the groups from the kit; answers what was founded. */
export const foundHouse = async ({ url, link }: ServedHouse) => {
  const ids = { organisation_id: newId(), office_id: newId(), staff_id: newId() }
  const founded = await askAt(url, setUp, {
    ...{ link, ...ids, office: { name: 'Norte' } },
    organisation: { name: 'Casa Encina', country: 'ES', takes_reports: true },
    administrator: { name: 'Inés', language: 'es', ...administrator },
  })
  if (founded.status !== 200) throw new Error(`set-up: ${JSON.stringify(founded.body)}`)
  const { groups, asked } = founded.body.kit as { groups: string[]; asked: number[] }
  const typed = asked.map((group) => ({ group, text: groups[group - 1] }))
  const confirmed = await askAt(url, confirmKit, { link, typed })
  if (confirmed.body?.outcome !== 'done') throw new Error(`kit: ${JSON.stringify(confirmed.body)}`)
  return { ...ids, kit: groups }
}

export const ownerOf = (folder: string): pg.ClientConfig => ({
  host: join(folder, 'run'),
  user: 'amparo_owner',
  database: 'amparo',
})

export const asOwnerOf = async <T>(owner: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ ...owner, connectionTimeoutMillis: 60_000 })
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

/** A colleague with a live session, written as the owner: what a session may do is not what these tests ask. */
export const aColleague = async (
  owner: pg.ClientConfig,
  place: { organisation_id: string; office_id: string },
  roles: Role[],
): Promise<{ staff_id: string; token: string; session_id: string }> => {
  const who = { staff_id: newId(), session_id: newId(), token: randomBytes(32).toString('base64url') }
  await asOwnerOf(owner, async (client) => {
    await client.query(
      `insert into staff (organisation_id, staff_id, office_id, name, email, roles, status)
       values ($1, $2, $3, 'Colega', $4, $5, 'active')`,
      [place.organisation_id, who.staff_id, place.office_id, `${who.staff_id}@example.org`, roles],
    )
    await client.query(
      `insert into session (token_hash, organisation_id, session_id, staff_id, expires_at, second_factor_at)
       values ($1, $2, $3, $4, now() + interval '8 hours', now())`,
      [createHash('sha256').update(who.token).digest(), place.organisation_id, who.session_id, who.staff_id],
    )
  })
  return who
}
