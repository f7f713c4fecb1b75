// Secrets and codes as people paste and type them, how a link stands, and keys that only both together give.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { codeKeys, openForLink, sealForLink, secretKeys } from './keys.store.ts'
import { linkEnd, linkState, waysObstacle } from './link.rules.ts'
import { linkAddress, newLinkCode, newLinkSecret, readCode, readSecret, showCode } from './secret.ts'

test('a secret is read from the whole address or its end, a code however it was heard and typed', () => {
  const [secret, code] = [newLinkSecret(), newLinkCode()]
  for (const typed of [secret, ` ${secret.toLowerCase()} `, linkAddress('https://amparo.example', secret)])
    assert.equal(readSecret(typed), secret)
  const heard = 'IO10 1L0O'
  assert.equal(readCode(heard), '10101100')
  for (const typed of [showCode(code), code.toLowerCase(), `${code.slice(0, 3)}-${code.slice(3)}`])
    assert.equal(readCode(typed), code)
  for (const typed of ['', 'short', `${code}X`, 'ÑÑÑÑÑÑÑÑ', '#']) {
    assert.equal(readCode(typed), undefined)
    assert.equal(readSecret(typed), undefined)
  }
  fc.assert(fc.property(fc.string(), (typed) => readSecret(typed) === undefined || readSecret(typed)!.length === 26))
  assert.doesNotMatch(new URL(linkAddress('https://amparo.example', secret)).pathname, new RegExp(secret))
})

test('codes do not repeat and use all of their letters', () => {
  const drawn = Array.from({ length: 400 }, newLinkCode)
  assert.equal(new Set(drawn).size, 400)
  assert.equal(new Set(drawn.join('')).size, 32)
})

test('how a link stands', () => {
  const now = '2026-11-22T10:00:00Z'
  const open = { tries_left: 5, expires_at: '2026-11-30T00:00:00Z', used_at: null, revoked_at: null }
  assert.equal(linkState(open, now), 'open')
  assert.equal(linkState({ ...open, used_at: now }, now), 'used')
  assert.equal(linkState({ ...open, tries_left: 0 }, now), 'locked')
  assert.equal(linkState({ ...open, expires_at: now, tries_left: 0 }, now), 'expired')
  assert.equal(linkState({ ...open, expires_at: now, revoked_at: now }, now), 'revoked')
  assert.equal(linkEnd('2026-11-22'), '2026-12-22T00:00:00Z')
  assert.equal(linkEnd('2026-11-22', '2026-11-25'), '2026-11-25T00:00:00Z', 'never longer than the consent')
  assert.equal(waysObstacle({ link_by: 'post', code_by: 'post' }), 'link.same_way')
  assert.equal(waysObstacle({ link_by: 'email', code_by: 'phone' }), null)
})

test('what a link carries opens with secret and code together, never with one of them or under another name', async () => {
  const link = secretKeys(newLinkSecret())
  const code = await codeKeys(newLinkCode(), link.code_salt)
  const keys = { link_key: link.public_key, code_key: code.public_key }
  const sealed = sealForLink(keys, 'first', { words: 'CANARY' })
  assert.deepEqual(openForLink({ link, code }, 'first', sealed), { words: 'CANARY' })
  const [otherLink, otherCode] = [secretKeys(newLinkSecret()), await codeKeys(newLinkCode(), link.code_salt)]
  assert.throws(() => openForLink({ link: otherLink, code }, 'first', sealed))
  assert.throws(() => openForLink({ link, code: otherCode }, 'first', sealed))
  assert.throws(() => openForLink({ link, code }, 'slice', sealed))
})
