// Chromium as the people of a journey use it: a desk, a phone, any language, light or dark.
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { ensureShell } from '#test/chromium.ts'

export const sizes = { desk: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const
export type Size = keyof typeof sizes

export interface Visit {
  /** As the browser asks for it: `es`, `ur-PK`. */
  locale?: string
  dark?: boolean
  /** False walks the public door as somebody without JavaScript. */
  scripts?: boolean
  timezone?: string
}

/** The last such list counts, so this is the driver's own and what draws an address bar nobody sees, once for every window. */
const without = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
]

/** For whoever opens a browser of their own as well. */
export const withoutFeatures = `--disable-features=${without.join(',')}`

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  withoutFeatures,
  // The shell without windows knows its name and lacks what stands behind it: asking would end the page.
  '--disable-blink-features=OnDeviceWebSpeechAvailable',
]

export const openBrowser = async (): Promise<Browser> =>
  chromium.launch({
    executablePath: await ensureShell(),
    args: flags,
    headless: true,
    // The journey ends the browser together with the server; the driver's own handlers would stay alive after it.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  })

let shared: Promise<Browser> | undefined
/** In a process that walks one journey after the other: the browser they share, each with windows of its own. */
export const sharedBrowser = (): Promise<Browser> => {
  shared ??= letGo(openBrowser)
  return shared
}

/** What is opened here does not keep the process: it is over when everything else is. */
const letGo = async <T>(open: () => Promise<T>): Promise<T> => {
  const handles = () => (process as unknown as { _getActiveHandles(): { unref?(): void }[] })._getActiveHandles()
  const before = new Set(handles())
  const opened = await open()
  for (const handle of handles()) if (!before.has(handle)) handle.unref?.()
  return opened
}

const unscripted = new WeakSet<BrowserContext>()
/** Whether this page belongs to somebody without JavaScript. */
export const isUnscripted = (page: Page): boolean => unscripted.has(page.context())

/** A person's own browser: nothing in it is known to anybody else's. */
export const visit = async (browser: Browser, size: Size, how: Visit = {}): Promise<Page> => {
  const context: BrowserContext = await browser.newContext({
    viewport: sizes[size],
    locale: how.locale ?? 'en-GB',
    colorScheme: how.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    timezoneId: how.timezone ?? 'Europe/Madrid',
    javaScriptEnabled: how.scripts ?? true,
    serviceWorkers: 'allow',
    ...(size === 'phone' && { hasTouch: true, isMobile: true }),
  })
  // Long waits cost nothing when all is well; a busy machine is not a fault.
  context.setDefaultTimeout(45_000)
  if (how.scripts === false) unscripted.add(context)
  return context.newPage()
}

export interface Complaints {
  found: string[]
  /** A complaint the journey provokes on purpose, such as a lost connection. */
  allow(pattern: RegExp): void
}

const announce = `document.addEventListener('securitypolicyviolation', (event) =>
  console.error('csp: ' + event.violatedDirective + ' refused ' + (event.blockedURI || 'inline') + ' ' + event.sample))`

/**
 * Gathers what a page complains about (errors on its console, uncaught ones, refusals by the content policy) and every
 * request to anybody else than us: who opens a page of ours is nobody else's business.
 */
export const listenFor = async (page: Page, complaints: Complaints, ours: string): Promise<void> => {
  await page.context().addInitScript(announce)
  const note = (text: string) => complaints.found.push(`${URL.parse(page.url())?.pathname ?? page.url()}: ${text}`)
  page.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} ${message.location().url}`)
  })
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url())
    if (/^(https?|wss?):$/.test(protocol) && origin !== ours) note(`asked ${origin}, which is not ours`)
  })
  page.on('pageerror', (error) => note(`uncaught ${error.message}`))
}

export const complaintBook = (): Complaints & { left(): string[] } => {
  const found: string[] = []
  const allowed: RegExp[] = []
  return {
    found,
    allow: (pattern) => allowed.push(pattern),
    left: () => [...new Set(found)].filter((text) => !allowed.some((pattern) => pattern.test(text))),
  }
}
