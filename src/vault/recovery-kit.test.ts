// The paper kit gives the root key back, and every slip in typing it is caught and named.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { letters } from '#kit/letters.ts'
import { isProblem } from '#kit/problem.ts'
import { newRootKey, rootFingerprint } from './keys.ts'
import { confirmKit, recoveryKit, rootKeyFromKit } from './recovery-kit.ts'

const wrongGroups = (groups: string[]): unknown => {
  try {
    rootKeyFromKit(groups.join(' '))
  } catch (error) {
    if (isProblem(error) && error.key === 'kit.mistyped') return error.details.groups
    throw error
  }
  return 'accepted'
}

test('the kit gives the key back, however it is typed', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const root = { bytes: Buffer.from(bytes) }
      const kit = recoveryKit(root)
      assert.equal(kit.groups.length, 13)
      assert.ok(kit.groups.every((group) => /^[0-9A-HJKMNP-TV-Z]{5}$/.test(group)))
      assert.equal(kit.check, rootFingerprint(root))
      for (const separator of [' ', '-', '\n', '', ' – ']) {
        assert.deepEqual(rootKeyFromKit(kit.groups.join(separator)), root)
      }
      const misread = kit.groups.join(' ').toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
      assert.deepEqual(rootKeyFromKit(misread), root)
    }),
  )
})

test('every single wrong character is caught and its group named', (t) => {
  let typos = 0
  const { groups } = recoveryKit(newRootKey())
  for (const [index, group] of groups.entries()) {
    for (let position = 0; position < 5; position++) {
      for (const other of letters) {
        if (other === group[position]) continue
        const changed = group.slice(0, position) + other + group.slice(position + 1)
        assert.deepEqual(wrongGroups(groups.with(index, changed)), [index + 1])
        typos += 1
      }
    }
  }
  t.diagnostic(`${typos} single wrong characters tried, all caught`)
  assert.equal(typos, 65 * 31)
})

test('swapped neighbours, swapped groups and missing characters are caught', () => {
  const { groups } = recoveryKit(newRootKey())
  for (const [index, group] of groups.entries()) {
    for (let position = 0; position < 4; position++) {
      const swapped = group.slice(0, position) + group[position + 1]! + group[position]! + group.slice(position + 2)
      if (swapped !== group) assert.deepEqual(wrongGroups(groups.with(index, swapped)), [index + 1])
    }
    assert.deepEqual(wrongGroups(groups.with(index, group.slice(1))), [index + 1])
    for (let other = index + 1; other < groups.length; other++) {
      assert.deepEqual(wrongGroups(groups.with(index, groups[other]!).with(other, group)), [index + 1, other + 1])
    }
  }
  assert.throws(() => rootKeyFromKit(groups.slice(1).join(' ')), { key: 'kit.incomplete' })
})

test('the administrator confirms a group from paper', () => {
  const kit = recoveryKit(newRootKey())
  assert.ok(confirmKit(kit, 4, ` ${kit.groups[3]!.toLowerCase()} `))
  assert.ok(!confirmKit(kit, 5, kit.groups[3]!))
  assert.ok(!confirmKit(kit, 14, ''))
  assert.ok(!confirmKit(kit, 1, ''))
})
