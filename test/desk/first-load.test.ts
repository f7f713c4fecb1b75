// The desk must open on a poor line: what loads first is built and weighed, and Zod must not be in it.
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { build } from 'vite'
import { builtDesk } from '#test/files.ts'
import { firstLoad } from './first-load.ts'

const most = 180_000
// A whole run has just built the desk for its journeys.
const ready = process.env[builtDesk]
const folder = ready ?? mkdtempSync(join(tmpdir(), 'amparo-desk-'))
after(() => {
  if (!ready) rmSync(folder, { recursive: true, force: true })
})

test('the first load is under 180 kB of compressed JavaScript, and no page holds inline code', async () => {
  const configFile = join(import.meta.dirname, '../../vite.config.ts')
  if (!ready) await build({ configFile, logLevel: 'error', build: { outDir: folder } })
  for (const [language, aria] of [
    ['es', 'es-ES'],
    ['en', 'en-US'],
    ['it', 'it-IT'],
  ] as const) {
    const { gzip, brotli } = firstLoad(folder, language, aria)
    assert.ok(gzip < most && brotli < most, `${language}: ${gzip} bytes by gzip, ${brotli} by brotli`)
  }
  const scripts = readdirSync(join(folder, 'assets')).filter((file) => file.endsWith('.js'))
  for (const file of scripts) {
    const text = readFileSync(join(folder, 'assets', file), 'utf8')
    assert.ok(!text.includes('ZodError'), `${file} carries Zod`)
    assert.ok(
      !/politeLog\.innerHTML|\beval\(|new Function\(/.test(text),
      `${file} uses what the content policy refuses`,
    )
  }
  const page = readFileSync(join(folder, 'index.html'), 'utf8')
  assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)|<style|\bon\w+=|style=/)
})
