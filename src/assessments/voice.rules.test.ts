// A question is read out by this device or not at all.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { voiceFor } from './voice.rules.ts'

const voice = (lang: string, localService = true, isDefault = false) => ({ lang, localService, default: isDefault })

test('a voice of the device for that language is found, however the device writes it', () => {
  assert.equal(voiceFor([voice('en-GB'), voice('ne_NP')], 'ne')?.lang, 'ne_NP')
  assert.equal(voiceFor([voice('UR-pk')], 'ur')?.lang, 'UR-pk')
  assert.equal(voiceFor([voice('es-MX'), voice('es-ES', true, true)], 'es')?.lang, 'es-ES')
})

test('a voice from elsewhere is none, and neither is one of a language that only begins alike', () => {
  assert.equal(voiceFor([voice('ne-NP', false), voice('hi-IN', false, true)], 'ne'), undefined)
  assert.equal(voiceFor([voice('new-NP')], 'ne'), undefined)
  assert.equal(voiceFor([], 'ne'), undefined)
})
