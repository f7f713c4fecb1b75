// The whole passkey ceremony with an authenticator made of node:crypto: ES256, no attestation.
import assert from 'node:assert/strict'
import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { newId } from '#kit/id.ts'
import { nobody, type TestHouse, testHouse, type Who } from '#test/gate.ts'
import * as accountApi from './account.api.ts'
import { askForPasskey, readSession, signInWithPasskey } from './account.ts'
import * as passkeyApi from './passkey.api.ts'
import {
  addPasskey,
  askForNewPasskey,
  type NewPasskeyAnswer,
  type PasskeyAnswer,
  removePasskey,
  renamePasskey,
} from './passkey.ts'
import * as factorApi from './second-factor.api.ts'
import { readFactors, showSecondFactor } from './second-factor.ts'
import * as signInApi from './sign-in.api.ts'

let at: TestHouse
before(async () => {
  at = await testHouse(accountApi, passkeyApi, factorApi, signInApi)
})
after(() => at?.close())

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest()
const bytes = (...values: number[]) => Buffer.from(values)
const short = (length: number) => bytes(length >> 8, length & 255)

interface Lie {
  origin?: string
  site?: string
  verified?: boolean
  counter?: number
}
/** Just enough CBOR for one key and one attestation. */
const anAuthenticator = () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x, y } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  let counter = 0
  const cose = Buffer.concat([
    bytes(0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20),
    Buffer.from(x!, 'base64url'),
    bytes(0x22, 0x58, 0x20),
    Buffer.from(y!, 'base64url'),
  ])
  const authData = (site: string, flags: number, lie: Lie, rest = Buffer.alloc(0)) => {
    counter += 1
    const count = Buffer.alloc(4)
    count.writeUInt32BE(lie.counter ?? counter)
    return Buffer.concat([sha256(lie.site ?? site), bytes(lie.verified === false ? flags & ~4 : flags), count, rest])
  }
  const clientData = (type: string, challenge: string, { origin = 'http://localhost:8080' }: Lie) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  const name = id.toString('base64url')
  return {
    make: (challenge: string, lie: Lie = {}): NewPasskeyAnswer => {
      const attested = Buffer.concat([Buffer.alloc(16), short(id.length), id, cose])
      const data = authData('localhost', 0x45, lie, attested)
      const attestation = Buffer.concat([
        bytes(0xa3, 0x63),
        Buffer.from('fmt'),
        bytes(0x64),
        Buffer.from('none'),
        bytes(0x67),
        Buffer.from('attStmt'),
        bytes(0xa0, 0x68),
        Buffer.from('authData'),
        bytes(0x59),
        short(data.length),
        data,
      ])
      const clientDataJSON = clientData('webauthn.create', challenge, lie).toString('base64url')
      const response = { clientDataJSON, attestationObject: attestation.toString('base64url') }
      return { id: name, rawId: name, type: 'public-key', response }
    },
    sign: (challenge: string, lie: Lie = {}): PasskeyAnswer => {
      const client = clientData('webauthn.get', challenge, lie)
      const data = authData('localhost', 0x05, lie)
      const signature = createSign('sha256').update(data).update(sha256(client)).sign(privateKey)
      const response = {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: signature.toString('base64url'),
      }
      return { id: name, rawId: name, type: 'public-key', response }
    },
  }
}

const keep = async (who: Who, device = anAuthenticator()) => {
  const { challenge } = await at.ask(askForNewPasskey, {}, who)
  const passkey_id = newId()
  await at.ask(addPasskey, { passkey_id, name: 'Portátil', answer: device.make(challenge) }, who)
  return { device, passkey_id }
}
const question = async () => (await at.ask(askForPasskey, {}, nobody)).challenge

test('a passkey is kept and signs in, with the second factor shown', async () => {
  const who = await at.join(at.ours, 'Lidia', ['lawyer'])
  const { device } = await keep(who)
  const answer = device.sign(await question())
  const { body, headers } = await at.askHttp(signInWithPasskey, { answer }, nobody)
  assert.equal(body.outcome, 'signed_in')
  const token = /amparo=([^;]*)/.exec(String(headers['set-cookie']))![1]!
  const session = await at.ask(readSession, {}, { ...who, token })
  assert.equal(session.actor.staff_id, who.staff_id)
  assert.ok(session.protected && session.second_factor_until)
  assert.deepEqual(await at.ask(signInWithPasskey, { answer }, nobody), { outcome: 'refused' }, 'the same answer again')
})

