// The conversation through a receipt, its proof and its days; and that no page, size or step of the clock tells a
// receipt that opens something from one that does not.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { loadFacts } from '#facts/load.ts'
import { Database } from '#kit/database.ts'
import { addDays, addMonths } from '#kit/day.ts'
import { translatorOf } from '#language/load-texts.ts'
import * as lifetimeApi from '#reports/lifetime.api.ts'
import { checkProof, readReportLife } from '#reports/lifetime.ts'
import {
  doorOf,
  hiddenIn,
  noLimits,
  quickly,
  type ReceiptKind,
  receiptKinds,
  type TestDoor,
  withoutNames,
} from '#test/door.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import * as reportApi from '#triage/report.api.ts'
import { newReceipt, showReceipt } from '#vault/receipt.ts'
import { houseOf } from './house.ts'

let at: TestHouse
let door: TestDoor
const t = translatorOf('en')
const today = () => new Date().toISOString().slice(0, 10)
before(async () => {
  at = await testHouse(reportApi, lifetimeApi)
  door = await doorOf(at, { ...noLimits, ...quickly })
})
after(async () => {
  await door?.close()
  await at?.close()
})

const open = async (receipt: string) => (await door.post({ do: 'return', receipt })).text
const expiry = async (lookup: string) => {
  const [row] = await at.rows('select expires_on::text from report where lookup_id = $1', [Buffer.from(lookup, 'hex')])
  return row?.expires_on
}

test('once answered, the whole conversation is there in its order: our words, and only the days of theirs', async () => {
  const { receipt, lookup } = await door.report('Zarzamora')
  const said = { lookup, seed: door.seed() }
  await door.post({ do: 'add', text: 'Quebrantahuesos', ...said })
  await door.answer(lookup, 'Come on Monday <b>')
  await door.post({ do: 'add', text: 'Zanahoria', ...said })
  await door.answer(lookup, 'Or on Tuesday')
  const text = await open(receipt)
  const order = [
    t('public.talk.told', { date: '' }),
    'Come on Monday &lt;b&gt;',
    'You added something',
    'Or on Tuesday',
  ]
  const places = [text.indexOf(order[0]!.trim().replace(/,$/, '')), ...[1, 3].map((n) => text.indexOf(order[n]!))]
  assert.ok(
    places.every((place) => place > 0) && places.join() === places.toSorted((a, b) => a - b).join(),
    `${places}`,
  )
  assert.equal(text.match(/You added something/g)?.length, 2)
  for (const secret of ['Zarzamora', 'Quebrantahuesos', 'Zanahoria']) assert.ok(!text.includes(secret))
  const { answers } = await at.ask(readReportLife, { report_id: await door.reportIdOf(lookup) }, at.staff.intake)
  assert.deepEqual(
    answers.map((each) => each.fetched_on),
    [today(), today()],
  )
})

const same = async (kind: ReceiptKind, step: string) => {
  const { receipt, lookup } = await door.aReceipt(kind)
  const form = { do: step, receipt, lookup, seed: door.seed(), ...(step === 'add' && { text: 'More' }) }
  const began = performance.now()
  const { text, ...rest } = await door.post(form)
  const steps = (performance.now() - began) / quickly.step_ms
  assert.ok(steps > 0.98, 'no answer before the first step of the clock')
  return { ...rest, text: withoutNames(text) }
}

for (const step of ['return', 'add', 'renew', 'proof', 'keep'])
  test(`unknown, expired, erased and unanswered receipts are answered alike: ${step}`, async () => {
    const [first, ...others] = await Promise.all(receiptKinds.map((kind) => same(kind, step)))
    for (const other of others) assert.deepEqual(other, first)
  })

/** A connection of the door that counts what it is asked. */
const countingDatabase = () => {
  const database = new Database(at.db.connection('amparo_door'))
  const counted = { statements: 0, database }
  const transaction = database.transaction.bind(database)
  const count = { get: (tx: object, name: string) => ask(tx, name) }
  const ask = (tx: object, name: string) => {
    const value = Reflect.get(tx, name, tx)
    if (name === 'getExecutor') counted.statements += 1
    return typeof value === 'function' ? value.bind(tx) : value
  }
  database.transaction = (as, work) => transaction(as, (tx, ...more) => work(new Proxy(tx, count as never), ...more))
  return counted
}

