// Whatever the desk decides on a report, the door says the same: whoever reported never learns that a file exists, that
// it was passed on, merged or put aside.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import Fastify, { type FastifyInstance } from 'fastify'
import { loadFacts } from '#facts/load.ts'
import { Database } from '#kit/database.ts'
import { newId } from '#kit/id.ts'
import { translatorOf } from '#language/load-texts.ts'
import { quickly } from '#test/door.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import * as decisionApi from '#triage/decision.api.ts'
import { decideReport } from '#triage/decision.ts'
import * as reportApi from '#triage/report.api.ts'
import { linkReportToCase } from '#triage/report.store.ts'
import { servePublicDoor } from './door.ts'

let at: TestHouse
let app: FastifyInstance
let door: Database
before(async () => {
  at = await testHouse(reportApi, decisionApi)
  door = new Database(at.db.connection('amparo_door'))
  app = Fastify()
  servePublicDoor(app, { door, facts: loadFacts(), limits: { reports: 1_000, returns: 1_000 }, ...quickly })
})
after(async () => {
  await app.close()
  await door.close()
  await at.close()
})

const post = async (form: Record<string, string>) => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', 'accept-language': 'en' }
  const reply = await app.inject({ method: 'POST', url: '/', headers, payload: new URLSearchParams(form).toString() })
  return {
    status: reply.statusCode,
    text: reply.body,
    bytes: reply.rawPayload.length,
    headers: Object.keys(reply.headers),
  }
}
const hiddenIn = (text: string, name: string): string =>
  new RegExp(`type="hidden" name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? ''

const send = async (words: string) => {
  const seed = randomBytes(32).toString('base64url')
  const { text } = await post({ do: 'report', l: 'en', f: 'someone', seed, what_happened: words })
  const receipt = hiddenIn(text, 'receipt')
  assert.match(receipt, /^\d{20}$/)
  const [row] = await at.rows('select report_id from report where lookup_id = $1', [
    Buffer.from(hiddenIn(text, 'lookup'), 'hex'),
  ])
  return { receipt, report_id: row!.report_id as string }
}

/** What the page says, without what is each receipt's own. */
const saidFor = async (receipt: string) => {
  const { text, ...rest } = await post({ do: 'return', l: 'en', receipt })
  const own = text
    .replaceAll(/value="[^"]*"/g, 'value=""')
    .replaceAll(/\b\d{4}( \d{4}){4}\b/g, '')
    .replaceAll(/\b[0-9a-f]{8,}\b/gi, '')
    .replaceAll(/<!--\s*-->/g, '')
  return { ...rest, own }
}

test('nothing the door says differs with what was decided', async () => {
  const untouched = await send('Nobody has looked at this yet')
  const main = await send('The other one')
  const { case_id } = await at.aFile()
  const decide = (report_id: string, more: object) =>
    at.ask(
      decideReport,
      { report_id, version: 1, decision_id: newId(), kind: 'advised', ...more },
      at.staff.coordinator,
    )
  const pass = {
    ...{ pass_id: newId(), to_organisation_id: at.partner.organisation_id, outside: null, legal_basis: 'consent' },
    ...{ wish: 'agreed', shared: ['words'], record: { to_whom: '', note: '', why_basis: '' } },
  }
  const fates: [string, (report_id: string) => Promise<unknown>][] = [
    [
      'a file was opened',
      (report_id) =>
        at.house.database.transaction({ token: at.staff.coordinator.token }, (tx) =>
          linkReportToCase(tx, { organisation_id: at.ours.organisation_id, report_id, case_id }),
        ),
    ],
    ['linked to a file', (report_id) => decide(report_id, { kind: 'linked', to_file_id: case_id })],
    ['merged', (report_id) => decide(report_id, { kind: 'merged', into_report_id: main.report_id })],
    ['passed on', (report_id) => decide(report_id, { kind: 'passed_on', pass })],
    ['no indication', (report_id) => decide(report_id, { kind: 'no_indication' })],
    ['spam', (report_id) => decide(report_id, { kind: 'spam' })],
  ]
  const expected = await saidFor(untouched.receipt)
  assert.equal(expected.status, 200)
  assert.ok(
    expected.own.includes(translatorOf('en')('public.answers.heading')),
    'the page of answers is what is compared',
  )
  for (const [fate, decideIt] of fates) {
    const { receipt, report_id } = await send(`Told for ${fate}`)
    await decideIt(report_id)
    assert.deepEqual(await saidFor(receipt), expected, fate)
  }
})
