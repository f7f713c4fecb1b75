// Wrapped keys open only for whom they were made, and a root key of another installation is told apart from damage.
import assert from 'node:assert/strict'
import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { newId } from '#kit/id.ts'
import { deriveKey } from './aead.ts'
import { blindMatch } from './index-key.ts'
import {
  newCaseKey,
  newOrganisationKey,
  newRootKey,
  rootFingerprint,
  unwrapCaseKey,
  unwrapOrganisationKey,
  wrapCaseKey,
  wrapOrganisationKey,
  wrappedByVersion,
} from './keys.ts'

const root = newRootKey()
const organisation = newOrganisationKey(newId(), 2)
const file = newCaseKey(organisation.organisation_id, newId(), 5)

test('keys come back as they were', () => {
  assert.deepEqual(unwrapOrganisationKey(root, organisation, wrapOrganisationKey(root, organisation)), organisation)
  const wrapped = wrapCaseKey(organisation, file)
  assert.equal(wrappedByVersion(wrapped), 2)
  assert.deepEqual(unwrapCaseKey(organisation, file, wrapped), file)
  assert.equal(wrapped.includes(file.bytes), false)
})

test('a wrong root key is named as such, a damaged row is not opened', () => {
  const wrapped = wrapOrganisationKey(root, organisation)
  assert.throws(() => unwrapOrganisationKey(newRootKey(), organisation, wrapped), { key: 'vault.wrong_root_key' })
  for (let index = 0; index < wrapped.length; index++) {
    const changed = Buffer.from(wrapped)
    changed[index] = changed[index]! ^ 1
    assert.throws(() => unwrapOrganisationKey(root, organisation, changed), { kind: 'broken' })
  }
})

test('a wrapped key is refused for another organisation, file or version', () => {
  const wrappedOrganisation = wrapOrganisationKey(root, organisation)
  for (const other of [
    { ...organisation, organisation_id: newId() },
    { ...organisation, version: 3 },
  ]) {
    assert.throws(() => unwrapOrganisationKey(root, other, wrappedOrganisation), { key: 'vault.cannot_open' })
  }
  const wrapped = wrapCaseKey(organisation, file)
  for (const other of [
    { ...file, case_id: newId() },
    { ...file, version: 6 },
  ]) {
    assert.throws(() => unwrapCaseKey(organisation, other, wrapped), { key: 'vault.cannot_open' })
  }
  for (const by of [
    { ...organisation, organisation_id: newId() },
    newOrganisationKey(organisation.organisation_id, 2),
  ]) {
    assert.throws(() => unwrapCaseKey(by, file, wrapped), { key: 'vault.cannot_open' })
  }
  assert.throws(() => wrapCaseKey(newOrganisationKey(newId()), file), { key: 'vault.wrong_place' })
})

test('while the root key is being changed, rows of either kind open', () => {
  const before = wrapOrganisationKey(root, organisation)
  const changing = { ...newRootKey(), others: [root] }
  assert.deepEqual(unwrapOrganisationKey(changing, organisation, before), organisation)
  assert.deepEqual(
    unwrapOrganisationKey(changing, organisation, wrapOrganisationKey(changing, organisation)),
    organisation,
  )
  assert.notEqual(rootFingerprint(root), rootFingerprint(changing))
})

test('the duplicate mark is the same for the same words, and says nothing across organisations', () => {
  const mark = blindMatch(organisation, 'glb|1999')
  assert.equal(mark.length, 16)
  assert.ok(mark.equals(blindMatch({ ...organisation }, 'glb|1999')))
  assert.ok(!mark.equals(blindMatch(organisation, 'glb|1998')))
  assert.ok(!mark.equals(blindMatch(newOrganisationKey(newId()), 'glb|1999')))
  assert.ok(!mark.equals(blindMatch({ ...organisation, organisation_id: newId() }, 'glb|1999')))
})

test('the short way to a derived key gives what HKDF gives', () => {
  const [salt, input] = [randomBytes(32), randomBytes(32)]
  const extracted = createHmac('sha256', salt).update(input).digest()
  assert.deepEqual(deriveKey(extracted, 'label'), Buffer.from(hkdfSync('sha256', input, salt, 'label', 32)))
})
