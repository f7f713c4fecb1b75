// Databases and houses of tests are made by the hundred and thrown away: where the machine lends memory for files, making
// one is a tenth of the work. What is tried here is processes that end, which memory outlives as a disk does.
import { accessSync, constants, readFileSync, statfsSync } from 'node:fs'
import { freemem } from 'node:os'

const memory = '/dev/shm'
const enough = 4 * 1024 ** 3

const lends = (): boolean => {
  try {
    accessSync(memory, constants.W_OK | constants.X_OK)
    const { bavail, bsize } = statfsSync(memory)
    // A database that comes as a package is started from its own folder.
    const mounted = readFileSync('/proc/mounts', 'utf8')
      .split('\n')
      .find((line) => line.split(' ')[1] === memory)
    return Math.min(bavail * bsize, freemem()) > enough && mounted !== undefined && !/\bnoexec\b/.test(mounted)
  } catch {
    return false
  }
}

/** From here on temporary folders lie in memory, those of this process and of whatever it starts. */
export const workInMemory = (): void => {
  if (lends()) process.env.TMPDIR ??= memory
}
