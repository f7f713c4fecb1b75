// Nothing may leave that she did not name: over thousands of drawn rules, days and hours.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#kit/day.ts'
import { mayContact } from './safe-contact.rules.ts'
import { Channel, noContact, SafeContact } from './safe-contact.ts'

const today = '2026-11-21'
const anHour = fc.integer({ min: 0, max: 24 })
const way = fc.record({
  channel: fc.constantFrom(...Channel.options),
  where: fc.string({ maxLength: 20 }),
  from_hour: anHour,
  to_hour: anHour,
  who_else: fc.constant(''),
})
const rule: fc.Arbitrary<SafeContact> = fc.record({
  channels: fc.uniqueArray(way, { maxLength: 6, selector: ({ channel }) => channel }),
  code_word: fc.constant(''),
  if_someone_else_answers: fc.constant(''),
  voicemail: fc.boolean(),
  language: fc.constantFrom(null, 'ne'),
  confirm_again_on: fc.option(fc.integer({ min: -40, max: 40 }).map((days) => addDays(today, days))),
})
const channel = fc.constantFrom(...Channel.options)
const hour = fc.integer({ min: 0, max: 23 })

test('the default is no message at all', () => {
  for (const each of Channel.options)
    for (const none of [null, noContact])
      assert.deepEqual(mayContact(none, each, today, 12), { allowed: false, because: 'contact.no_message_at_all' })
})

test('what is allowed was named, is within its hours and was not due to be asked again', () => {
  fc.assert(
    fc.property(rule, channel, hour, (given, by, at) => {
      const { allowed, because } = mayContact(given, by, today, at)
      assert.match(because, /^contact\./)
      const named = given.channels.find((each) => each.channel === by)
      if (!allowed) return
      assert.ok(named, 'a channel she did not name')
      assert.ok(given.confirm_again_on === null || given.confirm_again_on > today, 'she had to be asked again')
      const { from_hour, to_hour } = named
      const overnight = from_hour > to_hour
      assert.ok(overnight ? at >= from_hour || at < to_hour : at >= from_hour && at < to_hour, 'outside her hours')
    }),
    { numRuns: 2000 },
  )
})

test('taking a way, an hour or time away never opens more', () => {
  fc.assert(
    fc.property(rule, channel, hour, channel, (given, by, at, gone) => {
      const less = { ...given, channels: given.channels.filter((each) => each.channel !== gone) }
      if (mayContact(less, by, today, at).allowed) assert.ok(mayContact(given, by, today, at).allowed)
      if (mayContact(given, by, addDays(today, 1), at).allowed) assert.ok(mayContact(given, by, today, at).allowed)
    }),
  )
})

test('hours through the night and the edges of the day', () => {
  const only = (from_hour: number, to_hour: number): SafeContact => ({
    ...noContact,
    channels: [{ channel: 'call', where: '', from_hour, to_hour, who_else: '' }],
  })
  const open = (given: SafeContact) =>
    Array.from({ length: 24 }, (_, at) => at).filter((at) => mayContact(given, 'call', today, at).allowed)
  assert.deepEqual(open(only(22, 2)), [0, 1, 22, 23])
  assert.deepEqual(open(only(10, 12)), [10, 11])
  assert.deepEqual(open(only(0, 24)).length, 24)
  assert.deepEqual(open(only(9, 9)), [], 'from nine to nine is no time at all')
  assert.deepEqual(open({ ...only(0, 24), confirm_again_on: today }), [])
})

test('a rule as typed is cleaned and kept within its measure', () => {
  const typed = { ...noContact, code_word: '\u202Elamp\u0000', channels: [] }
  assert.equal(SafeContact.parse(typed).code_word, 'lamp')
  assert.ok(!SafeContact.safeParse({ ...noContact, code_word: 'x'.repeat(61) }).success)
  assert.ok(
    !SafeContact.safeParse({
      ...noContact,
      channels: [{ channel: 'fax', where: '', from_hour: 1, to_hour: 2, who_else: '' }],
    }).success,
  )
  assert.ok(
    !SafeContact.safeParse({
      ...noContact,
      channels: [{ channel: 'sms', where: '', from_hour: 1, to_hour: 25, who_else: '' }],
    }).success,
  )
})
