// What the house tests read: the project's own files, and the imports each one makes.
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..')

export interface Source {
  /** From the project's root, with `/`. */
  path: string
  text: string
}

const notOurs = new Set(['.git', 'node_modules', 'dist', '.amparo', 'screenshots'])

const walk = (folder: string, prefix = ''): string[] =>
  readdirSync(join(folder, prefix), { withFileTypes: true }).flatMap((entry) => {
    if (notOurs.has(entry.name)) return []
    const path = prefix ? `${prefix}/${entry.name}` : entry.name
    return entry.isDirectory() ? walk(folder, path) : entry.isFile() ? [path] : []
  })

let all: string[] | undefined

/** Every file of the project whose path passes `wanted`. */
export const sources = (wanted: (path: string) => boolean): Source[] => {
  all ??= walk(root).sort()
  return all.filter(wanted).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

/** Every path of the project, without reading it. */
export const paths = (): string[] => {
  all ??= walk(root).sort()
  return all
}

export interface Import {
  of: string
  typeOnly: boolean
  line: number
}

const importForm =
  /(?:^|[;\n])[ \t]*(?:import|export)\s+(type\s+)?(?:[\w*$\s{},]+?\sfrom\s*)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g

/** Static, re-exporting and dynamic imports of one file; comments are passed over. */
export const importsOf = (text: string): Import[] => {
  const bare = withoutComments(text)
  return [...bare.matchAll(importForm)].map((match) => ({
    of: (match[2] ?? match[3])!,
    typeOnly: Boolean(match[1]),
    line: lineAt(bare, match.index + match[0].length),
  }))
}

/** Blanks comments and keeps line numbers; strings are stepped over so that `//` in an address survives. */
export const withoutComments = (text: string): string =>
  text.replace(/'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith('/') ? part.replace(/[^\n]/g, ' ') : part,
  )

export const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length

/** One finding per line, so that a failing house test reads as a list of places to go to. */
export const list = (findings: string[]): string => (findings.length ? `\n${findings.join('\n')}\n` : '')
