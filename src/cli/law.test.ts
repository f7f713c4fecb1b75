// `amparo law` as whoever keeps a pack runs it: the report and its exit code, the sheet as PDF, a signature with the mark of it.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readSoundPack } from '#law/check-house.api.ts'
import { lawFolder } from '#law/folder.store.ts'
import { markOf } from '#law/sheet.rules.ts'
import { glyphs, pagesOf } from '#test/drawn.ts'
import { commandLine } from '#test/files.ts'

const folder = mkdtempSync(join(tmpdir(), 'amparo-law-cli-'))
after(() => rmSync(folder, { recursive: true }))
const today = new Date().toISOString().slice(0, 10)

const amparo = (...args: string[]): Promise<{ code: number; out: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, LC_ALL: 'en_GB.UTF-8' }
    execFile(process.execPath, [commandLine(), 'law', ...args], { env, cwd: folder }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), out: stdout + stderr }),
    )
  })
const copied = (name: string): string => {
  const own = join(folder, name)
  cpSync(join(lawFolder, 'uk'), own, { recursive: true })
  return own
}

test('a sound pack passes; a broken one is said by rule and fails', async () => {
  const sound = await amparo('check', 'uk')
  assert.equal(sound.code, 0, sound.out)
  assert.match(sound.out, /uk: \d+ rules[\s\S]*not signed by a lawyer[\s\S]*holds together/)
  const own = copied('broken')
  const file = join(own, 'rules-appeal.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"rg_reconsideration_asked"', '"rg_forgotten"'))
  const broken = await amparo('check', own)
  assert.equal(broken.code, 1)
  assert.match(broken.out, /UK-5b +waits for an event nobody declared: rg_forgotten/)
  assert.equal((await amparo('check', join(folder, 'nothing'))).code, 1)
  assert.equal((await amparo('wish')).code, 2)
})

test('the sheet is a PDF in which every letter has its sign', async () => {
  const out = join(folder, 'it.pdf')
  const made = await amparo('sheet', 'it', '--lang', 'es', '--out', out)
  assert.equal(made.code, 0, made.out)
  const pdf = readFileSync(out)
  assert.ok(pagesOf(pdf) >= 3)
  assert.ok(!glyphs(pdf).includes(0))
  const other = await amparo('sheet', 'it', '--lang', 'xx')
  assert.equal(other.code, 1)
})

test('a signature is written down with the mark of this text, and with no other', async () => {
  const own = copied('mine')
  const { pack, hashOf } = readSoundPack(own, today)
  const rule = pack.rules.find(({ id }) => id === 'UK-8b')!
  const mark = markOf(hashOf(rule))
  const sign = (...more: string[]) => amparo('sign', own, 'UK-8b', '--by', 'Ana Soler, ICAM 1', ...more)
  assert.match((await sign('--mark', '0'.repeat(16))).out, new RegExp(mark))
  assert.equal((await sign('--mark', mark, '--on', '2999-01-01')).code, 1)
  const signed = await sign('--mark', mark, '--on', '2026-10-01')
  assert.equal(signed.code, 0, signed.out)
  const read = readSoundPack(own, today)
  const after_ = read.pack.rules.find(({ id }) => id === 'UK-8b')!
  assert.deepEqual([after_.reviewed_by, after_.reviewed_on], ['Ana Soler, ICAM 1', '2026-10-01'])
  assert.equal(markOf(read.hashOf(after_)), mark, 'a signature is no part of what is signed')
})
