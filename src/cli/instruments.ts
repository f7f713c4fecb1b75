// `amparo instruments`: whether the forms in data/instruments/care agree with themselves and with what was published, and
// publishing a version that is ready. A published one is never written again.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { careFolder, shelfIn } from '#assessments/instruments.store.ts'
import { isProblem } from '#kit/problem.ts'
import type { Command } from './main.ts'
import { say, words } from './say.ts'

const publish = (folder: string): void => {
  const shelf = shelfIn(folder)
  shelf.check()
  const { source, published } = shelf.published()
  const all = Object.entries({ ...published, ...shelf.hashes() }).sort(([a], [b]) => (a < b ? -1 : 1))
  writeFileSync(
    join(folder, 'published.json'),
    `${JSON.stringify({ source, published: Object.fromEntries(all) }, null, 2)}\n`,
  )
}

export const run: Command = async ([what, ...rest]) => {
  if ((what && what !== 'publish') || rest.length > 0) {
    process.stdout.write(`${words('cli.instruments.usage')}\n`)
    return what === '--help' ? 0 : 2
  }
  const shelf = shelfIn(careFolder)
  try {
    shelf.check()
  } catch (error) {
    if (!isProblem(error) || error.key !== 'facts.broken') throw error
    say('instruments.fault', { file: String(error.details.file), message: String(error.details.message) })
    return 1
  }
  const { published } = shelf.published()
  const fresh = Object.keys(shelf.hashes()).filter((name) => !Object.hasOwn(published, name))
  for (const name of fresh) say('instruments.unpublished', { name })
  if (what === 'publish') publish(careFolder)
  say(what === 'publish' ? 'instruments.published' : 'instruments.sound', {
    files: Object.keys(published).length,
    fresh: fresh.length,
  })
  return 0
}
