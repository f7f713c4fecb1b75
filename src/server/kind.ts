// Whether a folder is a demo's or of real work, looked at before anything is loaded or built.
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '#kit/problem.ts'

/** Lies in the folder of every demo; real work refuses to start there. */
export const demoMark = 'this-is-a-demo'

/** A demo never touches real data, and real work never starts on invented people. */
export const checkKind = async (folder: string, demo: boolean): Promise<void> => {
  const isUsed = existsSync(join(folder, 'pgdata'))
  const isDemo = existsSync(join(folder, demoMark))
  if (demo && isUsed && !isDemo) throw new Problem('conflict', 'house.not_a_demo', { folder })
  if (!demo && isDemo) throw new Problem('conflict', 'house.is_a_demo', { folder })
  if (demo && !isDemo) {
    await mkdir(folder, { recursive: true, mode: 0o755 })
    await writeFile(join(folder, demoMark), '')
  }
}
