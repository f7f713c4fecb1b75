// Nothing may leave that the person did not name: over thousands of drawn rules, moments and places on earth.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#kit/day.ts'
import { channelsOf, isRuled, localTime, mayContact, usualKind, type Wanted } from './safe-contact.rules.ts'
import { Channel, DepartureKind, everyDay, noContact, SafeContact, type Way } from './safe-contact.ts'

const zones = ['Europe/Madrid', 'Asia/Kathmandu', 'America/Bogota', 'Pacific/Apia', 'Asia/Kolkata', 'UTC']
const anHour = fc.integer({ min: 0, max: 24 })
const way: fc.Arbitrary<Way> = fc.record({
  channel: fc.constantFrom(...Channel.options),
  allowed: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
  where: fc.constant(''),
  days: fc.subarray(everyDay),
  from_hour: anHour,
  to_hour: anHour,
  who_else: fc.constant(''),
})
const today = '2026-11-21'
const rule: fc.Arbitrary<SafeContact> = fc.record({
  channels: fc.array(way, { maxLength: 6 }),
  code_word: fc.constant(''),
  say_who: fc.constant(''),
  if_someone_else_answers: fc.constant(''),
  voicemail: fc.boolean(),
  language: fc.constantFrom(null, 'ne'),
  time_zone: fc.constantFrom(...zones),
  confirm_again_on: fc.option(fc.integer({ min: -40, max: 40 }).map((days) => addDays(today, days))),
})
const moment = fc
  .integer({ min: -60 * 24 * 60, max: 60 * 24 * 60 })
  .map((minutes) => new Date(Date.parse(`${today}T00:00:00Z`) + minutes * 60_000).toISOString())
const wanted: fc.Arbitrary<Wanted> = fc.record(
  {
    kind: fc.constantFrom(...DepartureKind.options),
    channel: fc.constantFrom(...Channel.options),
    language: fc.constantFrom('ne', 'es'),
    voicemail: fc.boolean(),
    seen_version: fc.integer({ min: 1, max: 3 }),
  },
  { requiredKeys: ['kind', 'channel'] },
)
const kept = (safe_contact: SafeContact | null, version = 1) => ({ safe_contact, version })
/** A wish that fits its channel, so that what is tested is the rule. */
const by = (channel: Channel): Wanted => ({ kind: usualKind(channel), channel })

test('through someone nothing goes while the family is locked, whatever else the rule says; every other way is as it was', () => {
  fc.assert(
    fc.property(rule, wanted, moment, (given, wish, at) => {
      const open = mayContact(kept(given), wish, at)
      const locked = mayContact({ ...kept(given), family_locked: true }, wish, at)
      if (wish.channel === 'through_someone') assert.equal(locked.allowed, false)
      else assert.equal(locked.because, open.because)
      if (open.because === 'contact.named_by_her' && wish.channel === 'through_someone')
        assert.equal(locked.because, 'contact.family_not_safe')
    }),
  )
})

test('the default is no message at all, of any kind', () => {
  const forbidding = { ...noContact, channels: [{ ...ways(0, 24), allowed: false }] }
  for (const kind of DepartureKind.options)
    for (const channel of Channel.options)
      for (const none of [null, noContact, forbidding]) {
        const { allowed, because } = mayContact(kept(none), { kind, channel }, `${today}T12:00:00Z`)
        assert.deepEqual({ allowed, because }, { allowed: false, because: 'contact.no_message_at_all' })
      }
})

/** The same said anew and slowly: minute by minute back to the hour in which this window opened. */
const openedIn = ({ days, from_hour, to_hour }: Way, hour: number, weekday: number): boolean => {
  for (let back = 0; back < 24; back += 1) {
    const then = (hour - back + 24) % 24
    const length = from_hour > to_hour ? to_hour + 24 - from_hour : to_hour - from_hour
    const day = hour - back < 0 ? ((weekday + 5) % 7) + 1 : weekday
    if (then === from_hour % 24 && from_hour < 24 && back < length) return days.includes(day)
    // From midnight to the same midnight is no time at all.
    if (from_hour === 24 && to_hour < 24 && then === 0 && back < to_hour) return days.includes(((day + 5) % 7) + 1)
  }
  return false
}

