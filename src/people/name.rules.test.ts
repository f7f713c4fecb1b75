// Names in the scripts of the people who come, and what a machine makes of them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { anySigns } from '#test/signs.ts'
import { Script } from './identity.ts'
import { readByMachine } from './name.rules.ts'
import { scriptOf } from './script.rules.ts'

test('every script of the people we meet is known by its letters', () => {
  const names: [string, Script][] = [
    ['सुनीता तामाङ', 'Deva'],
    ['ফাতেমা বেগম', 'Beng'],
    ['فاطمہ بی بی', 'Arab'],
    ['Оксана Коваленко', 'Cyrl'],
    ['Ștefania Munteanu', 'Latn'],
    ['Oluwaṣeun Adébáyọ̀', 'Latn'],
    ['王小明', 'Hani'],
    ['ਗੁਰਪ੍ਰੀਤ', 'Guru'],
    ['M. सुनीता', 'Deva'],
    ['…', 'Zyyy'],
  ]
  for (const [name, script] of names) assert.equal(scriptOf(name), script, name)
})

test('what is read by machine is Latin, and Latin names are left alone', () => {
  assert.equal(readByMachine('Ștefania'), '')
  assert.equal(readByMachine('Оксана Коваленко'), 'Oksana Kovalenko')
  assert.match(readByMachine('सुनीता तामाङ'), /^[A-Z][a-z]+ [A-Z][a-z]+$/)
  fc.assert(
    fc.property(anySigns(60), (text) => {
      assert.match(readByMachine(text), /^[\p{Script=Latin}\p{Mark}' .-]*$/u)
      assert.ok(Script.options.includes(scriptOf(text)))
    }),
  )
})
