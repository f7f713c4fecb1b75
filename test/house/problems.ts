// Finds the message keys a problem can carry, where the code makes it: written out, chosen between, built from a prefix,
// or decided by a rule whose name ends in `Obstacle`.
import ts from 'typescript'
import type { Source } from './sources.ts'

export interface KeyUse {
  at: string
  /** A whole key, or with `*` at its end the beginning of one. */
  key: string
}

const parse = ({ path, text }: Source): ts.SourceFile =>
  ts.createSourceFile(
    path,
    text,
    ts.ScriptTarget.Latest,
    true,
    path.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  )

const each = (node: ts.Node, look: (node: ts.Node) => void): void => {
  look(node)
  ts.forEachChild(node, (child) => each(child, look))
}

/** Every string an expression may come to; undefined when it cannot be read from here. */
const valuesOf = (node: ts.Expression): string[] | undefined => {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return [node.text]
  if (ts.isTemplateExpression(node) && node.head.text) return [`${node.head.text}*`]
  if (ts.isParenthesizedExpression(node)) return valuesOf(node.expression)
  if (!ts.isConditionalExpression(node)) return undefined
  const [one, other] = [valuesOf(node.whenTrue), valuesOf(node.whenFalse)]
  return one && other && [...one, ...other]
}

const isKey = (text: string) => /^[a-z_]+(\.[a-z_]+)+$/.test(text)

/** What the rules and the queues that hand a key on may answer. */
const handedOn = (file: ts.SourceFile): KeyUse[] => {
  const found: KeyUse[] = []
  const take = (node: ts.Node) =>
    each(node, (inner) => {
      if (ts.isStringLiteral(inner) && isKey(inner.text)) found.push({ at: file.fileName, key: inner.text })
    })
  each(file, (node) => {
    if (ts.isVariableDeclaration(node) && /obstacle$/i.test(node.name.getText()) && node.initializer)
      take(node.initializer)
    if (ts.isCallExpression(node) && node.expression.getText() === 'boundedQueue') node.arguments.forEach(take)
  })
  return found
}

/** Names of variables whose keys `handedOn` finds where they are decided. */
const known = new Set(['obstacle', 'busyKey'])

export const problemKeys = (files: Source[]): { uses: KeyUse[]; unreadable: string[] } => {
  const uses: KeyUse[] = []
  const unreadable: string[] = []
  for (const source of files) {
    const file = parse(source)
    uses.push(...handedOn(file))
    each(file, (node) => {
      if (!ts.isNewExpression(node) || node.expression.getText() !== 'Problem') return
      const given = node.arguments?.[1]
      if (!given) return
      const { line } = file.getLineAndCharacterOfPosition(node.getStart())
      const at = `${source.path}:${line + 1}`
      const values = valuesOf(given)
      if (values) uses.push(...values.map((key) => ({ at, key })))
      else if (!(ts.isIdentifier(given) && known.has(given.text)) && !/^(key|known)\b|\?\?/.test(given.getText()))
        unreadable.push(`${at}: ${given.getText()}`)
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
