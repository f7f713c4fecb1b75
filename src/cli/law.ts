// `amparo law`: whether packs of law hold together, the sheet a lawyer reads, and writing a signature into a pack. A folder an
// organisation keeps outside is treated like ours.
import { parseArgs } from 'node:util'
import { checkPacks } from './law-check.ts'
import { printSheet } from './law-sheet.ts'
import { signRule } from './law-sign.ts'
import type { Command } from './main.ts'
import { words } from './say.ts'

const options = {
  help: { type: 'boolean' },
  /** `check`: names what is open too. */
  all: { type: 'boolean', default: false },
  lang: { type: 'string' },
  out: { type: 'string' },
  by: { type: 'string' },
  mark: { type: 'string' },
  on: { type: 'string' },
} as const

export const run: Command = async (args) => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  const [what, ...names] = positionals
  const [pack, rule] = names
  if (!values.help) {
    if (what === 'check') return checkPacks(names, values.all)
    if (what === 'sheet' && pack && names.length === 1) return await printSheet(pack, values)
    if (what === 'sign' && pack && rule && names.length === 2) return signRule(pack, rule, values)
  }
  process.stdout.write(`${words('cli.law.usage')}\n`)
  return values.help ? 0 : 2
}
