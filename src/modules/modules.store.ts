// The modules as they lie in data/modules, read once: a structure and its words in each language. Whether they hold together
// is looked at by a test and by `amparo modules check`, so that a slip in one does not keep the house from opening.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { dataFolder } from '#facts/load.ts'
import { Problem } from '#kit/problem.ts'
import { ModuleFile } from './module.ts'

export const modulesFolder = join(dataFolder, 'modules')

const readJson = (path: string): unknown => {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new Problem('broken', 'facts.broken', { file: path, message: (error as Error).message })
  }
}

/** A folder with `module.json` and `<language>.json` beside it, as one file; not yet looked at. */
export const readModuleFolder = (folder: string): unknown => ({
  module: readJson(join(folder, 'module.json')),
  texts: Object.fromEntries(
    readdirSync(folder)
      .filter((file) => /^[a-z]{2}\.json$/.test(file))
      .map((file) => [basename(file, '.json'), readJson(join(folder, file))]),
  ),
})

export const readModules = (folder = modulesFolder): ModuleFile[] => {
  if (!existsSync(folder)) return []
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'module.json')))
  return names.toSorted().map((name) => {
    const read = ModuleFile.safeParse(readModuleFolder(join(folder, name)))
    if (read.success) return read.data
    const [first] = read.error.issues
    throw new Problem('broken', 'facts.broken', {
      file: `modules/${name}`,
      message: `${first?.path.join('.')}: ${first?.message}`,
    })
  })
}

let kept: ModuleFile[] | undefined
/** Those that come with the house. */
export const houseModules = (): ModuleFile[] => {
  kept ??= readModules()
  return kept
}
