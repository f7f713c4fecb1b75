// The desk's files are built where they are used, when they are missing or older than what they are made from; unless
// somebody brings them.
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '#kit/problem.ts'
import { say } from './say.ts'

const root = join(import.meta.dirname, '../..')
const built = join(root, 'dist/desk/index.html')

const newest = (folder: string): number =>
  Math.max(
    0,
    ...readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  )

const isCurrent = (): boolean =>
  existsSync(built) &&
  statSync(built).mtimeMs >
    Math.max(
      ...['src', 'data'].map((folder) => newest(join(root, folder))),
      statSync(join(root, 'package.json')).mtimeMs,
    )

/** Throws `desk.absent` when those brought are not there, `desk.not_built` when the build fails; what it printed is on the terminal. */
export const buildDesk = async (brought?: string): Promise<void> => {
  if (brought) {
    if (existsSync(join(brought, 'index.html'))) return
    throw new Problem('broken', 'desk.absent', { folder: brought })
  }
  if (isCurrent()) return
  say('building_desk')
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  if (!existsSync(vite)) {
    if (existsSync(built)) return
    throw new Problem('broken', 'desk.no_builder')
  }
  const code = await new Promise<number | null>((resolve) => {
    spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    }).once('close', resolve)
  })
  if (code !== 0) throw new Problem('broken', 'desk.not_built')
}
