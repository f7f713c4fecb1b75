// Measures what a browser fetches before the desk stands: someone on a shared phone and a poor line waits for all of it.
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

interface Chunk {
  file: string
  imports?: string[]
  css?: string[]
}
interface Weight {
  file: string
  /** Bytes, as it is and as a server may send it. */
  raw: number
  gzip: number
  brotli: number
}
type Manifest = Record<string, Chunk>

/** Fetched at once though not linked from the page: one language, its React Aria strings, the first screen, the drafts. */
const alsoFirst = (language: string, aria: string) => [
  new RegExp(`virtual:texts/${language}$`),
  new RegExp(`react-aria-components/i18n/${aria}\\.mjs$`),
  /agenda\/ui\/Today\.tsx$/,
  /gate\/drafts\.ts$/,
]

const weighed = new Map<string, Weight>()
const weigh = (file: string): Weight => {
  const known = weighed.get(file)
  if (known) return known
  const text = readFileSync(file)
  const [gzip, brotli] = [gzipSync(text, { level: 9 }).length, brotliCompressSync(text).length]
  const weight = { file: basename(file), raw: text.length, gzip, brotli }
  weighed.set(file, weight)
  return weight
}

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
  const sizes = files.map((file) => weigh(join(folder, file)))
  const sum = (of: 'raw' | 'gzip' | 'brotli') => sizes.reduce((total, each) => total + each[of], 0)
  return { files: sizes, raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') }
}
