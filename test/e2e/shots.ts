// Pictures of every screen, at the width of a desk and of a phone, for somebody to look at: screenshots/<journey>/.
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { root } from '#test/files.ts'
import { type Size, sizes } from './browser.ts'

export interface Shots {
  folder: string
  /** Both widths of the page as it stands; answers after putting its own width back. */
  take(page: Page, name: string): Promise<void>
  /** The page as it was when the journey failed, as a picture and as its markup. */
  keepFailure(page: Page, name: string): Promise<void>
}

/** Set where a journey is walked for what it does alone, as `npm test` does. */
export const withoutPictures = 'AMPARO_WITHOUT_PICTURES'

const asFileName = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')

export const openShots = async (journey: string): Promise<Shots> => {
  const folder = join(root, 'screenshots', journey)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  let count = 0
  return {
    folder,
    take: async (page, name) => {
      if (process.env[withoutPictures]) return
      count += 1
      const own = page.viewportSize()
      const sorted = (Object.keys(sizes) as Size[]).sort((a) => (sizes[a].width === own?.width ? 1 : -1))
      const place = `${String(count).padStart(2, '0')}-${asFileName(name)}`
      // The page's own width comes last, so that it is left as the person had it.
      for (const size of sorted) {
        await page.setViewportSize(sizes[size])
        // From the top, so that what stays in sight while scrolling is pictured where it belongs.
        await page.evaluate(() => scrollTo(0, 0)).catch(() => {})
        await page.evaluate(() => document.fonts.ready.then(() => undefined)).catch(() => {})
        await page.screenshot({ path: join(folder, `${place}-${size}.png`), fullPage: true, animations: 'disabled' })
      }
      if (own) await page.setViewportSize(own)
    },
    keepFailure: async (page, name) => {
      await page.screenshot({ path: join(folder, `failed-${name}.png`), fullPage: true }).catch(() => {})
      await writeFile(join(folder, `failed-${name}.html`), await page.content()).catch(() => {})
    },
  }
}
