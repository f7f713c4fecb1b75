// The walls of the house as one function over source files, so that the test can also hand it a planted breach.
import { posix } from 'node:path'
import { compositions, rooms } from './rooms.ts'
import { importsOf, lineAt, type Source, withoutComments } from './sources.ts'

type Kind = 'model' | 'rules' | 'store' | 'api' | 'ui'

const mayLeanOn: Record<Kind, Kind[]> = {
  model: ['model'],
  rules: ['model', 'rules'],
  store: ['model', 'store'],
  api: ['model', 'rules', 'store', 'api'],
  ui: ['model', 'rules', 'ui'],
}

/** What runs only on a server, and so may not be reached from models, rules or screens, however long the way. */
const serverOnly = /^(node:|(pg|kysely|fastify|otplib)$|@fastify\/|@simplewebauthn\/server$|#db\/)/
/** A decision that reads the clock, draws lots or asks the world cannot be checked against a table of cases. */
const impure =
  /\bnew Date\(\s*\)|\bDate\.now\b|\bperformance\.now\b|\bMath\.random\b|\brandomUUID\b|\bnewId\(|\bfetch\(|\blocalStorage\b/g

/** Rooms below the gate are machinery: a plain file there is judged by what it reaches, not by its name. */
const machinery = ['kit', 'facts', 'language', 'vault', 'access', 'journal', 'gate']
const isTest = (path: string) => /\.test\.tsx?$/.test(path)
const roomOf = (path: string): string | undefined => /^src\/([^/]+)\//.exec(path)?.[1]
const placeOf = (room: string): number => (rooms as readonly string[]).indexOf(room)

const kindOf = (path: string): Kind | undefined => {
  const room = roomOf(path)
  if (!room || compositions.includes(room)) return undefined
  if (path.includes('/ui/') || path.endsWith('.tsx')) return 'ui'
  if (path.endsWith('.rules.ts')) return 'rules'
  if (path.endsWith('.store.ts')) return 'store'
  if (path.endsWith('.api.ts') || path.endsWith('.jobs.ts')) return 'api'
  return machinery.includes(room) ? undefined : 'model'
}

/** The file an import names, or undefined for a package, a fact or a test. */
const fileOf = (from: string, of: string): string | undefined => {
  if (of.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), of))
  return of.startsWith('#') && !/^#(db|data|test)\//.test(of) ? `src/${of.slice(1)}` : undefined
}

/** By kind and by story, import by import. */
export const breaches = (files: Source[]): string[] =>
  files.flatMap(({ path, text }) => {
    if (isTest(path)) return []
    const room = roomOf(path)
    if (!room || placeOf(room) < 0) return [`${path}: stands in no room; the rooms are listed in test/house/rooms.ts`]
    const kind = kindOf(path)
    const bare = kind === 'rules' ? withoutComments(text) : ''
    const unruly = [...bare.matchAll(impure)].map(
      (match) => `${path}:${lineAt(bare, match.index)} ${match[0]}: rules have no clock, no chance and no I/O`,
    )
    return [...unruly, ...importsOf(text).flatMap((each) => breachOf(path, room, kind, each))]
  })

const breachOf = (path: string, room: string, kind: Kind | undefined, each: ReturnType<typeof importsOf>[0]) => {
  const at = `${path}:${each.line} imports ${each.of}`
  if (each.of.startsWith('#test/')) return [`${at}: the house does not lean on its tests`]
  const file = fileOf(path, each.of)
  const found: string[] = []
  const other = file && roomOf(file)
  if (other && other !== room && placeOf(other) > placeOf(room) && !compositions.includes(room))
    found.push(`${at}: the room "${other}" is told after "${room}"`)
  const otherKind = file && kindOf(file)
  if (kind && otherKind && !each.typeOnly && !mayLeanOn[kind].includes(otherKind))
    found.push(`${at}: ${kind} leans on ${mayLeanOn[kind].join(', ')}, not on ${otherKind}`)
  return found
}

/** Models, rules, screens and the whole of `web` also run in a browser: none may reach the server, even at a remove. */
export const leaks = (files: Source[]): string[] => {
  const known = new Map(files.map((file) => [file.path, importsOf(file.text).filter((each) => !each.typeOnly)]))
  const wayToServer = (path: string, seen: Set<string>): string[] | undefined => {
    if (seen.has(path)) return undefined
    seen.add(path)
    for (const { of } of known.get(path) ?? []) {
      if (serverOnly.test(of)) return [path, of]
      const next = fileOf(path, of)
      const way = next && wayToServer(next, seen)
      if (way) return [path, ...way]
    }
    return undefined
  }
  const starts = files.filter(({ path }) => {
    const kind = kindOf(path)
    return !isTest(path) && (roomOf(path) === 'web' || kind === 'model' || kind === 'rules' || kind === 'ui')
  })
  return starts.flatMap(({ path }) => {
    const way = wayToServer(path, new Set())
    return way ? [`${way.join(' → ')}: this runs only on the server`] : []
  })
}
