// The journeys walk through a real browser. Where it is missing, Debian's own packages are installed, or the message
// says what to install. Journeys whose browser needs no window take the same engine without any: three quarters of the work.
import { existsSync } from 'node:fs'
import { finish } from './children.ts'
import { dim, say, step } from './progress.ts'

const shell = '/usr/bin/chromium-headless-shell'
const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

export const findChromium = (): string | undefined =>
  [process.env.CHROMIUM_PATH ?? '', ...places].find((path) => path && existsSync(path))

const fontFolders = ['/usr/share/fonts', '/usr/local/share/fonts', '/Library/Fonts', '/System/Library/Fonts']
const hasFonts = (): boolean => fontFolders.some((path) => existsSync(path))

const packages = ['chromium', 'fonts-noto-core']
const shellPackage = 'chromium-headless-shell'

/** How to become root without asking, or undefined. */
const asRoot = async (): Promise<string[] | undefined> => {
  if (process.getuid?.() === 0) return []
  const sudo = await finish('sudo', ['-n', 'true']).catch(() => undefined)
  return sudo?.code === 0 ? ['sudo', '-n'] : undefined
}

const install = async (before: string[]): Promise<void> => {
  const apt = async (...args: string[]): Promise<void> => {
    const [command, ...rest] = [...before, 'apt-get', ...args] as [string, ...string[]]
    const { code, output } = await finish(command, rest, {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
      onOutput: (text) => {
        const line = /^(Get:|Unpacking|Setting up)[^\n]*/m.exec(text)?.[0]
        if (line) say(dim(`    ${line.slice(0, 100)}`))
      },
    })
    if (code !== 0) throw new Error(`apt-get ${args[0]} failed:\n${output.trim().split('\n').slice(-8).join('\n')}`)
  }
  await apt('update')
  const known = await finish('apt-cache', ['show', '--no-all-versions', shellPackage])
  await apt('install', '-y', '--no-install-recommends', ...packages, ...(known.code === 0 ? [shellPackage] : []))
}

/** The browser with everything it keeps on a disk; there is one and a font to draw with, or a message says what to do. */
export const ensureChromium = async (): Promise<string> => {
  const found = findChromium()
  if (found && hasFonts()) return found
  const byHand = `The journeys need Chromium and fonts. Install them (on Debian or Ubuntu: apt-get install ${packages.join(' ')}), or set CHROMIUM_PATH.`
  if (!existsSync('/usr/bin/apt-get')) throw new Error(byHand)
  const before = await asRoot()
  if (!before) throw new Error(byHand)
  await step('installing Chromium and fonts from the distribution', () => install(before))
  const installed = findChromium()
  if (!installed) throw new Error(byHand)
  return installed
}

/** The engine of the same browser without windows, history or sessions, where the distribution has it; else the browser. */
export const ensureShell = async (): Promise<string> => {
  const whole = await ensureChromium()
  return !process.env.CHROMIUM_PATH && existsSync(shell) ? shell : whole
}
