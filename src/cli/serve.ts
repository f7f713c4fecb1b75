// `npm start`: the server for real use. With no organisation yet it prints the one link that sets the house up.
import { parseArgs } from 'node:util'
import { readEnvironment } from '#server/environment.ts'
import { checkKind } from '#server/kind.ts'
import { buildDesk } from './desk.ts'
import type { Command } from './main.ts'
import { say, words } from './say.ts'
import { untilStopped } from './until-stopped.ts'

export const run: Command = async (args) => {
  const { values } = parseArgs({ args, options: { help: { type: 'boolean' }, 'no-desk': { type: 'boolean' } } })
  if (values.help) {
    process.stdout.write(`${words('cli.serve.usage')}\n`)
    return 0
  }
  const environment = readEnvironment(process.env)
  // Refused before the long work of building and loading, not after it.
  await checkKind(environment.data_folder, false)
  if (!values['no-desk']) await buildDesk(environment.AMPARO_DESK)
  // Whoever only asks how to start it need not load what opens it, nor the whole house where it does not open.
  const { openHouse } = await import('#server/open.ts')
  const opened = await openHouse(environment, false, say)
  // Without a server nothing may keep running: the database would wait for nobody.
  const served = await import('#server/run.ts')
    .then(({ serve }) => serve(opened, environment, say))
    .catch(async (error: unknown) => {
      await opened.close()
      throw error
    })
  const { link } = opened.set_up
  if (link) say('set_up', { url: `${served.url}/desk/set-up#${link}` })
  say('serving', { url: served.url })
  return untilStopped(served, opened)
}
