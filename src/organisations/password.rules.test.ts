// Which passwords are refused, with reasons a person can act on.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { passwordFault } from './password.rules.ts'

const about = ['nuria.soler@example.org', 'Nuria Soler', 'Casa Encina']
const fault = (password: string) => passwordFault(password, about)

test('long enough and not guessable is all we ask', () => {
  for (const good of [
    'tres gatos bajo la lluvia fina',
    'correct horse battery staple',
    'ñandú, mandarina y tambor',
    'मेरो घर पहाडमा छ नि',
    'xk7mpq2vw9tzb4r',
    'bicicletas verdes',
  ])
    assert.equal(fault(good), null, good)
})

test('short, common or about oneself is refused', () => {
  assert.equal(fault('catorce letras'), 'short')
  assert.equal(fault('x'.repeat(201)), 'long')
  for (const bad of [
    'passwordpassword',
    'Password1234567890',
    'contraseña123456',
    '123456789012345',
    'aaaaaaaaaaaaaaaa',
    'qwertyuiopasdfghjkl',
    'abcabcabcabcabcabc',
    'administrator1234',
    'P@ssword P@ssword 1',
  ])
    assert.ok(['common'].includes(fault(bad) ?? ''), `${bad}: ${fault(bad)}`)
  for (const bad of ['nuria.soler@example.org', 'NuriaSoler NuriaSoler', 'casa encina 2026!'])
    assert.equal(fault(bad), 'about_you', bad)
})
