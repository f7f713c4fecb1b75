// One server per data directory: whoever listens on the owner's socket of the highest number owns it, and the kernel lets
// go when it dies.
import { randomBytes } from 'node:crypto'
import { closeSync, linkSync, openSync, readdirSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import { Problem } from '#kit/problem.ts'
import { codeOf } from './account.ts'

/** Holds the directory until `release`. Problem `postgres.already_running` when another live process holds it. */
export async function takeOwnership(directory: string): Promise<{ release(): void }> {
  // The path of a socket may not exceed 107 bytes; through an open directory it is always short (Linux).
  const fd = openSync(directory, 'r')
  const short = process.platform === 'linux' ? `/proc/self/fd/${fd}` : directory
  const mine = join(short, `o.${randomBytes(4).toString('hex')}`)
  const server = await listen(mine)
  const release = () => {
    server.close()
    closeSync(fd)
  }
  try {
    if (!(await claim(mine, short)))
      throw new Problem('conflict', 'postgres.already_running', { directory: dirname(directory) })
  } catch (error) {
    release()
    throw error
  } finally {
    rmSync(mine, { force: true })
  }
  return { release }
}

// The first had no number, and an older version of the house may still be running with it.
const nameOf = (number: number) => (number === 0 ? 'owner.sock' : `owner.${number}.sock`)
const numbersIn = (directory: string): number[] =>
  readdirSync(directory).flatMap((name) => {
    const found = /^owner(?:\.(\d+))?\.sock$/.exec(name)
    return found ? [Number(found[1] ?? 0)] : []
  })

// Nobody takes a dead owner's socket away: whoever judged it dead a moment ago would take the next one's too. The next
// owner makes a link with the next number, which only one process can, and only then removes the lower ones. The highest
// always stays, of the living or the dead, so whoever comes late with a number from before finds a higher one and steps back.
async function claim(mine: string, directory: string): Promise<boolean> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const highest = Math.max(-1, ...numbersIn(directory))
    if (highest >= 0 && (await answers(join(directory, nameOf(highest))))) return false
    const next = highest + 1
    try {
      linkSync(mine, join(directory, nameOf(next)))
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
      continue
    }
    const others = numbersIn(directory).filter((number) => number !== next)
    const isHighest = others.every((number) => number < next)
    for (const number of isHighest ? others : [next]) rmSync(join(directory, nameOf(number)), { force: true })
    if (isHighest) return true
  }
  return false
}

const listen = (path: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.on('error', reject)
    server.listen(path, () => resolve(server.unref()))
  })

const answers = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path)
    const end = (alive: boolean) => {
      socket.destroy()
      resolve(alive)
    }
    socket.once('connect', () => end(true))
    // Only a refusal or an absence proves a dead owner; anything else is taken for a living one.
    socket.once('error', (error) => end(!['ECONNREFUSED', 'ENOENT'].includes(codeOf(error))))
  })
