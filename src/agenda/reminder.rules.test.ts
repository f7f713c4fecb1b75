// A reminder never leaves outside what the rule of contact allows, whatever the rule and the hour.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { neutralText } from '#people/contact-texts.rules.ts'
import { neutralTexts } from '#people/leave.api.ts'
import { type KeptRule, mayContact } from '#people/safe-contact.rules.ts'
import { type Channel, SafeContact } from '#people/safe-contact.ts'
import { reminderAfterMove, reminderMoment, reminderTemplate } from './reminder.rules.ts'

const rule = (channels: object[], more: object = {}): KeptRule => ({
  safe_contact: SafeContact.parse({
    channels: channels.map((way) => ({ where: '600', from_hour: 17, to_hour: 20, who_else: '', ...way })),
    ...{
      code_word: '',
      if_someone_else_answers: '',
      voicemail: false,
      language: 'ne',
      confirm_again_on: null,
      ...more,
    },
  }),
  version: 1,
})
// Madrid in winter is an hour before UTC; Tuesday at ten in the morning.
const starts_at = '2026-11-24T09:00:00.000Z'
const now = '2026-11-20T09:00:00.000Z'

test('the last safe hour a night before, else the last before it, else none and why', () => {
  // Eighteen hours before is 16 o'clock on Monday: the last safe hour before that is Sunday's.
  assert.deepEqual(reminderMoment({ starts_at }, rule([{ channel: 'sms' }]), now), {
    at: '2026-11-22T18:00:00.000Z',
    channel: 'sms',
    because: 'contact.named_by_her',
  })
  const onMonday = rule([{ channel: 'chat', days: [1] }])
  assert.equal(reminderMoment({ starts_at }, onMonday, now).at, '2026-11-23T18:00:00.000Z', 'shorter before, not never')
  const morning = '2026-11-24T07:30:00.000Z'
  assert.deepEqual(reminderMoment({ starts_at }, onMonday, morning), {
    ...{ at: null, channel: null, because: 'contact.outside_hours' },
  })
  assert.equal(
    reminderMoment({ starts_at }, { safe_contact: null, version: 0 }, now).because,
    'contact.no_message_at_all',
  )
  assert.equal(reminderMoment({ starts_at }, rule([{ channel: 'call' }]), now).at, null, 'nobody is called for it')
  assert.equal(reminderMoment({ starts_at }, rule([{ channel: 'sms' }]), starts_at).because, 'agenda.reminder_over')
})

test('moved twice, one reminder; moved after it left, one that says so; not wanted, none', () => {
  assert.equal(reminderAfterMove([{ status: 'waits' }], true), 'keep')
  assert.equal(reminderAfterMove([{ status: 'left' }], true), 'ask_again')
  assert.equal(reminderAfterMove([{ status: 'left' }, { status: 'waits' }], true), 'keep')
  assert.equal(reminderAfterMove([{ status: 'waits' }], false), 'drop')
  assert.equal(reminderAfterMove([], true), 'ask')
  assert.equal(reminderAfterMove([{ status: 'dropped' }], false), 'none')
})

test('what is said is among the neutral texts for reminders, in every language', () => {
  const values = { day: '2026-11-24', hour: '10:00' }
  for (const language of Object.keys(neutralTexts.languages))
    for (const about of ['new', 'moved'])
      assert.ok(neutralText(neutralTexts, { kind: 'reminder', template: reminderTemplate(about), language, values }))
})

test('whatever the rule, the moment lies between now and the appointment, and the rule allows it', () => {
  const way = fc.record({
    channel: fc.constantFrom<Channel>('sms', 'chat', 'email', 'call', 'through_someone', 'letter'),
    allowed: fc.boolean(),
    days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 7 }),
    from_hour: fc.integer({ min: 0, max: 24 }),
    to_hour: fc.integer({ min: 0, max: 24 }),
  })
  const zones = fc.constantFrom('Europe/Madrid', 'Asia/Kathmandu', 'America/New_York')
  const confirm = fc.constantFrom(null, '2026-10-20', '2026-10-26', '2026-11-02')
  fc.assert(
    fc.property(
      fc.array(way, { maxLength: 4 }),
      zones,
      confirm,
      fc.nat(14 * 24 * 60),
      fc.nat(14 * 24 * 60),
      (ways, time_zone, confirm_again_on, before, ahead) => {
        const kept = rule(ways, { time_zone, confirm_again_on })
        const current = new Date(Date.parse('2026-10-19T00:00:00Z') + before * 60_000).toISOString()
        const start = new Date(Date.parse(current) + ahead * 60_000).toISOString()
        const { at, channel, because } = reminderMoment({ starts_at: start }, kept, current)
        if (at === null) return assert.ok(because !== 'contact.named_by_her')
        assert.ok(at >= current && at < start)
        assert.equal(mayContact(kept, { kind: 'reminder', channel: channel! }, at).allowed, true)
      },
    ),
    { numRuns: 300 },
  )
})
