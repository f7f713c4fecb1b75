// A certificate holds for whoever checks it elsewhere, with libraries that know nothing of this house; and whatever is changed in
// it by one letter does not.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { dataFolder } from '#facts/load.ts'
import { Database } from '#kit/database.ts'
import { addMonths } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import { contextElsewhere, verifyElsewhere } from '#test/badges.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { checkCertificate, checkSent, readIssuer, readStatusList } from './check.api.ts'
import { Credential } from './credential.ts'
import { issueCertificate } from './issue.api.ts'
import type { Issued, ToIssue } from './issue.ts'

let at: TestHouse
let door: Database
// Lists of what was revoked hold for two days, by the clock of whoever checks them.
const now = new Date()
const today = now.toISOString().slice(0, 10)
const public_url = 'https://amparo.example.org'

before(async () => {
  at = await testHouse()
  door = new Database(at.db.connection('amparo_door'))
})
after(async () => {
  await door.close()
  await at.close()
})

const atDoor = <T>(
  work: (checking: {
    tx: Parameters<Parameters<Database['transaction']>[1]>[0]
    vault: TestHouse['vault']
  }) => Promise<T>,
) => door.transaction({ token: '' }, (tx) => work({ tx, vault: at.vault }))

const issue = (changes: Partial<ToIssue> = {}, url: string | null = public_url): Promise<Issued> =>
  atDoor((parts) =>
    issueCertificate(
      { ...parts, public_url: url ?? undefined },
      {
        organisation_id: at.ours.organisation_id,
        achievement: {
          kind: 'module',
          code: 'hotel-tourism',
          version: 1,
          title: 'Notar la trata en un hotel',
          hours: 0.5,
        },
        name: 'María del Carmen Núñez',
        language: 'es',
        institution_id: null,
        valid_months: 24,
        now: now.toISOString(),
        ...changes,
      },
    ),
  )

const documentsOf = async (issued: Issued): Promise<Map<string, object>> => {
  const credential = Credential.parse(issued.credential)
  const documents = new Map<string, object>()
  const issuer = await atDoor((parts) => readIssuer(parts, at.ours.organisation_id, public_url))
  documents.set(credential.issuer.id, issuer!)
  const list = credential.credentialStatus!.statusListCredential
  documents.set(list, (await atDoor((p) => readStatusList(p, list.split('/').at(-1)!, public_url, today)))!)
  return documents
}

test('signed at the public door with nobody at a desk, it holds for a verifier elsewhere', async () => {
  const issued = await issue()
  const found = await verifyElsewhere(issued.credential, await documentsOf(issued), now)
  assert.deepEqual(found, { verified: true, faults: '' })
  assert.equal(issued.expires_on, addMonths(today, 24))
  assert.equal(JSON.stringify(issued.credential).includes('María'), false)
})

test('our copies of the contexts are what others have', () => {
  for (const file of ['context-credentials-v2.json', 'context-open-badges-3.0.3.json']) {
    const { url, document } = JSON.parse(readFileSync(join(dataFolder, 'certificates', file), 'utf8'))
    assert.deepEqual(document, contextElsewhere(url), url)
  }
})

test('without a public address it holds by its key alone', async () => {
  const issued = await issue({}, null)
  assert.match(Credential.parse(issued.credential).issuer.id, /^did:key:z6Mk/)
  assert.equal(Credential.parse(issued.credential).credentialStatus, undefined)
  assert.deepEqual(await verifyElsewhere(issued.credential, new Map(), now), { verified: true, faults: '' })
})

const changes: Record<string, (credential: Credential) => unknown> = {
  'another name': (c) => {
    c.credentialSubject.identifier[0].identityHash = `sha256$${'0'.repeat(64)}`
  },
  'another salt': (c) => {
    c.credentialSubject.identifier[0].salt = 'A'.repeat(22)
  },
  'another achievement': (c) => {
    c.credentialSubject.achievement.name = 'Jefa de formación'
  },
  'more hours': (c) => {
    c.credentialSubject.achievement.creditsAvailable = 40
  },
  'another day': (c) => {
    c.validFrom = '2026-01-21T10:15:30Z'
  },
  'a later end': (c) => {
    c.validUntil = '2038-11-22T23:59:59Z'
  },
  'no end': (c) => {
    delete c.validUntil
  },
  'no status': (c) => {
    delete c.credentialStatus
  },
  "somebody else's place in the list": (c) => {
    c.credentialStatus!.statusListIndex = c.credentialStatus!.statusListIndex === '7' ? '8' : '7'
  },
  'another issuer': (c) => {
    c.issuer.name = 'Ministerio'
  },
  'another id': (c) => {
    c.id = c.id.replace(/([0-9a-f])\.json$/, (_, last) => `${last === 'f' ? '0' : 'f'}.json`)
  },
  'a day of signing that never was': (c) => {
    c.proof.created = '2025-01-01T00:00:00Z'
  },
  'another key': (c) => {
    c.proof.verificationMethod = c.proof.verificationMethod.replace('#key-1', '#key-2')
  },
  'words nobody signed': (c) => Object.assign(c.credentialSubject.achievement, { extra: 'x' }),
  'a sign too many': (c) => Object.assign(c, { description: 'with honours' }),
}

