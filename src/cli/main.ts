// The command line of whoever runs this house: serve, demo, backup, restore, verify, import, export, keys.
import { enableCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isProblem } from '#kit/problem.ts'
import { words } from './say.ts'

// What was compiled once need not be compiled at the next start. Beside the packages it is as safe as they are; where
// the account may not write there, every start compiles.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/amparo', import.meta.url)))

// Whoever read what we say may be gone (a pipe that was closed, a log that was started anew): what was begun goes on.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

/** A command reads its own arguments and answers the exit code. */
export type Command = (args: string[]) => Promise<number>

const commands: Record<string, () => Promise<{ run: Command }>> = {
  serve: () => import('./serve.ts'),
  demo: () => import('./demo.ts'),
  backup: () => import('./backup.ts'),
  restore: () => import('./restore.ts'),
  'verify-journal': () => import('./verify-journal.ts'),
  import: () => import('./import.ts'),
  export: () => import('./export.ts'),
  keys: () => import('./keys.ts'),
  mark: () => import('./mark.ts'),
  instruments: () => import('./instruments.ts'),
  law: () => import('./law.ts'),
  modules: () => import('./modules.ts'),
  certificates: () => import('./certificates.ts'),
}

const help = (code: number): number => {
  process.stdout.write(`${words('cli.help')}\n\n`)
  for (const name of Object.keys(commands)) process.stdout.write(`  ${name.padEnd(16)}${words(`cli.help.${name}`)}\n`)
  return code
}

const [name = '--help', ...args] = process.argv.slice(2)
const command = commands[name]
if (!command) {
  process.exitCode = help(['--help', 'help'].includes(name) ? 0 : 2)
} else {
  try {
    process.exitCode = await (await command()).run(args)
  } catch (error) {
    if (!isProblem(error)) {
      // An option nobody knows: how the command is used says more than a stack.
      if (!String((error as { code?: string }).code).startsWith('ERR_PARSE_ARGS')) throw error
      await (await command()).run(['--help'])
      process.exitCode = 2
    } else {
      const values = Object.fromEntries(Object.entries(error.details).map(([key, value]) => [key, String(value)]))
      process.stderr.write(`${words(`problem.${error.key}`, values)}\n`)
      process.exitCode = 1
    }
  }
}
