// Source as the bundler's parser reads it, for rules that look at what code says and not at its letters.
import { type ESTree, parseSync } from 'vite'
import type { Source } from './sources.ts'

export type Node = ESTree.Node

export interface Parsed {
  root: ESTree.Program
  /** A part as it is written. */
  written(node: Node): string
}

export const parse = ({ path, text }: Source): Parsed => {
  const { program, errors } = parseSync(path, text)
  if (errors.length) throw new Error(`${path}: ${errors[0]!.message}`)
  return { root: program, written: ({ start, end }) => text.slice(start, end) }
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string'

/** The node and all below it, each with the one it stands in. */
export const each = (node: Node, look: (node: Node, within?: Node) => void, within?: Node): void => {
  look(node, within)
  for (const part of Object.values(node)) {
    if (Array.isArray(part)) {
      for (const one of part) if (isNode(one)) each(one, look, node)
    } else if (isNode(part)) each(part, look, node)
  }
}

export const isText = (node: Node): node is ESTree.StringLiteral =>
  node.type === 'Literal' && typeof node.value === 'string'

/** The written parts of a template, without what is put between them. */
export const partsOf = ({ quasis }: ESTree.TemplateLiteral): string[] =>
  quasis.map(({ value }) => value.cooked ?? value.raw)
