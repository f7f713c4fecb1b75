// The keys in a real database: what they open, that no reading fails while any of them is changed, and that a shredded
// file stays shut.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Database, type Tx } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { openText, type Place, sealText } from './envelope.ts'
import { newRootKey } from './keys.ts'
import { openWith, sealTo } from './sealed-box.ts'
import { Vault } from './vault.store.ts'

let database: TestDatabase
let owner: Database
const root = newRootKey()

before(async () => {
  database = await testDatabase()
  owner = new Database(database.connection())
})
after(async () => {
  await owner?.close()
  await database?.drop()
})

const inTx = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => owner.transaction({ token: '' }, work)

const anOrganisation = async (vault: Vault): Promise<string> => {
  const organisation_id = newId()
  await inTx(async (tx) => {
    const values = { organisation_id, kind: 'own', name: 'Casa Encina', country: 'ES' }
    await tx.insertInto('organisation').values(values).execute()
    await tx.insertInto('office').values({ organisation_id, office_id: organisation_id, name: 'Norte' }).execute()
    await vault.createOrganisation(tx, organisation_id)
  })
  return organisation_id
}

const aCase = async (vault: Vault, organisation_id: string): Promise<string> => {
  const case_id = newId()
  await inTx(async (tx) => {
    await tx
      .insertInto('case_file')
      .values({
        organisation_id,
        case_id,
        office_id: organisation_id,
        reference: case_id,
        opened_on: '2026-11-02',
        created_by: newId(),
        sealed_card: Buffer.alloc(0),
      })
      .execute()
    await vault.createCase(tx, organisation_id, case_id)
  })
  return case_id
}

const placeIn = (organisation_id: string, case_id: string): Place => {
  return { table: 'note', column: 'sealed_text', row: case_id, case_id, organisation_id }
}

test('another start with the same root key opens what was sealed before; another root key is named as wrong', async () => {
  const vault = new Vault(root)
  const organisation_id = await anOrganisation(vault)
  const case_id = await aCase(vault, organisation_id)
  const place = placeIn(organisation_id, case_id)
  const sealed = sealText(await inTx((tx) => vault.caseKey(tx, organisation_id, case_id)), place, 'told us')
  const restarted = new Vault({ bytes: Buffer.from(root.bytes) })
  assert.ok((await inTx((tx) => restarted.check(tx))) >= 1)
  assert.equal(openText(await inTx((tx) => restarted.caseKey(tx, organisation_id, case_id)), place, sealed), 'told us')
  const wrong = new Vault(newRootKey())
  await assert.rejects(
    inTx((tx) => wrong.check(tx)),
    { key: 'vault.wrong_root_key' },
  )
  await assert.rejects(
    inTx((tx) => wrong.caseKey(tx, organisation_id, case_id)),
    { key: 'vault.wrong_root_key' },
  )
})

test('a report sealed to the organisation opens with its intake key', async () => {
  const vault = new Vault(root)
  const organisation_id = await anOrganisation(vault)
  const { public_key } = await inTx((tx) =>
    tx
      .selectFrom('intake_key')
      .select('public_key')
      .where('organisation_id', '=', organisation_id)
      .executeTakeFirstOrThrow(),
  )
  const sealed = sealTo(public_key, 'report', Buffer.from('a neighbour worries'))
  const pair = await inTx((tx) => new Vault(root).intakeKeyPair(tx, organisation_id, 1))
  assert.equal(openWith(pair.private_key, pair.public_key, 'report', sealed).toString(), 'a neighbour worries')
})

