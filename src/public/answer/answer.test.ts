// Links and codes under attack, and as people use them: guessing is bounded, asking for the page changes nothing, every
// link that opens nothing gives the same page, and two answers at once are one.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { listConsents, recordConsent, withdrawConsent } from '#consents/consent.ts'
import { askService, listServiceLinks, revokeServiceLink } from '#directory/confirm.ts'
import { importDirectory } from '#directory/directory.store.ts'
import { DirectoryOrganisation, DirectoryService } from '#directory/directory.ts'
import { loadFacts } from '#facts/load.ts'
import { Database } from '#kit/database.ts'
import type { SentInputOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import { listOutside, renewOutsideCode, replyOutside, sendOutside, withdrawOutside } from '#referrals/external.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { hashedOnce } from '#test/hashed-once.ts'
import { serveAnswer } from './answer.ts'

let at: TestHouse
let app: FastifyInstance
let door: Database
const logged: string[] = []

const said = { source: 'test', confidence: 'checked' as const }
const today = new Date().toISOString().slice(0, 10)
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const provider = DirectoryOrganisation.parse({
  id: newId(),
  name: 'Fundación Aliso',
  description: 'An invented one.',
  checked_on: today,
  ...said,
})
const clinic = DirectoryService.parse({
  id: newId(),
  organisation_id: provider.id,
  name: 'Consulta del Aliso',
  description: 'Talks, twice a week.',
  status: 'active',
  kinds: ['psychological_care'],
  areas: [{ country: 'ES' }],
  phones: [{ number: '900 000 001', ...said }],
  email: 'kept@example.org',
  tiers: { email: 'own' },
  checked_on: today,
  ...said,
})

before(async () => {
  at = await testHouse(
    await import('#referrals/external.api.ts'),
    await import('#directory/confirm.api.ts'),
    await import('#consents/consent.api.ts'),
  )
  const owner = new Database(at.db.connection())
  await owner.transaction({ token: '' }, (tx) =>
    importDirectory(tx, at.ours.organisation_id, { organisations: [provider], services: [clinic] }, today),
  )
  await owner.close()
  door = new Database(at.db.connection('amparo_door'))
  app = Fastify()
  const crowd = { inside: 1_000, atOnce: 1_000_000, perSecond: 1_000 }
  serveAnswer(app, {
    door,
    facts: loadFacts(),
    crowd,
    tries: 10_000,
    step: 1,
    hash: hashedOnce(),
    report: (key) => logged.push(key),
  })
})
after(async () => {
  await app?.close()
  await door?.close()
  await at?.close()
  assert.deepEqual(logged, [], 'nothing broke')
})

const post = async (form: Record<string, string>) => {
  const payload = new URLSearchParams({ l: 'en', reader: 'Ana Ruiz, intake', ...form }).toString()
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const { statusCode, body } = await app.inject({ method: 'POST', url: '/answer', headers, payload })
  return { status: statusCode, text: body }
}
/** What the page says, without the name somebody typed. */
const bare = (text: string) => text.replace(/<!--[\s\S]*-->/, '').replace(/value="[^"]*"/g, '')
const opensNothing = /open nothing, or nothing any more/

const words = 'CANARY-she-waits-for-a-call'
const slice = { name: 'CANARY-Asha', said: [{ section: 'mind' as const, words: 'CANARY-sleeps-badly' }] }
const ways = { link_by: 'email' as const, code_by: 'phone' as const }

const aConsent = async (case_id: string, service_id = clinic.id) => {
  const consent_id = newId()
  const terms = { purpose: 'psychological', given_by: 'person', how: 'spoken', language: 'ne' } as const
  await at.ask(
    recordConsent,
    {
      ...{ case_id, consent_id, ...terms, with_interpreter: true, sections: ['identity', 'mind'] },
      outside: { service_id, name: 'CANARY-clinic by the alder' },
      ...{ starts_on: day(0), ends_on: day(30) },
    },
    at.staff.reference_worker,
  )
  return consent_id
}
const aSentOne = async () => {
  const { case_id } = await at.aFile()
  const consent_id = await aConsent(case_id)
  const link = { link_id: newId(), secret: newLinkSecret(), code: newLinkCode(), ...ways }
  const input: SentInputOf<typeof sendOutside> = {
    ...{ case_id, external_id: newId(), service_id: clinic.id, consent_id, slice, answer_due_on: day(3), link },
    summary: {
      ...{ age_group: '25_39', gender: 'woman', languages: ['ne'], interpreter_needed: true },
      ...{ need: 'mind', urgency: 'this_week', words },
    },
  }
  await at.ask(sendOutside, input, at.staff.reference_worker)
  return { case_id, consent_id, external_id: input.external_id, input, link: link.secret, code: link.code }
}
const inFile = async (case_id: string) =>
  (await at.ask(listOutside, { case_id }, at.staff.reference_worker)).referrals[0]!
const about = ({ link, code, external_id }: Awaited<ReturnType<typeof aSentOne>>) => ({
  link,
  code,
  about: external_id,
})

test('summary, yes, exactly what was agreed, a question and its answer, a new code, how it ended', async () => {
  const sent = await aSentOne()
  const { case_id, external_id } = sent
  const first = await post({ do: 'open', ...about(sent) })
  assert.match(first.text, /CANARY-she-waits/)
  assert.match(first.text, /Casa Encina/)
  assert.doesNotMatch(first.text, /CANARY-Asha|CANARY-sleeps|Maya/)
  const ids = [...first.text.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  assert.equal(new Set(ids).size, ids.length, 'every label has its own box')

  const unreasoned = await post({ do: 'declined', ...about(sent), words_declined: 'Ring on Monday.' })
  assert.match(unreasoned.text, /choose one of the reasons[\s\S]*Ring on Monday\./, 'what was typed stays')
  await post({ do: 'asked', ...about(sent), words_asked: 'In which language?' })
  const asked = await inFile(case_id)
  assert.equal(asked.question, 'In which language?')
  const { version } = asked
  await at.ask(replyOutside, { case_id, external_id, version, words: 'Nepali.' }, at.staff.reference_worker)
  assert.match((await post({ do: 'open', ...about(sent) })).text, /Nepali\./)

  assert.match(
    (await post({ do: 'accepted', ...about(sent), words_accepted: 'Ask for Ana.' })).text,
    /Your yes has arrived/,
  )
  const open = await post({ do: 'open', ...about(sent) })
  assert.match(open.text, /CANARY-Asha[\s\S]*CANARY-sleeps-badly/)
  assert.doesNotMatch(open.text, /Maya|How did it end/)
  const ended = { do: 'ended', ...about(sent), reason: 'need_met' }
  assert.match((await post(ended)).text, opensNothing, 'a code gives one answer')

  const accepted = await inFile(case_id)
  assert.equal(accepted.status, 'accepted')
  assert.equal(accepted.answer_words, 'Ask for Ana.')
  assert.equal(accepted.link.state, 'used')
  assert.deepEqual(
    accepted.openings.map(({ reader }) => reader),
    Array(4).fill('Ana Ruiz, intake'),
  )
  const code = newLinkCode()
  const renewing = { case_id, external_id, link_version: accepted.link.version, code, code_by: 'phone' as const }
  await at.ask(renewOutsideCode, renewing, at.staff.reference_worker)
  assert.match((await post(ended)).text, opensNothing, 'the old code is over')
  assert.match((await post({ do: 'open', ...about({ ...sent, code }) })).text, /Nepali[\s\S]*How did it end/)
  await post({ ...ended, code })
  const over = await inFile(case_id)
  assert.equal(over.outcome, 'need_met')
  assert.match((await post({ do: 'open', ...about({ ...sent, code }) })).text, opensNothing)
  const kinds = await at.rows(
    "select kind from timeline_entry where case_id = $1 and kind like 'referral%' order by at",
    [case_id],
  )
  assert.deepEqual(
    kinds.map(({ kind }) => kind),
    ['referral_sent', 'referral_accepted', 'referral_ended'],
  )
  const told = await at.rows("select action, outcome from journal where case_id = $1 and basis = 'link'", [case_id])
  assert.equal(told.filter(({ action, outcome }) => action === 'link.open' && outcome === 'done').length, 5)
})

test('five wrong codes are all there are, tried one by one or at once, and the right one comes too late', async () => {
  const wrong = () => newLinkCode()
  const slowly = await aSentOne()
  for (let n = 0; n < 5; n++)
    assert.match((await post({ do: n % 2 ? 'open' : 'accepted', ...about(slowly), code: wrong() })).text, opensNothing)
  assert.match((await post({ do: 'open', ...about(slowly) })).text, opensNothing)
  assert.equal((await inFile(slowly.case_id)).link.state, 'locked')
  const atOnce = await aSentOne()
  await Promise.all(Array.from({ length: 7 }, () => post({ do: 'open', ...about(atOnce), code: wrong() })))
  const { link, openings } = await inFile(atOnce.case_id)
  assert.deepEqual([link.tries_left, openings.length], [0, 0])
})

test('two answers at once are one, whatever they say', async () => {
  const sent = await aSentOne()
  const replies = await Promise.all([
    post({ do: 'accepted', ...about(sent) }),
    post({ do: 'declined', ...about(sent), reason: 'full' }),
    post({ do: 'accepted', ...about(sent) }),
  ])
  assert.equal(replies.filter(({ text }) => /has arrived/.test(text)).length, 1)
  const answered = await at.rows(
    "select kind from timeline_entry where case_id = $1 and kind ~ '(accepted|declined)'",
    [sent.case_id],
  )
  assert.equal(answered.length, 1)
})

test('asking for the page is the same for everybody and changes nothing, whatever fetches it', async () => {
  const sent = await aSentOne()
  const before = await at.rows('select l::text from single_use_link l order by link_id')
  const pages = new Set<string>()
  for (const url of ['/answer', '/answer', `/answer?x=${sent.link}`])
    for (const method of ['GET', 'HEAD'] as const) {
      const { body, headers } = await app.inject({ method, url, headers: { 'accept-language': 'es' } })
      if (method === 'GET') pages.add(body)
      assert.match(String(headers['x-robots-tag']), /noindex/)
      assert.equal(headers['cache-control'], 'no-store')
      assert.match(String(headers['content-security-policy']), /default-src 'none'/)
    }
  assert.equal(pages.size, 1)
  assert.deepEqual(await at.rows('select l::text from single_use_link l order by link_id'), before)
  assert.match((await post({ do: 'open', ...about(sent) })).text, /CANARY-she-waits/, 'and the link still opens')
})

test('unknown, mistyped, wrong, expired, used and revoked links give one page', async () => {
  const [expired, declined, revoked, wrong] = [await aSentOne(), await aSentOne(), await aSentOne(), await aSentOne()]
  await at.rows("update single_use_link set expires_at = now() - interval '1 minute' where ref_id = $1", [
    expired.external_id,
  ])
  await post({ do: 'declined', ...about(declined), reason: 'full' })
  const back = { case_id: revoked.case_id, external_id: revoked.external_id, version: 1 }
  await at.ask(withdrawOutside, back, at.staff.reference_worker)
  const tries = [
    { ...about(wrong), link: newLinkSecret() },
    { ...about(wrong), link: 'not a link' },
    { ...about(wrong), code: newLinkCode() },
    about(expired),
    about(declined),
    about(revoked),
  ]
  const pages = new Set<string>()
  for (const each of tries) {
    const { text, status } = await post({ do: 'open', ...each })
    assert.equal(status, 200)
    assert.match(text, opensNothing)
    pages.add(bare(text))
  }
  assert.equal(pages.size, 1)
})

test('a withdrawn consent closes the link at once, and one that ran out too; no second answer reopens it', async () => {
  const accepted = await aSentOne()
  await post({ do: 'accepted', ...about(accepted) })
  const { case_id, consent_id, external_id } = accepted
  const { consents } = await at.ask(listConsents, { case_id }, at.staff.reference_worker)
  assert.equal(consents[0]?.recipient_name, 'CANARY-clinic by the alder')
  await at.ask(withdrawConsent, { case_id, consent_id }, at.staff.reference_worker)
  assert.match((await post({ do: 'open', ...about(accepted) })).text, opensNothing)
  const now = await inFile(case_id)
  assert.deepEqual([now.status, now.link.state], ['withdrawn', 'revoked'])
  const renewing = {
    case_id,
    external_id,
    link_version: now.link.version,
    code: newLinkCode(),
    code_by: 'phone' as const,
  }
  await assert.rejects(at.ask(renewOutsideCode, renewing, at.staff.reference_worker), { key: 'link.over' })

  const lapsed = await aSentOne()
  await at.rows('update consent set starts_on = current_date - 40, ends_on = current_date - 1 where consent_id = $1', [
    lapsed.consent_id,
  ])
  assert.match((await post({ do: 'open', ...about(lapsed) })).text, opensNothing)
  assert.match((await post({ do: 'accepted', ...about(lapsed) })).text, opensNothing)
})

test('nothing of it can be read in the database', async () => {
  const sent = await aSentOne()
  await post({ do: 'asked', ...about(sent), words_asked: 'CANARY-question' })
  await post({ do: 'accepted', ...about(sent), words_accepted: 'CANARY-answer' })
  const tables = ['referral_external', 'single_use_link', 'link_opening', 'consent', 'timeline_entry', 'journal']
  for (const table of [...tables, 'answered_request']) {
    const [all] = await at.rows(`select string_agg(t::text, ' ') as text from ${table} t`)
    for (const planted of ['CANARY', 'Ana Ruiz', sent.link, sent.code]) {
      const hex = Buffer.from(planted).toString('hex')
      assert.doesNotMatch(String(all!.text), new RegExp(`${planted}|${hex}`), table)
    }
  }
  // Nor by whoever asks the database in a colleague's name: what a link is found and opened by comes out for nobody.
  const { token } = at.staff.coordinator
  for (const column of ['sealed', 'token_hash', 'code_check'])
    await assert.rejects(
      at.house.database.transaction({ token }, (tx) => sql`select ${sql.ref(column)} from single_use_link`.execute(tx)),
    )
})

test('a service says its record is right, or corrects it, once; it is shown what everybody may read', async () => {
  const ask = async () => {
    const link = { link_id: newId(), secret: newLinkSecret(), code: newLinkCode(), ...ways }
    await at.ask(askService, { service_id: clinic.id, link }, at.staff.reference_worker)
    return { link_id: link.link_id, link: link.secret, code: link.code }
  }
  const right = await ask()
  const page = await post({ do: 'open', ...right })
  assert.match(page.text, /Consulta del Aliso[\s\S]*900 000 001/)
  assert.doesNotMatch(page.text, /kept@example/)
  const form = { name: clinic.name, description: clinic.description, phones: '900 000 001', availability: 'full' }
  const correcting = await ask()
  const twice = await Promise.all([
    post({ do: 'correct', ...correcting, ...form, other: 'Ring twice.' }),
    post({ do: 'correct', ...correcting, ...form, other: 'Ring twice.' }),
  ])
  assert.equal(twice.filter(({ text }) => /corrections have arrived/.test(text)).length, 1)
  const suggested = await at.rows('select by_kind, changes, words, decision from directory_suggestion')
  assert.deepEqual(suggested, [
    { by_kind: 'service', changes: { availability: 'full' }, words: 'Ring twice.', decision: null },
  ])
  assert.match((await post({ do: 'right', ...right })).text, /record is right/)
  assert.match((await post({ do: 'right', ...right })).text, opensNothing)
  const [row] = await at.rows("select record -> 'assured' as assured from directory_service")
  assert.deepEqual(row?.assured, { by: clinic.name, on: day(0), until: day(180) })
  const revoked = await ask()
  const { links } = await at.ask(listServiceLinks, { service_id: clinic.id }, at.staff.coordinator)
  assert.deepEqual(links.map(({ state }) => state).sort(), ['open', 'used', 'used'])
  const back = { service_id: clinic.id, link_id: revoked.link_id, version: 1 }
  await at.ask(revokeServiceLink, back, at.staff.coordinator)
  assert.match((await post({ do: 'open', ...revoked })).text, opensNothing)
})
