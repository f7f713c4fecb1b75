// The first day of a house: who may found it, and that nobody comes in before the recovery kit is on paper.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadMatrix } from '#access/access.store.ts'
import { loadFacts } from '#facts/load.ts'
import type { Answer, House } from '#gate/answer.ts'
import { pass } from '#gate/pass.ts'
import { Database } from '#kit/database.ts'
import type { AnyEndpoint } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { newRootKey } from '#vault/keys.ts'
import { rootKeyFromKit } from '#vault/recovery-kit.ts'
import { Vault } from '#vault/vault.store.ts'
import { newSecret } from './account.store.ts'
import { signIn } from './account.ts'
import { prepareSetUp } from './set-up.api.ts'
import { confirmKit, readSetUp, setUp, showKit } from './set-up.ts'
import { signInAnswers } from './sign-in.api.ts'

let db: TestDatabase
let house: House
const root = newRootKey()
before(async () => {
  db = await testDatabase()
  const vault = new Vault(root)
  house = { database: new Database(db.app), vault, facts: loadFacts(), demo: false, public_url: undefined }
})
after(async () => {
  await house?.database.close()
  await db?.drop()
})

// biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever came back
const ask = async (answers: Answer[], endpoint: AnyEndpoint, input: object): Promise<any> => {
  const answer = [...answers, ...signInAnswers].find((each) => each.endpoint === endpoint)!
  const visitor = { address: '127.0.0.1', device: 'test', language: 'es' }
  const request = { token: '', input: endpoint.input.parse(input) as Record<string, unknown>, idempotency_key: newId() }
  return (await pass(house, loadMatrix(), answer, { ...request, visitor, now: new Date() })).reply
}
const email = 'ines@example.org'
const password = 'tres gatos bajo la lluvia fina'
const founding = (link: string) => ({
  link,
  organisation_id: newId(),
  office_id: newId(),
  staff_id: newId(),
  organisation: { name: 'Casa Encina', country: 'ES', takes_reports: true },
  office: { name: 'Norte' },
  administrator: { name: 'Inés', email, password, language: 'es' },
})
const unknown = { kind: 'not_found', key: 'set_up.link_unknown' }

test('the house is founded once, by the link alone, and opens when the kit is confirmed', async () => {
  const { link, answers } = await prepareSetUp(db.connection(), root)
  assert.ok(link)
  const stranger = newSecret()
  await assert.rejects(ask(answers, setUp, founding(stranger)), unknown)
  await assert.rejects(ask(answers, readSetUp, { link: stranger }), unknown)
  await assert.rejects(ask(answers, showKit, { link }), unknown, 'no kit before there is a house')
  await assert.rejects(ask(answers, confirmKit, { link, typed: [] }), unknown)
  assert.deepEqual(await ask(answers, readSetUp, { link }), { step: 'organisation' })
  const weak = founding(link)
  weak.administrator.password = 'Casa Encina Inés'
  await assert.rejects(ask(answers, setUp, weak), { key: 'password.about_you' })

  const both = await Promise.allSettled([ask(answers, setUp, founding(link)), ask(answers, setUp, founding(link))])
  const { rows } = await db.owner.query('select kind from organisation')
  assert.deepEqual(rows, [{ kind: 'own' }])
  const { kit } = both.find((each) => each.status === 'fulfilled')!.value
  assert.deepEqual(rootKeyFromKit(kit.groups.join(' ')).bytes, root.bytes)
  await assert.rejects(ask(answers, setUp, founding(link)), unknown)
  assert.deepEqual(await ask(answers, signIn, { email, password }), { outcome: 'refused' })

  // The server was restarted before the kit was confirmed: the old link is worthless, a new one goes on from there.
  const again = await prepareSetUp(db.connection(), root)
  await assert.rejects(ask(again.answers, showKit, { link }), unknown)
  assert.deepEqual(await ask(again.answers, readSetUp, { link: again.link }), { step: 'kit' })
  const shown = (await ask(again.answers, showKit, { link: again.link })).kit
  const typed = (text: (group: number) => string) =>
    ask(again.answers, confirmKit, {
      link: again.link,
      typed: shown.asked.map((group: number) => ({ group, text: text(group) })),
    })
  assert.deepEqual(await typed(() => 'AAAAA'), { outcome: 'mistyped' })
  const [first, second] = shown.asked as [number, number]
  assert.notEqual(first, second)
  assert.deepEqual(await typed(() => shown.groups[first - 1]), { outcome: 'mistyped' })
  assert.deepEqual(await typed((group) => shown.groups[group - 1].toLowerCase()), { outcome: 'done' })
  await assert.rejects(ask(again.answers, showKit, { link: again.link }), unknown)
  assert.equal((await ask(answers, signIn, { email, password })).outcome, 'signed_in')
  assert.deepEqual(await prepareSetUp(db.connection(), root), { link: null, answers: [] })
})