test('whatever is changed, neither they nor we take it', async () => {
  const issued = await issue()
  const documents = await documentsOf(issued)
  for (const [what, change] of Object.entries(changes)) {
    const changed = structuredClone(issued.credential) as unknown as Credential
    change(changed)
    assert.equal((await verifyElsewhere(changed, documents, now)).verified, false, `elsewhere: ${what}`)
    const { is } = await atDoor((parts) => checkSent(parts, changed, today))
    assert.notEqual(is, 'signed', `here: ${what}`)
  }
  assert.equal((await atDoor((parts) => checkSent(parts, issued.credential, today))).is, 'signed')
})

test('one bit of the signature turned, and it holds nowhere', async () => {
  const issued = await issue()
  const documents = await documentsOf(issued)
  const { fromMultibase, toMultibase } = await import('./base58.rules.ts')
  for (const [byte, bit] of [
    [0, 1],
    [31, 128],
    [63, 1],
  ] as const) {
    const changed = structuredClone(issued.credential) as unknown as Credential
    const bytes = fromMultibase(changed.proof.proofValue)!
    bytes[byte]! ^= bit
    changed.proof.proofValue = toMultibase(bytes)
    assert.equal((await verifyElsewhere(changed, documents, now)).verified, false)
    assert.equal((await atDoor((parts) => checkSent(parts, changed, today))).is, 'changed')
  }
})

test('what was revoked or is over is told so here and elsewhere', async () => {
  const issued = await issue()
  const before = await documentsOf(issued)
  assert.equal(
    (await verifyElsewhere(issued.credential, before, new Date(`${addMonths(today, 25)}T00:00:00Z`))).verified,
    false,
  )
  const look = (day: string) => atDoor((parts) => checkCertificate(parts, { number: issued.number }, day))
  assert.equal((await look(addMonths(today, 24)))?.state, 'valid')
  assert.equal((await look(addMonths(today, 25)))?.state, 'expired')
  await at.rows(
    `update certificate set revoked_on = current_date, revoke_reason = 'not_passed' where certificate_id = $1`,
    [issued.certificate_id],
  )
  assert.equal((await look(today))?.state, 'revoked')
  assert.equal((await verifyElsewhere(issued.credential, before, now)).verified, true, 'an old list says nothing')
  const found = await verifyElsewhere(issued.credential, await documentsOf(issued), now)
  assert.deepEqual(found, { verified: false, faults: 'revoked' })
})

test('the name on the paper is told from others, however it is typed, and stands in no row', async () => {
  const issued = await issue()
  const checked = await atDoor((parts) => checkCertificate(parts, { number: issued.number }, today))
  for (const name of ['María del Carmen Núñez', 'maria  DEL carmen nunez', ' María-del Carmen, Núñez '])
    assert.equal(checked?.isName(name), true, name)
  for (const name of ['María del Carmen', 'Carmen Núñez', '', '…']) assert.equal(checked?.isName(name), false, name)
  const { rows } = await at.db.owner.query('select * from certificate')
  const all = JSON.stringify(rows)
  assert.doesNotMatch(all, /Núñez/)
  const { salt } = Credential.parse(issued.credential).credentialSubject.identifier[0]
  assert.equal(all.includes(salt), false, 'nor the salt: with the rows alone names cannot be tried')
})

test('a row that no key signed is no certificate, and neither is one that was changed', async () => {
  const issued = await issue()
  const look = () => atDoor((parts) => checkCertificate(parts, { number: issued.number }, today))
  assert.ok(await look())
  await at.rows(
    `update certificate set credential = jsonb_set(credential, '{name}', '"Otra cosa"') where certificate_id = $1`,
    [issued.certificate_id],
  )
  assert.equal(await look(), undefined)
  // Somebody who writes the tables lays down a public key of their own: the vault's is the one that counts.
  const other = await issue()
  await at.rows('update signing_key set public_key = $1 where organisation_id = $2', [
    Buffer.alloc(32, 7),
    at.ours.organisation_id,
  ])
  assert.ok(await atDoor((parts) => checkCertificate(parts, { number: other.number }, today)))
})

test('a name without a letter, and an organisation there is not', async () => {
  await assert.rejects(issue({ name: '···' }), { key: 'certificates.no_name' })
  await assert.rejects(issue({ organisation_id: newId() }), { key: 'organisation.unknown' })
})

test('the paper is set, in whatever script the name is written', { timeout: 120_000 }, async () => {
  for (const name of ['María Núñez', 'سعید احمد', 'राम बहादुर', '王小明']) {
    const pdf = await (await issue({ name })).pdf()
    assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), '%PDF-')
  }
})
