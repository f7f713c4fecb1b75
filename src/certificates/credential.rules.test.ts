// What certificates are written with: the letters of keys and signatures, names as they are compared, numbers as they are typed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { didKey, fromMultibase, keyOfDid, toMultibase } from './base58.rules.ts'
import { bitsOf, endOf, folded, readNumber, showNumber } from './credential.rules.ts'
import { certificateIdIn, credentialId, issuerId, methodOf, readListName } from './issuer.rules.ts'

test('base58 as the standard’s own examples have it, and back', () => {
  const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
  assert.equal(toMultibase(Buffer.from('Hello World!')), 'z2NEpo7TZRRrLZSi2U')
  assert.equal(toMultibase(bytes('0000287fb4cd')), 'z11233QC4')
  for (const hex of ['00', '0000ff', 'ff', '80'.repeat(32), '00'.repeat(32)])
    assert.equal(Buffer.from(fromMultibase(toMultibase(bytes(hex)))!).toString('hex'), hex)
  for (const text of ['', 'z', 'x12', 'z0', 'zOIl', `z${'1'.repeat(200)}`]) assert.equal(fromMultibase(text), undefined)
})

test('a key is its own address, with or without its method, and nothing else is', () => {
  const key = new Uint8Array(32).fill(7)
  const did = didKey(key)
  const letters = did.slice('did:key:'.length)
  assert.deepEqual(keyOfDid(did), key)
  assert.deepEqual(keyOfDid(`${did}#${letters}`), key)
  for (const text of [`${did}#zOther`, 'did:key:z1', 'did:web:example.org', `${did}#`, letters])
    assert.equal(keyOfDid(text), undefined, text)
})

test('under which address an organisation signs', () => {
  const key = { version: 3, public_key: new Uint8Array(32).fill(9) }
  const at = (public_url: string | undefined) => issuerId({ public_url, organisation_id: 'o' }, key)
  assert.equal(at('https://amparo.example.org/x'), 'did:web:amparo.example.org:badges:issuer:o')
  assert.equal(at('https://amparo.example.org:8443'), 'did:web:amparo.example.org%3A8443:badges:issuer:o')
  for (const url of [undefined, 'http://localhost:8080']) assert.equal(at(url), didKey(key.public_key))
  assert.equal(methodOf('did:web:x', key), 'did:web:x#key-3')
  const id = '3f0b5a60-0a3b-4b8e-9d6a-0123456789ab'
  for (const url of [undefined, 'https://amparo.example.org']) assert.equal(certificateIdIn(credentialId(url, id)), id)
  for (const text of [`https://x.org/${id}`, `${id}.json`, `urn:uuid:${id}x`])
    assert.equal(certificateIdIn(text), undefined)
  assert.deepEqual(readListName(`${id}.2.14`), { organisation_id: id, key_version: 2, list: 14 })
  for (const text of ['', `${id}.2`, `${id}.a.1`]) assert.equal(readListName(text), undefined)
})

test('names are compared without capitals, accents and signs, and signs of other scripts stay', () => {
  assert.equal(folded('  José-Luis  ÑANDÚ '), 'jose luis nandu')
  assert.equal(folded('O’Brien'), 'o brien')
  assert.notEqual(folded('राम'), folded('रम'))
  assert.notEqual(folded('سعید'), folded('سعد'))
  assert.equal(folded('··· !'), '')
})

test('numbers as they are read out', () => {
  assert.equal(readNumber('cr0z-k97p-xap0'), 'CR0ZK97PXAP0')
  assert.equal(readNumber(' crOz k97p xapo '), 'CR0ZK97PXAP0')
  for (const text of ['', 'ABCD', 'CR0ZK97PXAP0U', 'UUUUUUUUUUUU']) assert.equal(readNumber(text), undefined, text)
  assert.equal(showNumber('CR0ZK97PXAP0'), 'CR0Z-K97P-XAP0')
})

test('the first place of a list is its highest bit', () => {
  const bits = bitsOf([0, 9, 131_071])
  assert.deepEqual([bits.length, bits[0], bits[1], bits.at(-1)], [16_384, 0x80, 0x40, 0x01])
  assert.equal(endOf('2026-01-31', 1), '2026-02-28')
  assert.equal(endOf('2026-01-31', null), null)
})
