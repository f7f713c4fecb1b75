// Every page of the door in every language: one request, one round trip, every text said, nothing that names anybody by
// what was done to them, and a title that says nothing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { loadFacts } from '#facts/load.ts'
import { askedForm, shownParts } from '#forms/form.rules.ts'
import type { AskedForm } from '#forms/form.ts'
import { formSources } from '#forms/form-sources.ts'
import { forms } from '#forms/forms.ts'
import { Database } from '#kit/database.ts'
import { languageOf, publicLanguages } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import { quickly } from '#test/door.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import * as reportApi from '#triage/report.api.ts'
import { servePublicDoor } from './door.ts'

const facts = loadFacts()
const all = forms.map((form) => askedForm(form, formSources(facts.indicators)))
let at: TestHouse
let app: FastifyInstance
let door: Database

before(async () => {
  at = await testHouse(reportApi)
  door = new Database(at.db.connection('amparo_door'))
  app = Fastify()
  const plenty = { most: 1_000_000, perSecond: 1_000 }
  const budget = { address: plenty, all: plenty }
  const crowd = { inside: 1_000, atOnce: 1_000_000, perSecond: 1_000 }
  servePublicDoor(app, { door, facts, limits: { reports: 1_000, returns: 1_000 }, budget, crowd, ...quickly })
})
after(async () => {
  await app?.close()
  await door?.close()
  await at?.close()
})

let asked = 0
type Sent = Record<string, string | string[]>
const ask = async (sent: Sent) => {
  const payload = new URLSearchParams(
    Object.entries(sent).flatMap(([name, value]) => [value].flat().map((each) => [name, each])),
  )
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'accept-encoding': 'gzip' }
  // Somebody else each time: who asks so much from one place would be slowed down.
  asked += 1
  const remoteAddress = `10.1.${asked >> 8}.${asked & 255}`
  const reply = await app.inject({ method: 'POST', url: '/', headers, payload: payload.toString(), remoteAddress })
  const text = reply.headers['content-encoding'] === 'gzip' ? gunzipSync(reply.rawPayload).toString() : reply.body
  return { status: reply.statusCode, bytes: reply.rawPayload.length, text }
}

/** Everything answered that can be, so that every page of the form is shown at its fullest. */
const fullest = (form: AskedForm): Sent =>
  Object.fromEntries(
    form.asked.map(({ code, kind, options, place }) => {
      if (kind === 'text') return [code, 'x']
      if (place === 'contact_wish') return [code, 'reach_me']
      const codes = options.map((option) => option.code)
      return [code, kind === 'many' ? codes : codes[0]!]
    }),
  )

const look = (name: string, language: string, { text, bytes }: { text: string; bytes: number }) => {
  const where = `${name} in ${language}`
  assert.ok(bytes <= 14_000, `${where}: ${bytes} bytes`)
  assert.match(text, new RegExp(`<html lang="${language}" dir="${languageOf(language).direction}">`), where)
  assert.deepEqual(/\b(?:public|forms|signs|screening)\.[a-z_]+(?:\.[a-z_]+)*/.exec(text)?.[0], undefined, where)
  assert.doesNotMatch(text, /<(img|iframe|object|embed|video|source)\b|@import|url\(|\ssrc=/, where)
  assert.doesNotMatch(text, /\bvictims?\b|víctima|vittim[ae]\b|\bvítima/i, where)
  assert.ok(text.includes(`<title>${translatorOf(language)('public.title')}</title>`), where)
  assert.equal([...text.matchAll(/<h1\b/g)].length, 1, where)
  for (const [control] of text.matchAll(/<(?:input|textarea|select)\b[^>]*>/g))
    assert.match(control, /autocomplete="off"/, where)
}

for (const { code } of publicLanguages())
  test(`every page in ${code} is one round trip and says all of it`, async (t) => {
    const sizes: number[] = []
    const see = async (name: string, sent: Sent) => {
      const page = await ask({ l: code, ...sent })
      look(name, code, page)
      sizes.push(page.bytes)
      return page
    }
    await see('fields', { do: 'form:professional' })
    await see('rights', { do: 'rights' })
    await see('a wrong number', { do: 'return', receipt: '12' })
    for (const form of all) {
      await see(`${form.id}, first`, { do: `form:${form.id}` })
      const given = fullest(form)
      const parts = shownParts(form, given)
      for (const part of parts)
        await see(`${form.id}, after ${part.code}`, { do: 'next', form: form.id, part: part.code, ...given })
      const nothing = await see(`${form.id}, nothing`, { do: 'report', form: form.id })
      assert.equal(nothing.status, 422)
      assert.match(nothing.text, /role="alert" tabindex="-1" data-focus/)
      assert.match(nothing.text, /aria-invalid="true"/)
    }
    const sent = await see('the receipt', { do: 'report', form: 'self', needs: 'bed', danger_me: 'yes' })
    assert.equal(sent.status, 200)
    assert.ok(sent.text.indexOf('tel:112') < sent.text.indexOf('<h1'), 'whom to call stands before anything else')
    t.diagnostic(`${sizes.length} pages, the largest ${Math.max(...sizes)} bytes`)
  })

test('danger is answered with whom to call, on every page that follows', async () => {
  const given = { form: 'health', danger_now: 'yes', signs: ['companion_stays'], talk_alone: 'no' }
  for (const part of ['signs', 'reading', 'tell']) {
    const { text } = await ask({ do: 'next', l: 'en', part, ...given })
    assert.ok(text.indexOf('tel:112') > 0 && text.indexOf('tel:112') < text.indexOf('<h1'), part)
  }
  const { text } = await ask({ do: 'next', l: 'en', part: 'signs', ...given, danger_now: 'no' })
  assert.equal(text.indexOf('tel:112'), -1)
})

test('what a professional reads is computed here and stored nowhere', async () => {
  const count = async () => Number((await at.rows('select count(*) as n from report'))[0]!.n)
  const before = await count()
  const signs = ['companion_stays', 'long_untreated', 'seems_afraid', 'no_own_papers']
  const read = async (age: string) =>
    (await ask({ do: 'next', l: 'en', form: 'health', part: 'signs', signs, age_under_18: age })).text
  const t = translatorOf('en')
  const [adult, child] = [await read('no'), await read('yes')]
  const child_protection = t('signs.step.child_protection')
  assert.ok(!adult.includes(child_protection))
  const steps = [...child.matchAll(/<ol>([\s\S]*?)<\/ol>/g)][0]![1]!
  assert.ok(steps.startsWith(`<li>${child_protection}`), 'with a child, its protection comes first')
  assert.equal(await count(), before)
})

test('a browser that lies changes nothing: hidden and forged answers are gone', async () => {
  const forged = {
    'raft-unsafe_work': 'yes',
    minors_me: 'i_am',
    talk_alone: 'no',
    signs: ['never_heard_of', 'seems_afraid'],
  }
  const { text } = await ask({ do: 'next', l: 'en', form: 'health', part: 'reading', ...forged, danger_now: 'perhaps' })
  assert.match(text, /name="signs" value="seems_afraid"/)
  for (const each of ['raft-unsafe_work', 'minors_me', 'never_heard_of', 'perhaps'])
    assert.ok(!text.includes(each), each)
})
