// `amparo modules check`: whether a learning module somebody wrote holds together, as one file or as a folder like those in
// data/modules; every fault by its place. Without a name, those that come with the house.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { Problem } from '#kit/problem.ts'
import { type FileFault, readModuleFile, readModuleText } from '#modules/file.rules.ts'
import { modulesFolder, readModuleFolder } from '#modules/modules.store.ts'
import type { Command } from './main.ts'
import { say, words } from './say.ts'

const faultsIn = (path: string): FileFault[] => {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found) throw new Problem('not_found', 'module.no_such_file', { file: path })
  const read = found.isDirectory() ? readModuleFile(readModuleFolder(path)) : readModuleText(readFileSync(path, 'utf8'))
  return read.faults
}

const ofHouse = (): string[] => readdirSync(modulesFolder).map((name) => join(modulesFolder, name))

const check = (paths: readonly string[]): number => {
  const faulty = paths.filter((path) => {
    const faults = faultsIn(path)
    say(faults.length === 0 ? 'modules.sound' : 'modules.faulty', { file: basename(path), count: faults.length })
    for (const { at, language, fault } of faults)
      process.stdout.write(
        `    ${[language, at || '.'].filter(Boolean).join(' ')}  ${words(`module.fault.${fault}`)}\n`,
      )
    return faults.length > 0
  })
  return faulty.length > 0 ? 1 : 0
}

export const run: Command = async (args) => {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { help: { type: 'boolean' } } })
  const [what, ...paths] = positionals
  if (!values.help && what === 'check') return check(paths.length > 0 ? paths : ofHouse())
  process.stdout.write(`${words('cli.modules.usage')}\n`)
  return values.help ? 0 : 2
}
