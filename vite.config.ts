// Builds the desk into dist/desk. Five plugins of our own keep the first load small and the page within a strict content
// policy: one chunk of texts per language, one language of React Aria's strings, no Zod and no
// HTML sinks in the browser, everything packed beforehand.
import { readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip as gzipCompress } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { loadTexts } from './src/language/load-texts.ts'

const brotli = promisify(brotliCompress)
const gzip = promisify(gzipCompress)
const at = (path: string) => join(import.meta.dirname, path)

/** Texts of screens few people open on most days: fetched with the screen, so that the first load stays small. */
const seldom =
  /^(documents|services|directory|match|file|notes|organisations|places|insight|break-glass|journal|person|contact|exclusions|minors|conferences|leaving|referrals|search|team|screening|detection|reports|reports-files|reports-life|person-barriers|plan|gaps|links|hsds|exchange|care|instruments|safety|story|staff-care|appointments|phrases|interpreters|interpreter-pay|interpreting|consents|sittings|outcomes|needs|assessments|vault|cases|codes|people|institutions|certificates|modules|coverage|curricula|prevention(?:-[a-z]+)?)\.json$/

/** The words of the law and of what follows from it: many, and asked for by the file and the wall of deadlines alone. */
const ofLaw = /^(law(?:-[a-z]+)?|proceedings|matters|guides|claims)\.json$/

/** What the public door and the desk say alike: signs and what to do, asked for by few screens of the desk. */
const ofBothDoors = /^public(-signs|-screening|-forms)?\.json$/

/**
 * `virtual:texts/es` → what every day needs of one language, `…/seldom` → the rest of the desk's, `…/law` → what is said of
 * the law, `…/signs` → what is read of signs at both doors.
 */
const texts = (): Plugin => ({
  name: 'amparo-texts',
  resolveId: (id) => (id.startsWith('virtual:texts/') ? `\0${id}` : undefined),
  load(id) {
    if (!id.startsWith('\0virtual:texts/')) return undefined
    const [code = '', rest] = id.slice('\0virtual:texts/'.length).split('/')
    const partOf = (file: string) =>
      ofBothDoors.test(file)
        ? 'signs'
        : /^(public|own|cli|answer|learn|training|verify|postgres)/.test(file)
          ? 'elsewhere'
          : ofLaw.test(file)
            ? 'law'
            : seldom.test(file)
              ? 'seldom'
              : undefined
    const forDesk = loadTexts(code, (file) => partOf(file) === rest)
    // A string parsed by JSON.parse is read about twice as fast as the same object written as code.
    return `export default JSON.parse(${JSON.stringify(JSON.stringify(forDesk))})`
  },
})

/** React Aria carries its strings in 34 languages; the desk hands it the one it needs before the first render. */
const reactAria = (): Plugin => ({
  name: 'amparo-react-aria',
  enforce: 'pre',
  load: (id) => (/react-(aria|stately)[^?]*\/intlStrings\.m?js/.test(id) ? 'export default {}' : undefined),
  // Emptying an element through innerHTML is a sink that Trusted Types refuses, even for an empty string.
  transform: (code, id) =>
    id.includes('LiveAnnouncer')
      ? { code: code.replaceAll(".innerHTML = ''", '.replaceChildren()'), map: null }
      : undefined,
})

/** Models declare Zod schemas; the browser only needs their shape, because the server is the one who judges. */
const withoutZod = (): Plugin => ({
  name: 'amparo-without-zod',
  enforce: 'pre',
  resolveId: (id) => (id === 'zod' ? at('src/web/zod-for-browser.ts') : undefined),
})

/**
 * Packs every text file beside itself, so the server sends the small one without working for it each time. For a run of
 * tests (`--mode test`) less tightly, which is half of a build's work: what is weighed there is packed again.
 */
const packed = (mode: string): Plugin => ({
  name: 'amparo-packed',
  apply: 'build',
  writeBundle: async ({ dir }, bundle) => {
    const tightly = { params: { [constants.BROTLI_PARAM_QUALITY]: mode === 'test' ? 4 : constants.BROTLI_MAX_QUALITY } }
    await Promise.all(
      Object.keys(bundle)
        .filter((file) => /\.(js|css|html)$/.test(file))
        .map(async (file) => {
          const path = join(dir!, file)
          const text = await readFile(path)
          await writeFile(`${path}.br`, await brotli(text, tightly))
          await writeFile(`${path}.gz`, await gzip(text, { level: 9 }))
        }),
    )
  },
})

const hashed = 'assets/[name]-[hash]'

export default defineConfig(({ mode }) => ({
  root: at('src/web'),
  base: '/desk/',
  publicDir: false,
  plugins: [texts(), reactAria(), withoutZod(), react(), packed(mode)],
  define: {
    __VERSION__: JSON.stringify(JSON.parse(readFileSync(at('package.json'), 'utf8')).version),
  },
  build: {
    outDir: at('dist/desk'),
    emptyOutDir: true,
    target: 'es2022',
    // A data: font or image would need a wider content policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    manifest: true,
    rolldownOptions: {
      output: {
        entryFileNames: `${hashed}.js`,
        chunkFileNames: `${hashed}.js`,
        assetFileNames: `${hashed}[extname]`,
        // Many small files are many waits on a poor line: what always loads first is one file, the models that a fifth of
        // the screens share another.
        codeSplitting: {
          groups: [
            { name: 'desk', tags: ['$initial'], priority: 1 },
            { name: 'models', test: /[\\/]src[\\/][^?]*\.ts$/, minShareCount: 20 },
          ],
        },
      },
    },
  },
}))
