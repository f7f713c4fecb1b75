// One server per data directory: whoever listens on owner.sock owns it, and the kernel lets go when it dies.
import { randomBytes } from 'node:crypto'
import { closeSync, linkSync, openSync, renameSync, rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'
import { dirname, join } from 'node:path'
import { Problem } from '#kit/problem.ts'
import { codeOf } from './account.ts'

/** Holds the directory until `release`. Problem `postgres.already_running` when another live process holds it. */
export async function takeOwnership(directory: string): Promise<{ release(): void }> {
  // The path of a socket may not exceed 107 bytes; through an open directory it is always short (Linux).
  const fd = openSync(directory, 'r')
  const short = process.platform === 'linux' ? `/proc/self/fd/${fd}` : directory
  const mine = `o.${randomBytes(4).toString('hex')}`
  const server = await listen(join(short, mine))
  const lock = join(short, 'owner.sock')
  const release = () => {
    server.close()
    closeSync(fd)
  }
  try {
    if (!(await claim(join(short, mine), lock, join(short, `${mine}.dead`))))
      throw new Problem('conflict', 'postgres.already_running', { directory: dirname(directory) })
  } catch (error) {
    release()
    throw error
  } finally {
    rmSync(join(short, mine), { force: true })
  }
  return {
    release() {
      rmSync(lock, { force: true })
      release()
    },
  }
}

// A link is made by one process only, so two starts at the same moment cannot both win. A dead owner's socket is
// moved aside before it is judged: if it turns out alive, it was a faster rival's, and is put back.
async function claim(mine: string, lock: string, aside: string): Promise<boolean> {
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      linkSync(mine, lock)
      return true
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    if (await answers(lock)) break
    try {
      renameSync(lock, aside)
    } catch {
      continue
    }
    const rival = await answers(aside)
    if (rival) linkSync(aside, lock)
    rmSync(aside, { force: true })
    if (rival) break
  }
  return false
}

const listen = (path: string): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', reject)
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
