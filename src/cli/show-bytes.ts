// Progress of a copy, on one line that renews itself where there is a terminal, and at most once a second elsewhere.
import { words } from './say.ts'

let last = 0
export const showBytes = ({ key, bytes, total }: { key: string; bytes: number; total: number }): void => {
  const now = Date.now()
  const isOver = bytes >= total
  if (!isOver && now - last < (process.stdout.isTTY ? 100 : 1000)) return
  last = now
  const line = words(`cli.${key}`, { done: Math.round(bytes / 1_000_000), total: Math.round(total / 1_000_000) })
  process.stdout.write(process.stdout.isTTY ? `\r${line}${isOver ? '\n' : ''}` : `${line}\n`)
}
