// `amparo instruments`: whether the forms in data/instruments/care agree with themselves and with what was published, and
// publishing a version that is ready. A published one is never written again.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { careFolder, type Shelf, shelfIn } from '#assessments/instruments.store.ts'
import { isProblem } from '#kit/problem.ts'
import type { Command } from './main.ts'
import { say, words } from './say.ts'

/** The first fault that was found; undefined when all is well. */
const faultOf = (shelf: Shelf): { file: string; message: string } | undefined => {
  try {
    shelf.check()
    return undefined
  } catch (error) {
    if (!isProblem(error) || error.key !== 'facts.broken') throw error
    return { file: String(error.details.file), message: String(error.details.message) }
  }
}

const publish = (folder: string, shelf: Shelf): void => {
  const { source, published } = shelf.published()
  const all = Object.entries({ ...published, ...shelf.hashes() }).sort(([a], [b]) => (a < b ? -1 : 1))
  const lock = { source, published: Object.fromEntries(all) }
  writeFileSync(join(folder, 'published.json'), `${JSON.stringify(lock, null, 2)}\n`)
}

export const run: Command = async (args) => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { help: { type: 'boolean' }, folder: { type: 'string', default: careFolder } },
  })
  const [what, ...rest] = positionals
  if (values.help || (what && what !== 'publish') || rest.length > 0) {
    process.stdout.write(`${words('cli.instruments.usage')}\n`)
    return values.help ? 0 : 2
  }
  const shelf = shelfIn(values.folder)
  const fault = faultOf(shelf)
  if (fault) {
    say('instruments.fault', fault)
    return 1
  }
  const { published } = shelf.published()
  const fresh = Object.keys(shelf.hashes()).filter((name) => !Object.hasOwn(published, name))
  for (const name of fresh) say('instruments.unpublished', { name })
  if (what === 'publish') publish(values.folder, shelf)
  say(what === 'publish' ? 'instruments.published' : 'instruments.sound', {
    files: Object.keys(published).length,
    fresh: fresh.length,
  })
  return 0
}
