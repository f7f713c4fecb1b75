// What a run says while it works: one line per step, and a sign of life for anything that takes more than two seconds.

const plain = !process.stdout.isTTY
const paint = (code: number, text: string) => (plain || process.env.NO_COLOR ? text : `\x1b[${code}m${text}\x1b[0m`)
export const green = (text: string) => paint(32, text)
export const red = (text: string) => paint(31, text)
export const dim = (text: string) => paint(2, text)

export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
export const say = (text: string): void => {
  process.stdout.write(`${text}\n`)
}

/** Says what is being done, repeats it with the time passed while it lasts, and says how it ended. */
export const step = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
  const begun = performance.now()
  const passed = () => seconds(performance.now() - begun)
  say(dim(`… ${name}`))
  const alive = setInterval(() => say(dim(`… ${name}, ${passed()}`)), plain ? 15_000 : 5_000)
  try {
    const value = await work()
    if (performance.now() - begun > 2_000) say(dim(`  ${name}: ${passed()}`))
    return value
  } catch (error) {
    say(red(`✖ ${name} (${passed()})`))
    throw error
  } finally {
    clearInterval(alive)
  }
}
