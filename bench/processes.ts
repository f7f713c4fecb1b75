// Child processes of the bench: they end with it, and say where they answer.
import { type ChildProcess, fork } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Child {
  url: string
  process: ChildProcess
  stop(): Promise<void>
}

export const start = (file: string, env: NodeJS.ProcessEnv): Promise<Child> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, file), {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    const ended = new Promise<void>((done) => child.once('exit', () => done()))
    child.once('exit', (code) => reject(new Error(`${file} ended with ${code}`)))
    child.once('message', (message) =>
      resolve({
        url: (message as { url: string }).url,
        process: child,
        stop: async () => {
          child.disconnect()
          await ended
        },
      }),
    )
  })

const number = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0)

/** Proportional memory of a process in megabytes: pages shared by several are counted once among them. Linux only. */
export const memoryOf = (pid: number): number => number(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'), 'Pss') / 1024

/** A process and everything it started. */
export const familyOf = (pid: number): number[] => {
  const tasks = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim()
  return [pid, ...(tasks === '' ? [] : tasks.split(' ').flatMap((child) => familyOf(Number(child))))]
}
