// The press sets every script the house writes in, prints what was typed as text and nothing else, draws pages of other
// PDFs, and reaches no file.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { press, pressFault } from './press.ts'

const page = (
  text: string,
) => `#let d = json(bytes(sys.inputs.data))\n#set text(font: ("Noto Sans", "Noto Sans Devanagari",
  "Noto Sans Bengali", "Noto Nastaliq Urdu"))\n${text}`
const latin = (pdf: Uint8Array) => Buffer.from(pdf).toString('latin1')

test('each script is set in its own font', async () => {
  const texts = {
    NotoSans: 'Año, però, così',
    NotoSansDevanagari: 'यह पत्र प्रमाणित करता है',
    NotoSansBengali: 'এই চিঠি প্রত্যয়ন করে',
    NotoNastaliqUrdu: 'یہ خط تصدیق کرتا ہے',
  }
  for (const [font, text] of Object.entries(texts))
    assert.match(latin(await press({ source: page('#d'), data: text })), new RegExp(`/FontName /[A-Z]+\\+${font}-`))
})

test('what was typed stays text, and no file of the house is reached', async () => {
  const typed = '#read("/etc/passwd") #image("/etc/passwd") $x$ = *bold* \\ @ref #sys.inputs'
  assert.match(latin(await press({ source: page('#d'), data: typed })), /^%PDF-/)
  for (const source of ['#read("/etc/passwd")', '#image("/../../etc/passwd")', '#import "@preview/a:1.0.0": b'])
    await assert.rejects(press({ source, data: null }), (error) => pressFault(error) !== undefined)
})

test('a page of another PDF is drawn into a new one, and a fault does not hold up what waits', async () => {
  const inner = await press({ source: page('#d'), data: 'inner' })
  const draw = (file: Uint8Array) =>
    press({ source: '#image("/1.pdf", page: 1)', data: null, files: { '/1.pdf': file } })
  const [good, bad, again] = await Promise.allSettled([draw(inner), draw(Buffer.from('%PDF-1.7 no')), draw(inner)])
  assert.deepEqual([good.status, bad.status, again.status], ['fulfilled', 'rejected', 'fulfilled'])
})