test('what is allowed was named, on its day, within its hours, and was not due to be asked again', () => {
  fc.assert(
    fc.property(rule, wanted, moment, (given, wish, at) => {
      const decision = mayContact(kept(given), wish, at)
      assert.match(decision.because, /^contact\.[a-z_]+$/)
      assert.ok(isRuled(decision))
      const here = localTime(at, given.time_zone)
      const named = given.channels.filter((each) => each.channel === wish.channel)
      const should =
        named.length > 0 &&
        named.every((each) => each.allowed) &&
        channelsOf[wish.kind].includes(wish.channel) &&
        (given.confirm_again_on === null || given.confirm_again_on > here.day) &&
        named.some((each) => openedIn(each, here.hour, here.weekday)) &&
        !(wish.voicemail && !given.voicemail) &&
        !(wish.language && given.language && wish.language !== given.language) &&
        (wish.seen_version ?? 1) === 1
      assert.equal(decision.allowed, should, decision.because)
    }),
    { numRuns: 4000 },
  )
})

test('taking a way, a day or time away never opens more', () => {
  fc.assert(
    fc.property(rule, wanted, moment, fc.constantFrom(...Channel.options), (given, wish, at, gone) => {
      const less = { ...given, channels: given.channels.filter((each) => each.channel !== gone) }
      const fewer = { ...given, channels: given.channels.map((each) => ({ ...each, days: each.days.slice(1) })) }
      for (const narrower of [less, fewer, { ...given, voicemail: false }])
        if (mayContact(kept(narrower), wish, at).allowed) assert.ok(mayContact(kept(given), wish, at).allowed)
    }),
  )
})

const ways = (from_hour: number, to_hour: number, days = everyDay): Way => ({
  ...{ channel: 'call', allowed: true, where: '', days, from_hour, to_hour, who_else: '' },
  channel: 'call',
})
const only = (from: number, to: number, days = everyDay, zone = 'UTC'): SafeContact => ({
  ...noContact,
  channels: [ways(from, to, days)],
  time_zone: zone,
})
const allowedAt = (given: SafeContact, at: string) => mayContact(kept(given), by('call'), at).allowed

test('hours through the night and the edges of the day', () => {
  const open = (given: SafeContact) =>
    Array.from({ length: 24 }, (_, hour) => hour).filter((hour) =>
      allowedAt(given, `${today}T${String(hour).padStart(2, '0')}:59:59Z`),
    )
  assert.deepEqual(open(only(22, 2)), [0, 1, 22, 23])
  assert.deepEqual(open(only(10, 12)), [10, 11])
  assert.deepEqual(open(only(0, 24)).length, 24)
  assert.deepEqual(open(only(9, 9)), [], 'from nine to nine is no time at all')
  assert.deepEqual(open({ ...only(0, 24), confirm_again_on: today }), [])
  // 21 November 2026 is a Saturday: the small hours belong to Friday's evening.
  assert.deepEqual(open(only(22, 2, [5])), [0, 1])
  assert.deepEqual(open(only(22, 2, [6])), [22, 23])
})

