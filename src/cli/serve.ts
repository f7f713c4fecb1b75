// `npm start`: the server for real use. With no organisation yet it prints the one link that sets the house up.
import { readEnvironment } from '#server/environment.ts'
import { openHouse } from '#server/open.ts'
import { serve } from '#server/run.ts'
import { buildDesk } from './desk.ts'
import type { Command } from './main.ts'
import { say } from './say.ts'
import { untilStopped } from './until-stopped.ts'

export const run: Command = async () => {
  const environment = readEnvironment(process.env)
  await buildDesk()
  const opened = await openHouse(environment, false, say)
  const served = await serve(opened, environment, say)
  const { link } = opened.set_up
  if (link) say('set_up', { url: `${served.url}/desk/set-up#${link}` })
  say('serving', { url: served.url })
  return untilStopped(served, opened)
}
