// The programs a run starts, so that it can end every one of them whatever ends the run.
import { type ChildProcess, spawn } from 'node:child_process'

export interface Finished {
  code: number
  /** Both streams in the order they came. */
  output: string
  seconds: number
}

const running = new Set<ChildProcess>()

const endGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  try {
    // Each child leads a group of its own, so that what it started ends with it.
    if (child.pid) process.kill(-child.pid, signal)
  } catch {
    // It had already ended.
  }
}

export const stopChildren = async (): Promise<void> => {
  const ending = [...running].map(
    (child) =>
      new Promise<void>((resolve) => {
        child.once('close', () => resolve())
        endGroup(child, 'SIGTERM')
        setTimeout(() => endGroup(child, 'SIGKILL'), 5_000).unref()
      }),
  )
  await Promise.all(ending)
}

process.on('exit', () => {
  for (const child of running) endGroup(child, 'SIGKILL')
})

/** Runs a program to its end; `onOutput` sees what it says while it says it. */
export const finish = (
  command: string,
  args: string[],
  options: { env?: NodeJS.ProcessEnv; cwd?: string; onOutput?: (text: string) => void } = {},
): Promise<Finished> =>
  new Promise((resolve, reject) => {
    const begun = performance.now()
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    running.add(child)
    let output = ''
    const take = (chunk: Buffer) => {
      output += chunk.toString()
      options.onOutput?.(chunk.toString())
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    child.on('error', (error) => {
      running.delete(child)
      reject(error)
    })
    child.on('close', (code) => {
      running.delete(child)
      resolve({ code: code ?? 1, output, seconds: (performance.now() - begun) / 1000 })
    })
  })