test('a shredded file stays shut, its neighbours stay open', async () => {
  const vault = new Vault(root)
  const organisation_id = await anOrganisation(vault)
  const [erased, kept] = [await aCase(vault, organisation_id), await aCase(vault, organisation_id)]
  await inTx((tx) => vault.rotateCase(tx, organisation_id, erased))
  await inTx((tx) => tx.deleteFrom('case_key').where('case_id', '=', erased).execute())
  vault.forgetCase({ organisation_id, case_id: erased })
  const refused = { kind: 'not_found', key: 'case.erased' }
  await assert.rejects(
    inTx((tx) => vault.caseKey(tx, organisation_id, erased)),
    refused,
  )
  await assert.rejects(
    inTx((tx) => vault.caseKeyVersion(tx, organisation_id, erased, 1)),
    refused,
  )
  await assert.rejects(
    inTx((tx) => vault.rotateCase(tx, organisation_id, erased)),
    refused,
  )
  await inTx((tx) => vault.caseKey(tx, organisation_id, kept))
})

test('a new key for one file: old text opens, new text takes the new key', async () => {
  const vault = new Vault(root)
  const organisation_id = await anOrganisation(vault)
  const case_id = await aCase(vault, organisation_id)
  const place = placeIn(organisation_id, case_id)
  const before = sealText(await inTx((tx) => vault.caseKey(tx, organisation_id, case_id)), place, 'before')
  assert.equal((await inTx((tx) => vault.rotateCase(tx, organisation_id, case_id))).version, 2)
  const ring = await inTx((tx) => vault.caseKeys(tx, organisation_id, case_id))
  assert.equal(ring.latest.version, 2)
  const after = sealText(ring.latest, place, 'after')
  assert.equal(openText(ring.of(before), place, before), 'before')
  assert.equal(openText(ring.of(after), place, after), 'after')
  const first = await inTx((tx) => vault.caseKeyVersion(tx, organisation_id, case_id, 1))
  assert.equal(openText(first, place, before), 'before')
})

test('a rotation that is undone leaves nothing behind that would shut files later', async () => {
  const vault = new Vault(root)
  const organisation_id = await anOrganisation(vault)
  const case_id = await aCase(vault, organisation_id)
  const undone = inTx(async (tx) => {
    await vault.rotateOrganisation(tx, organisation_id)
    await vault.caseKey(tx, organisation_id, case_id)
    throw new Error('the power went')
  })
  await assert.rejects(undone, /the power went/)
  await inTx((tx) => vault.caseKey(tx, organisation_id, case_id))
  await inTx((tx) => vault.rotateOrganisation(tx, organisation_id))
  await inTx((tx) => vault.caseKey(tx, organisation_id, case_id))
  const next = await aCase(vault, organisation_id)
  await inTx((tx) => new Vault(root).caseKey(tx, organisation_id, next))
})

test('no reading fails while root, organisation and file keys are changed', async (t) => {
  const vault = new Vault(root)
  const organisation_id = await anOrganisation(vault)
  const cases = await Promise.all(Array.from({ length: 12 }, () => aCase(vault, organisation_id)))
  const sealed = new Map<string, Buffer>()
  for (const case_id of cases) {
    const key = await inTx((tx) => vault.caseKey(tx, organisation_id, case_id))
    sealed.set(case_id, sealText(key, placeIn(organisation_id, case_id), case_id))
  }
  let done = false
  let readings = 0
  const read = async (): Promise<void> => {
    while (!done) {
      for (const case_id of cases) {
        const text = sealed.get(case_id)!
        const ring = await inTx((tx) => vault.caseKeys(tx, organisation_id, case_id))
        assert.equal(openText(ring.of(text), placeIn(organisation_id, case_id), text), case_id)
        readings += 1
      }
    }
  }
  const readers = [read(), read(), read()]
  const next = newRootKey()
  const change = async (): Promise<void> => {
    for (let round = 0; round < 4; round++) {
      await inTx((tx) => vault.rotateOrganisation(tx, organisation_id))
      for (const case_id of cases) await inTx((tx) => vault.rotateCase(tx, organisation_id, case_id))
      await inTx((tx) => vault.rotateRoot(tx, round === 3 ? next : newRootKey()))
    }
  }
  await Promise.all([
    change().finally(() => {
      done = true
    }),
    ...readers,
  ])
  t.diagnostic(`${readings} readings during 4 rounds of changing every key, none failed`)
  assert.ok(readings > 50)
  assert.equal(await inTx((tx) => vault.underFormerRoots(tx)), 0)
  // The last root key alone opens everything; the first opens nothing any more.
  await inTx((tx) => new Vault(next).caseKey(tx, organisation_id, cases[0]!))
  await assert.rejects(
    inTx((tx) => new Vault(root).caseKey(tx, organisation_id, cases[0]!)),
    { key: 'vault.wrong_root_key' },
  )
})

