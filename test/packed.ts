// The house packed into a few files, for a run that starts it some forty times: reading its two thousand modules one by
// one is a third of a start. The demo that the journeys begin with is made from the sources, as everybody runs them.
import { readdir, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { finish } from './children.ts'
import { packedHouse, root } from './files.ts'

/** Beside the packages, where the names of those that stay outside are found. */
const folder = join(root, 'node_modules/.cache/amparo-packed')

/** What is made of many small files; the other packages stay where they are. */
const manySmall = ['kysely', 'zod', '@internationalized/date']

/** Another run of the same sources may be reading what was packed before: names tell their content, and the old goes after a day. */
const forgetOld = async (): Promise<void> => {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path)
    if (Date.now() - mtimeMs > 86_400_000) await rm(path, { force: true })
  }
}

/** Answers the packed command line. */
const pack = async (): Promise<string> => {
  const { build } = await import('vite')
  const packed = await build({
    configFile: false,
    root,
    publicDir: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'amparo-as-it-stands',
        enforce: 'pre',
        // A file finds its neighbours from where it is written, not from where it was packed.
        transform: (code, id) => ({
          code: code
            .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href))
            .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
            .replaceAll('import.meta.main', String(id.endsWith('/src/cli/main.ts'))),
          map: null,
        }),
      },
    ],
    ssr: { noExternal: manySmall },
    build: {
      ssr: join(root, 'src/cli/main.ts'),
      outDir: folder,
      emptyOutDir: false,
      target: 'esnext',
      minify: false,
      rolldownOptions: { output: { entryFileNames: '[name]-[hash].mjs', chunkFileNames: '[name]-[hash].mjs' } },
    },
  })
  const files = 'output' in packed ? packed.output : []
  const entry = files.find((file) => file.type === 'chunk' && file.isEntry)
  if (!entry) throw new Error('the house was packed into nothing that starts')
  await forgetOld()
  return join(folder, entry.fileName)
}

/** From here on `commandLine()` of this run, and of what it starts, is the packed one. In a process of its own, as it takes half a gigabyte. */
export const packHouse = async (): Promise<void> => {
  const { code, output } = await finish(process.execPath, [import.meta.filename], { cwd: root })
  if (code !== 0) throw new Error(`the house cannot be packed:\n${output.trim()}`)
  process.env[packedHouse] = output.trim()
}

if (import.meta.main) process.stdout.write(await pack())
