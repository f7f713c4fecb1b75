// The search of the attacks finds what is there, in every shape it may lie in.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { findInFiles, findInText } from './find.ts'

const folder = mkdtempSync(join(tmpdir(), 'amparo-find-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('a string is found in each encoding, at each offset, across the border of two pieces', () => {
  for (const text of ['zq4821 Prüfung', 'Zarza0123456789mora']) look(text)
})

const look = (text: string) => {
  const noise = (size: number) => Buffer.alloc(size, 0x2e)
  const shapes: Record<string, Buffer> = {
    utf8: Buffer.from(text),
    utf16: Buffer.from(text, 'utf16le'),
    big: Buffer.from(text, 'utf16le').swap16(),
    hex: Buffer.from(Buffer.from(text).toString('hex')),
    base64: Buffer.from(Buffer.from(`a${text}bc`).toString('base64')),
    base64_2: Buffer.from(Buffer.from(`ab${text}c`).toString('base64')),
    base64_3: Buffer.from(Buffer.from(`abc${text}d`).toString('base64')),
  }
  for (const [name, bytes] of Object.entries(shapes)) {
    const file = join(folder, name)
    writeFileSync(file, Buffer.concat([noise(8 * 1024 * 1024 - 7), bytes, noise(100)]))
    const other = `${text.slice(0, 5)}not there`
    assert.deepEqual(findInFiles([file], [text, other]), [{ text, file }], name)
  }
  assert.deepEqual(findInText(`x${text}`, [text, 'another one']), [text])
}
