// The rights somebody reads before anyone decides anything: every country in every language, nothing unsaid, and what
// nobody reviewed says so.
import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import Fastify from 'fastify'
import { loadFacts } from '#facts/load.ts'
import type { Database } from '#kit/database.ts'
import { publicLanguages } from '#language/languages.ts'
import { translatorOf } from '#language/load-texts.ts'
import { workOfAsking } from '#test/waits.ts'
import { servePublicDoor } from './door.ts'
import { helpLines } from './lines.ts'
import { countriesInOrder, countryOf, knowsLittle, reviewerOf, rightKey, sayRight } from './rights.rules.ts'
import { rightsFiles } from './rights.ts'

const facts = loadFacts()
const lines = helpLines(facts)
/** The page stands while the database is away: none is needed here. */
const away = { transaction: () => Promise.reject(new Error('away')) } as unknown as Database
const app = Fastify()
servePublicDoor(app, { door: away, facts, crowd: { inside: 1_000, atOnce: 1_000, perSecond: 1_000 } })
after(async () => {
  await app.close()
})

const ask = (form: Record<string, string>, language: string, site = 'same-origin') =>
  app.inject({
    method: 'POST',
    url: '/',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'accept-encoding': 'br',
      'sec-fetch-site': site,
    },
    payload: new URLSearchParams({ l: language, ...form }).toString(),
  })

test('every country is said in every language, small, with whom to call first', async (t) => {
  let largest = 0
  for (const { code } of publicLanguages())
    for (const { country, rights } of rightsFiles) {
      const reply = await ask({ do: 'rights', country }, code)
      const text = brotliDecompressSync(reply.rawPayload).toString()
      const where = `${code} ${country}`
      largest = Math.max(largest, reply.rawPayload.length)
      assert.equal(reply.statusCode, 200, where)
      assert.equal(/public\.[a-z][\w.]*/.exec(text)?.[0], undefined, `${where}: every text is said`)
      assert.doesNotMatch(text, /victim|víctima|vittima/i, where)
      for (const line of lines.filter((each) => each.country === country))
        assert.ok(text.includes(`<bdi dir="ltr">${line.number}</bdi>`), `${where} ${line.code}`)
      const emergency = lines.find((line) => line.country === country && line.first)!
      assert.ok(text.indexOf(emergency.number) < text.indexOf('class="plain rights"'), `${where}: the danger first`)
      for (const right of rights)
        assert.ok(text.includes(sayRight(translatorOf(code), right).replaceAll("'", '&#39;')), `${where} ${right.code}`)
      assert.ok(text.includes(`<option value="${country}" selected>`), where)
    }
  t.diagnostic(`largest: ${largest} bytes with brotli`)
  assert.ok(largest < 14_000)
})

test('the page says in another language what it says, and needs no script', async () => {
  const reply = await ask({ to: 'ur', view: 'rights', country: 'PK' }, 'en')
  const text = brotliDecompressSync(reply.rawPayload).toString()
  assert.match(text, /<html lang="ur" dir="rtl">/)
  assert.match(text, /href="tel:15"/)
  assert.match(text, /<form[^>]* data-plain>/)
  assert.equal(reply.headers['cache-control'], 'no-store')
})

test('another site’s page gets the start, not this', async () => {
  assert.equal((await ask({ do: 'rights', country: 'ES' }, 'en', 'cross-site')).statusCode, 403)
})

test('the one asked for comes first, then the organisation’s, then whatever there is', () => {
  const chosen = (asked: string, organisations: string[]) => countryOf(rightsFiles, asked, organisations).country
  assert.equal(chosen('NP', ['IT']), 'NP')
  assert.equal(chosen('', ['IT', 'ES']), 'IT')
  assert.equal(chosen('XX', ['ZZ', 'IT']), 'IT')
  assert.equal(chosen('', []), 'ES')
  assert.deepEqual(countriesInOrder(rightsFiles, ['ZZ', 'IT', 'IT']).slice(0, 2), ['IT', 'ES'])
  assert.equal(new Set(countriesInOrder(rightsFiles, ['IT'])).size, rightsFiles.length)
})

test('a list is reviewed when all of it is, and what is from memory confirms nothing', () => {
  const [file] = rightsFiles
  const signed = { ...file!, reviewed_by: 'A. Lawyer' }
  assert.equal(reviewerOf(signed), null)
  const rights = signed.rights.map((right) => ({ ...right, reviewed_by: 'A. Lawyer' }))
  assert.equal(reviewerOf({ ...signed, rights }), 'A. Lawyer')
  assert.deepEqual(
    rightsFiles.filter(knowsLittle).map(({ country }) => country),
    ['IN', 'NP', 'BD', 'PK'],
  )
})

test('every right has a sentence, and a time where the sentence names one', () => {
  const say = translatorOf('en')
  for (const { country, rights } of rightsFiles)
    for (const right of rights) {
      assert.notEqual(sayRight(say, right), rightKey(right), `${country} ${right.code}`)
      assert.equal(rightKey(right) === 'public.right.reflection', right.days !== undefined, `${country} ${right.code}`)
    }
})

test('the card leaves as a file under a name that says nothing, made once for everybody', async () => {
  const card = () => ask({ do: 'card', view: 'rights', country: 'IT', sheet: '' }, 'ar')
  const [first, ...more] = await Promise.all([card(), card(), card()])
  assert.equal(first!.statusCode, 200)
  assert.equal(first!.headers['content-type'], 'application/pdf')
  assert.equal(first!.headers['content-disposition'], 'attachment; filename="numbers.pdf"')
  assert.equal(first!.headers['cache-control'], 'no-store')
  assert.match(first!.rawPayload.toString('latin1'), /^%PDF-/)
  assert.ok(more.every((reply) => reply.rawPayload.equals(first!.rawPayload)))
  // The least of three: the thread that has just set a page may still be tidying up beside the first.
  const work = [await workOfAsking(card), await workOfAsking(card), await workOfAsking(card)]
  assert.ok(Math.min(...work) < 200, 'kept for whoever asks next')
  const foreign = await ask({ do: 'card', country: 'IT' }, 'ar', 'cross-site')
  assert.equal(foreign.statusCode, 403)
  assert.doesNotMatch(String(foreign.headers['content-type']), /pdf/)
})
