// Measures what a browser fetches before the desk stands: someone on a shared phone and a poor line waits for all of it.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

interface Chunk {
  file: string
  imports?: string[]
  css?: string[]
}
type Manifest = Record<string, Chunk>

/** Fetched at once though not linked from the page: one language, its React Aria strings, the first screen, the drafts. */
const alsoFirst = (language: string, aria: string) => [
  new RegExp(`virtual:texts/${language}$`),
  new RegExp(`react-aria-components/i18n/${aria}\\.mjs$`),
  /agenda\/ui\/Today\.tsx$/,
  /gate\/drafts\.ts$/,
]

export const firstLoad = (folder: string, language = 'es', aria = 'es-ES') => {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Manifest
  const wanted = new Set<string>()
  const want = (name: string): void => {
    if (wanted.has(name)) return
    wanted.add(name)
    for (const each of manifest[name]?.imports ?? []) want(each)
  }
  want('index.html')
  for (const wants of alsoFirst(language, aria)) {
    const name = Object.keys(manifest).find((each) => wants.test(each))
    if (!name) throw new Error(`no chunk of the build is ${wants}`)
    want(name)
  }
  const files = [...new Set([...wanted].map((name) => manifest[name]?.file ?? ''))].filter((file) =>
    file.endsWith('.js'),
  )
  const sizes = files.map((file) => {
    const text = readFileSync(join(folder, file))
    return {
      file,
      raw: text.length,
      gzip: gzipSync(text, { level: 9 }).length,
      brotli: brotliCompressSync(text).length,
    }
  })
  const sum = (of: 'raw' | 'gzip' | 'brotli') => sizes.reduce((total, each) => total + each[of], 0)
  return { files: sizes, raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') }
}