test('as many questions go to the database whatever a receipt opens', async () => {
  const counted = countingDatabase()
  const house = houseOf({ door: counted.database, facts: loadFacts(), ...noLimits, ...quickly })
  const { visits } = house
  await visits.talk(newReceipt())
  const counts: Record<string, number[]> = {}
  for (const kind of receiptKinds) {
    const { receipt, lookup } = await door.aReceipt(kind)
    for (const [step, ask] of Object.entries({
      return: () => visits.talk(receipt),
      add: () => visits.add(lookup, door.seed(), 'More'),
      renew: () => visits.renew(lookup),
      proof: () => visits.proof(lookup),
      keep: () => visits.keep(lookup),
    })) {
      const before = counted.statements
      await ask()
      counts[step] = [...(counts[step] ?? []), counted.statements - before]
    }
  }
  house.watch.close()
  await counted.database.close()
  for (const [step, each] of Object.entries(counts)) {
    assert.ok(each[0]! > 0, `${step} asks something`)
    assert.equal(new Set(each).size, 1, `${step}: ${each}`)
  }
})

test('an expired receipt neither adds, nor renews, nor reads, and its report is not moved', async () => {
  const { receipt, lookup } = await door.aReceipt('expired')
  const before = await expiry(lookup)
  await door.post({ do: 'add', lookup, seed: door.seed(), text: 'Too late' })
  await door.post({ do: 'renew', lookup })
  assert.equal(await expiry(lookup), before)
  assert.ok(!(await open(receipt)).includes('nobody may read'))
})

test('what became a file ends for its reporter on the same day as any other', async () => {
  const { receipt, lookup } = await door.report('Became a file')
  await door.answer(lookup, 'Thank you')
  await at.rows(
    "update report set case_id = gen_random_uuid(), status = 'file_opened', expires_on = current_date where report_id = $1",
    [await door.reportIdOf(lookup)],
  )
  const { receipt: unknown } = await door.aReceipt('unknown')
  assert.equal(withoutNames(await open(receipt)), withoutNames(await open(unknown)))
})

test('a number is renewed by one press when few days are left, and not before', async () => {
  const { receipt, lookup } = await door.report('Renew me')
  await door.answer(lookup, 'We are here')
  assert.ok(!(await open(receipt)).includes('value="renew"'), 'nothing to press while there is time')
  await door.post({ do: 'renew', lookup })
  assert.equal(await expiry(lookup), addMonths(today(), 12))
  await at.rows('update report set expires_on = $1 where lookup_id = $2', [
    addDays(today(), 59),
    Buffer.from(lookup, 'hex'),
  ])
  const page = await open(receipt)
  assert.ok(page.includes('value="renew"'))
  const { text } = await door.post({ do: 'renew', receipt, lookup: hiddenIn(page, 'lookup') })
  assert.ok(text.includes(t('public.talk.renewed', { months: 12 })))
  assert.equal(await expiry(lookup), addMonths(today(), 12))
})

const codeIn = (text: string) => /<code dir="ltr">([0-9a-f ]+)<\/code>/.exec(text)?.[1] ?? ''

test('a proof is given with the number and again with the answer; it says no word of the report and only we know it', async () => {
  const { receipt, lookup, mine } = await door.report('Zarzamora')
  const { text: first } = await door.post({ do: 'proof', receipt, lookup, mine })
  const code = codeIn(first)
  assert.match(code.replaceAll(' ', ''), /^[0-9a-f]{64}$/)
  assert.ok(first.includes('Casa Encina') && !first.includes('Zarzamora'))
  assert.match(first, new RegExp(`<title>${t('public.title')}</title>`))
  assert.doesNotMatch(first.replace(/<style>.*<\/script>/s, ''), /traffick|victim|report/i)
  assert.ok(!first.replace(/<input[^>]*>/g, '').includes(showReceipt(receipt)), 'the number is not on what is printed')
  assert.deepEqual(await at.ask(checkProof, { fingerprint: code }, at.staff.intake), {
    ours: true,
    received_on: today(),
  })

  const back = await door.post({ do: 'number', receipt, lookup, mine })
  assert.equal(hiddenIn(back.text, 'receipt'), receipt)
  const inHindi = await door.post({ view: 'receipt', to: 'hi', receipt, lookup, mine })
  assert.equal(hiddenIn(inHindi.text, 'mine'), mine, 'kept in another language')

  assert.equal(
    codeIn((await door.post({ do: 'proof', receipt, lookup })).text),
    '',
    'later not before there is an answer',
  )
  await door.answer(lookup, 'Thank you')
  assert.equal(codeIn((await door.post({ do: 'proof', receipt, lookup })).text), code)
})

test('a proof made up says what it says, and we do not know it', async () => {
  const made = `${today()} ${'a'.repeat(64)} <b>Casa</b>`
  const { text } = await door.post({ do: 'proof', lookup: '0'.repeat(32), mine: made })
  assert.ok(text.includes('&lt;b&gt;Casa'))
  assert.deepEqual(await at.ask(checkProof, { fingerprint: codeIn(text) }, at.staff.intake), {
    ours: false,
    received_on: null,
  })
})