test('what is not signed for us, here, now, by a verified person, is refused', async () => {
  const { device } = await keep(await at.join(at.ours, 'Lidia', ['lawyer']))
  const refused = async (answer: PasskeyAnswer) =>
    assert.deepEqual(await at.ask(signInWithPasskey, { answer }, nobody), { outcome: 'refused' })
  await refused(device.sign(randomBytes(32).toString('base64url')))
  await refused(device.sign(await question(), { origin: 'https://amparo.example.net' }))
  await refused(device.sign(await question(), { site: 'example.net' }))
  await refused(device.sign(await question(), { verified: false }))
  await refused({ ...anAuthenticator().sign(await question()), id: device.sign('x').id, rawId: device.sign('x').id })
  await refused(anAuthenticator().sign(await question()))
  assert.equal(
    (await at.ask(signInWithPasskey, { answer: device.sign(await question()) }, nobody)).outcome,
    'signed_in',
  )
  const late = await question()
  await at.db.owner.query("update sign_in_challenge set expires_at = now() - interval '1 second'")
  await refused(device.sign(late))
  await refused(device.sign(await question(), { counter: 1 }))
})

test('a passkey of someone who left signs nobody in', async () => {
  const who = await at.join(at.ours, 'Lidia', ['lawyer'])
  const { device } = await keep(who)
  await at.db.owner.query("update staff set status = 'left' where staff_id = $1", [who.staff_id])
  const answer = device.sign(await question())
  assert.deepEqual(await at.ask(signInWithPasskey, { answer }, nobody), { outcome: 'refused' })
})

test('a new passkey must answer our question, once', async () => {
  const who = await at.join(at.ours, 'Lidia', ['lawyer'])
  const device = anAuthenticator()
  const add = (answer: NewPasskeyAnswer) => at.ask(addPasskey, { passkey_id: newId(), name: 'Llave', answer }, who)
  await assert.rejects(add(device.make(randomBytes(32).toString('base64url'))), { key: 'passkey.not_accepted' })
  const { challenge } = await at.ask(askForNewPasskey, {}, who)
  await assert.rejects(add(device.make(challenge, { verified: false })), { key: 'passkey.not_accepted' })
  const signInQuestion = await question()
  await assert.rejects(add(device.make(signInQuestion)), { key: 'passkey.not_accepted' })
  const own = (await at.ask(askForNewPasskey, {}, who)).challenge
  await add(device.make(own))
  await assert.rejects(add(anAuthenticator().make(own)), { key: 'passkey.not_accepted' })
})

test('passkeys are named and removed by their owner alone', async () => {
  const who = await at.join(at.ours, 'Lidia', ['lawyer'])
  const { passkey_id, device } = await keep(who)
  for (const ask of [
    () => at.ask(askForNewPasskey, {}, nobody),
    () => at.ask(addPasskey, { passkey_id: newId(), name: 'x', answer: device.make('x') }, nobody),
    () => at.ask(renamePasskey, { passkey_id, name: 'x' }, nobody),
    () => at.ask(removePasskey, { passkey_id }, nobody),
  ])
    await assert.rejects(ask(), { kind: 'signed_out' })
  await assert.rejects(at.ask(renamePasskey, { passkey_id, name: 'Mía' }, at.staff.administrator), {
    kind: 'not_found',
  })
  await assert.rejects(at.ask(removePasskey, { passkey_id }, at.staff.partner_worker), { kind: 'not_found' })
  await at.ask(renamePasskey, { passkey_id, name: 'Llave azul' }, who)
  assert.equal((await at.ask(readFactors, {}, who)).passkeys[0]?.name, 'Llave azul')
  await at.ask(removePasskey, { passkey_id }, who)
  assert.deepEqual((await at.ask(readFactors, {}, who)).passkeys, [])
})

test('a passkey shows the second factor again, its own only', async () => {
  const who = await at.join(at.ours, 'Lidia', ['lawyer'])
  const other = await at.join(at.ours, 'Marta', ['lawyer'])
  const [mine, hers] = [await keep(who), await keep(other)]
  const show = async (device: typeof mine.device) =>
    at.ask(showSecondFactor, { answer: device.sign(await question()) }, who)
  assert.deepEqual(await show(hers.device), { outcome: 'refused' })
  assert.deepEqual(await show(mine.device), { outcome: 'shown' })
})
