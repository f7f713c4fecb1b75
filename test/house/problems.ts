// Finds the message keys a problem can carry, where the code makes it: written out, chosen between, built from a prefix,
// or decided by a rule whose name ends in `Obstacle`.
import type { ESTree } from 'vite'
import { each, isText, type Node, type Parsed, parse, partsOf } from './parsed.ts'
import { lineAt, type Source } from './sources.ts'

export interface KeyUse {
  at: string
  /** A whole key, or with `*` at its end the beginning of one. */
  key: string
}

/** Every string an expression may come to; undefined when it cannot be read from here. */
const valuesOf = (node: ESTree.Argument): string[] | undefined => {
  if (isText(node)) return [node.value]
  if (node.type === 'TemplateLiteral') {
    const [head = '', ...rest] = partsOf(node)
    if (rest.length === 0) return [head]
    return head ? [`${head}*`] : undefined
  }
  if (node.type === 'ParenthesizedExpression') return valuesOf(node.expression)
  if (node.type !== 'ConditionalExpression') return undefined
  const [one, other] = [valuesOf(node.consequent), valuesOf(node.alternate)]
  return one && other && [...one, ...other]
}

const isKey = (text: string) => /^[a-z_]+(\.[a-z_]+)+$/.test(text)

/** What the rules and the queues that hand a key on may answer. */
const handedOn = ({ root, written }: Parsed, path: string): KeyUse[] => {
  const found: KeyUse[] = []
  const take = (node: Node) =>
    each(node, (inner) => {
      if (isText(inner) && isKey(inner.value)) found.push({ at: path, key: inner.value })
    })
  each(root, (node) => {
    if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && /obstacle$/i.test(node.id.name))
      if (node.init) take(node.init)
    if (node.type === 'CallExpression' && written(node.callee) === 'boundedQueue') node.arguments.forEach(take)
  })
  return found
}

/** Names of variables whose keys `handedOn` finds where they are decided. */
const known = new Set(['obstacle', 'busyKey'])

/** What a file must say to make a problem or to hand a key on: most say nothing of the kind. */
const worthReading = /\bProblem\b|obstacle\b|\bboundedQueue\b/i

export const problemKeys = (files: Source[]): { uses: KeyUse[]; unreadable: string[] } => {
  const uses: KeyUse[] = []
  const unreadable: string[] = []
  for (const source of files.filter(({ text }) => worthReading.test(text))) {
    const parsed = parse(source)
    const { written } = parsed
    uses.push(...handedOn(parsed, source.path))
    each(parsed.root, (node) => {
      if (node.type !== 'NewExpression' || written(node.callee) !== 'Problem') return
      const given = node.arguments[1]
      if (!given) return
      const at = `${source.path}:${lineAt(source.text, node.start)}`
      const values = valuesOf(given)
      if (values) uses.push(...values.map((key) => ({ at, key })))
      else if (!(given.type === 'Identifier' && known.has(given.name)) && !/^(key|known)\b|\?\?/.test(written(given)))
        unreadable.push(`${at}: ${written(given)}`)
    })
  }
  return { uses, unreadable }
}

/** Keys without a sentence in `texts`, language → keys. A key of the screens' own (`ui.…`) is itself the message. */
export const wordless = (uses: KeyUse[], texts: Record<string, Record<string, string>>): string[] =>
  uses.flatMap(({ at, key }) =>
    Object.entries(texts).flatMap(([language, known]) => {
      const name = key.startsWith('ui.') ? key : `problem.${key}`
      const has = name.endsWith('*')
        ? Object.keys(known).some((each) => each.startsWith(name.slice(0, -1)))
        : known[name] !== undefined
      return has ? [] : [`${at}: "${name}" has no text in ${language}`]
    }),
  )
