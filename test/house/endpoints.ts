// Finds every endpoint the house declares and says where one lacks its action, its answer or its test.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AnyEndpoint } from '#kit/endpoint.ts'
import { root, type Source, withoutComments } from './sources.ts'

export interface Declared {
  /** As code calls it: `sendReferral`, or `referrals.send` when a room groups its endpoints. */
  name: string
  path: string
  endpoint: AnyEndpoint
}

const isEndpoint = (value: unknown): value is AnyEndpoint =>
  typeof value === 'object' && value !== null && ['method', 'path', 'input', 'reply'].every((key) => key in value)

const declares = /\bendpoint\(/
const isModel = (path: string) =>
  /^src\/.*\.ts$/.test(path) && !/\.(rules|store|api|jobs|test)\.ts$/.test(path) && path !== 'src/kit/endpoint.ts'

export const declaredIn = (path: string, exported: Record<string, unknown>): Declared[] =>
  Object.entries(exported).flatMap(([name, value]) => {
    if (isEndpoint(value)) return [{ name, path, endpoint: value }]
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
    return Object.entries(value).flatMap(([part, each]) =>
      isEndpoint(each) ? [{ name: `${name}.${part}`, path, endpoint: each }] : [],
    )
  })

export const declaredEndpoints = async (files: Source[]): Promise<Declared[]> => {
  const models = files.filter(({ path, text }) => isModel(path) && declares.test(withoutComments(text)))
  const found = await Promise.all(
    models.map(async ({ path }) => declaredIn(path, await import(pathToFileURL(join(root, path)).href))),
  )
  return found.flat()
}

const said = (name: string) => new RegExp(`(?<!\\w)${name.replaceAll('.', '\\.')}\\b`)
const answeredAs = (name: string) => new RegExp(`\\banswer\\(\\s*(?:\\w+\\.)?${name.replaceAll('.', '\\.')}\\s*[,)]`)
const roomOf = (path: string) => path.split('/')[1]

export const faultsOf = (endpoints: Declared[], files: Source[], actions: string[]): string[] => {
  const seen = new Map<string, string>()
  // Some hundred endpoints are looked for in more than a thousand files: each is read without its comments once.
  const bare = files.map(({ path, text }) => ({ path, code: withoutComments(text) }))
  const server = bare.filter(
    ({ path, code }) => /^src\/.*\.ts$/.test(path) && !path.endsWith('.test.ts') && code.includes('answer('),
  )
  const testsOf = Map.groupBy(
    bare.filter(({ path }) => path.endsWith('.test.ts')),
    ({ path }) => roomOf(path),
  )
  const saysIn = (those: typeof bare, name: string, as: RegExp): boolean => {
    const last = name.split('.').at(-1)!
    return those.some(({ code }) => code.includes(last) && as.test(code))
  }
  const faults = endpoints.flatMap(({ name, path, endpoint }) => {
    const at = `${path} ${name}`
    const found: string[] = []
    const way = `${endpoint.method} ${endpoint.path.replace(/:\w+/g, ':')}`
    if (seen.has(way)) found.push(`${at}: ${endpoint.method} ${endpoint.path} is already ${seen.get(way)}`)
    seen.set(way, name)
    if (!endpoint.reply) found.push(`${at}: has no reply schema, so anything could leave`)
    if (!endpoint.action) found.push(`${at}: has no action, so nobody decided who may`)
    else if (endpoint.action !== 'public' && !actions.includes(endpoint.action))
      found.push(`${at}: action "${endpoint.action}" is not in data/access/matrix.json`)
    if (!saysIn(server, name, answeredAs(name))) found.push(`${at}: no answer(${name}) anywhere`)
    if (!saysIn(testsOf.get(roomOf(path)) ?? [], name, said(name)))
      found.push(`${at}: no test in src/${roomOf(path)} names it`)
    return found
  })
  return [...faults, ...unusedActions(endpoints, files, actions)]
}

/** An action nobody asks for is a rule nobody can be held to. */
const unusedActions = (endpoints: Declared[], files: Source[], actions: string[]): string[] => {
  const used = new Set(endpoints.map(({ endpoint }) => endpoint.action))
  const code = files.filter(({ path }) => /^(src|db\/migrations)\//.test(path) && !path.endsWith('.test.ts'))
  const asked = (action: string) => code.some(({ text }) => text.includes(`'${action}'`))
  return actions
    .filter((action) => !used.has(action) && !asked(action))
    .map((action) => `data/access/matrix.json: nothing asks for "${action}"`)
}

/** The names of the actions, whether the matrix lists them or keys by them. */
export const actionsOf = (matrix: unknown): string[] => {
  const actions = (matrix as { actions?: unknown }).actions
  if (Array.isArray(actions))
    return actions.map((each) => (typeof each === 'string' ? each : (each.action ?? each.name)))
  return Object.keys((actions as object | undefined) ?? {})
}