test('an organisation created under the former root key at the last moment is noticed and taken along', async () => {
  const vault = new Vault({ ...newRootKey(), others: [root] })
  const empty = await inTx(async (tx) => {
    await tx.deleteFrom('case_key').execute()
    await tx.deleteFrom('intake_key').execute()
    await tx.deleteFrom('organisation_key').execute()
    return vault.underFormerRoots(tx)
  })
  assert.equal(empty, 0)
  await anOrganisation(new Vault(root))
  assert.equal(await inTx((tx) => vault.underFormerRoots(tx)), 1)
  await inTx((tx) => vault.rotateRoot(tx, newRootKey()))
  assert.equal(await inTx((tx) => vault.underFormerRoots(tx)), 0)
})

test('the root key is not changed by someone from whom policies hide a key', async () => {
  const app = new Database(database.app)
  const hidden = { kind: 'refused', key: 'vault.keys_hidden' }
  try {
    const vault = new Vault({ ...newRootKey(), others: [root] })
    await assert.rejects(
      app.transaction({ token: '' }, (tx) => vault.rotateRoot(tx, newRootKey())),
      hidden,
    )
    await assert.rejects(
      app.transaction({ token: '' }, (tx) => vault.underFormerRoots(tx)),
      hidden,
    )
    assert.equal(await app.transaction({ token: '' }, (tx) => vault.check(tx)), 0)
  } finally {
    await app.close()
  }
})

test('the database alone holds no key in clear', async () => {
  const vault = new Vault(root)
  const organisation_id = await anOrganisation(vault)
  const case_id = await aCase(vault, organisation_id)
  const keys = await inTx(async (tx) => [
    (await vault.organisationKey(tx, organisation_id)).bytes,
    (await vault.caseKey(tx, organisation_id, case_id)).bytes,
    (await vault.intakeKeyPair(tx, organisation_id, 1)).private_key,
    root.bytes,
  ])
  const { rows } = await database.owner.query(
    `select wrapped from organisation_key union all select wrapped from case_key
     union all select wrapped_private from intake_key union all select public_key from intake_key`,
  )
  assert.ok(rows.length >= 4)
  for (const row of rows) for (const key of keys) assert.equal(row.wrapped.includes(key), false)
})

test('an organisation of before there were certificates gets its key at the start, once, and changing the organisation’s key takes it along', async () => {
  const vault = new Vault(root)
  const organisation_id = await anOrganisation(vault)
  const rows = () =>
    inTx((tx) =>
      tx
        .selectFrom('signing_key')
        .select(['version', 'public_key'])
        .where('organisation_id', '=', organisation_id)
        .execute(),
    )
  await database.owner.query('delete from signing_key where organisation_id = $1', [organisation_id])
  await inTx((tx) => vault.completeSigningKeys(tx))
  const [made] = await rows()
  await inTx((tx) => vault.completeSigningKeys(tx))
  assert.deepEqual(await rows(), [made])
  const opened = async () => {
    const { rows: found } = await database.owner.query('select * from guard.signing_keys($1)', [organisation_id])
    return vault.signingKey(organisation_id, found[0])
  }
  assert.deepEqual((await opened()).public_key, made!.public_key)
  await inTx((tx) => vault.rotateOrganisation(tx, organisation_id))
  assert.deepEqual((await opened()).public_key, made!.public_key)
})