test('the hour is the hour where the person is, in summer and winter time', () => {
  const evening = (zone: string) => only(20, 21, everyDay, zone)
  assert.ok(allowedAt(evening('Europe/Madrid'), '2026-11-21T19:30:00Z'))
  assert.ok(allowedAt(evening('Europe/Madrid'), '2026-07-21T18:30:00Z'))
  assert.ok(!allowedAt(evening('Europe/Madrid'), '2026-07-21T19:30:00Z'))
  assert.ok(allowedAt(evening('Asia/Kathmandu'), '2026-11-21T14:15:00Z'), 'fifteen minutes to the hour')
  assert.ok(!allowedAt(evening('Asia/Kathmandu'), '2026-11-21T14:14:59Z'))
  // Clocks go back on 25 October 2026 at three: the hour from two to three comes twice, and both are that hour.
  const two = only(2, 3, everyDay, 'Europe/Madrid')
  const hours = ['00:30', '01:30', '02:30'].map((time) => allowedAt(two, `2026-10-25T${time}:00Z`))
  assert.deepEqual(hours, [true, true, false])
  // They go forward on 28 March 2027 at two: that hour does not come.
  assert.ok(!['00:30', '01:30'].some((time) => allowedAt(two, `2027-03-28T${time}:00Z`)))
})

test('asking again is due on the day where the person is', () => {
  const there = { ...only(0, 24, everyDay, 'Pacific/Apia'), confirm_again_on: '2026-11-22' }
  assert.equal(mayContact(kept(there), by('call'), '2026-11-21T10:30:00Z').because, 'contact.named_by_her')
  assert.equal(mayContact(kept(there), by('call'), '2026-11-21T11:30:00Z').because, 'contact.confirm_again')
})

test('a no beats a yes, a voicemail is its own question, and a rule read too long ago is read again', () => {
  const at = `${today}T12:00:00Z`
  const said = only(0, 24)
  const twice = {
    ...said,
    channels: [ways(0, 24), { ...ways(0, 24), allowed: false }, { ...ways(0, 24), channel: 'sms' as const }],
  }
  assert.equal(mayContact(kept(twice), by('call'), at).because, 'contact.channel_forbidden')
  assert.equal(mayContact(kept(said), { ...by('call'), voicemail: true }, at).because, 'contact.no_voicemail')
  assert.equal(mayContact(kept(said, 2), { ...by('call'), seen_version: 1 }, at).because, 'contact.rule_changed')
  const spoken = { ...said, language: 'ne' }
  assert.equal(mayContact(kept(spoken), { ...by('call'), language: 'es' }, at).because, 'contact.other_language')
  assert.equal(mayContact(kept(said), { kind: 'letter', channel: 'call' }, at).because, 'contact.kind_not_by_channel')
})

test('nobody writes a decision by hand', () => {
  const real = mayContact(kept(only(0, 24)), by('call'), `${today}T12:00:00Z`)
  assert.ok(isRuled(real) && real.allowed)
  for (const forged of [{ ...real }, structuredClone({ ...real }), Object.create(real), null, true])
    assert.ok(!isRuled(forged))
  assert.throws(() => Object.assign(mayContact(kept(null), by('call'), `${today}T12:00:00Z`), { allowed: true }))
})

test('a rule as typed is cleaned and kept within its measure; one written years ago still reads', () => {
  const typed = { ...noContact, code_word: '\u202Elamp\u0000', channels: [] }
  assert.equal(SafeContact.parse(typed).code_word, 'lamp')
  assert.ok(!SafeContact.safeParse({ ...noContact, code_word: 'x'.repeat(61) }).success)
  for (const time_zone of ['Mars/Olympus', 'Europe/Madrid; drop', '../etc/localtime', ''])
    assert.ok(!SafeContact.safeParse({ ...noContact, time_zone }).success, time_zone)
  const old = { channel: 'sms', where: '', from_hour: 1, to_hour: 2, who_else: '' }
  const { say_who: _, time_zone: __, ...before } = noContact
  const read = SafeContact.parse({ ...before, channels: [old] })
  assert.deepEqual(read.channels[0], { ...old, allowed: true, days: everyDay })
  assert.equal(read.time_zone, 'Europe/Madrid')
  for (const wrong of [{ channel: 'fax' }, { to_hour: 25 }, { days: [0] }, { days: [8] }])
    assert.ok(!SafeContact.safeParse({ ...noContact, channels: [{ ...old, ...wrong }] }).success)
})
