// The script for speaking: asked for only by whoever presses its button, and allowed by its hash alone.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')

export const voiceScript = [read('change.js'), read('voice.js')]
  .join('')
  .replace(/^\s*\/\/.*\n/gm, '')
  .replace(/^\s+/gm, '')
  .trim()

export const voiceHash = `'sha256-${createHash('sha256').update(voiceScript).digest('base64')}'`
