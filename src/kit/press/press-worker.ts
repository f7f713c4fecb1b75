// The thread of the press: loads the typesetter and the desk's fonts once, then sets one page after another. It is given
// no way to a file or to the network.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parentPort } from 'node:worker_threads'
import init, { TypstCompilerBuilder } from '@myriaddreamin/typst-ts-web-compiler'
import { fonts } from './fonts.ts'
import type { PressReply } from './press.ts'
import { plainFont } from './woff2.ts'

// Nobody reads what is printed here: it would be kept until the thread ends.
for (const stream of [process.stdout, process.stderr]) stream.write = () => true

const fileOf = (name: string): Buffer => readFileSync(fileURLToPath(import.meta.resolve(name)))

const starting = init({ module_or_path: new Uint8Array(fileOf('@myriaddreamin/typst-ts-web-compiler/wasm')) })
/** Unpacked once: a compiler that takes one font more is made anew with all of them. */
const unpacked = new Map<string, Uint8Array>()
const fontOf = (name: string): Uint8Array => {
  const font = unpacked.get(name) ?? plainFont(fileOf(name))
  unpacked.set(name, font)
  return font
}
const makeCompiler = async (names: Iterable<string>) => {
  await starting
  const builder = new TypstCompilerBuilder()
  builder.set_dummy_access_model()
  for (const name of names) await builder.add_raw_font(fontOf(name))
  return builder.build()
}
let making: ReturnType<typeof makeCompiler> | undefined
const loaded = new Set(fonts)

/** With all fonts asked for so far: a compiler takes none after it is made. */
const compilerWith = async (more: string[]) => {
  const known = loaded.size
  for (const name of more) loaded.add(name)
  if (making && loaded.size > known) (await making).free()
  if (!making || loaded.size > known) making = makeCompiler(loaded)
  return making
}

interface Job {
  id: number
  source: string
  data: string
  files?: Record<string, Uint8Array>
  fonts?: string[]
}
interface Diagnostic {
  severity: string
  message: string
}

const faultOf = (thrown: unknown): string => {
  const list = Array.isArray(thrown) ? (thrown as Diagnostic[]) : []
  return list.map(({ message }) => message).join('\n') || String(thrown)
}

const set = async ({ id, source, data, files = {}, fonts: more = [] }: Job): Promise<PressReply> => {
  const compiler = await compilerWith(more)
  try {
    compiler.reset_shadow()
    for (const [path, content] of Object.entries(files)) compiler.map_shadow(path, content)
    compiler.add_source('/main.typ', source)
    const errors = 3
    const { result, diagnostics } = compiler.compile('/main.typ', [['data', data]], 'pdf', errors)
    return result ? { id, pdf: result } : { id, fault: faultOf(diagnostics) }
  } catch (error) {
    return { id, fault: faultOf(error) }
  } finally {
    compiler.reset_shadow()
    compiler.reset()
  }
}

parentPort?.on('message', (job: Job) => void set(job).then((reply) => parentPort?.postMessage(reply)))
