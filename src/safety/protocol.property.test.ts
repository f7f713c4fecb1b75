// Whatever colleagues do with a protocol and in whatever order: it is never closed with a step open, nobody named, or by
// one alone; and while it is open it stands on somebody's page of the day.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { isProblem } from '#kit/problem.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { protocolsOf } from '#test/protocols.ts'
import { type ProtocolKind, protocolKinds } from './protocol.ts'
import { protocolFacts } from './protocol-facts.ts'

let at: TestHouse
let on: ReturnType<typeof protocolsOf>
before(async () => {
  at = await testHouse(await import('./protocol.api.ts'))
  on = protocolsOf(at)
  await on.onDuty(at.staff.lawyer, at.staff.second_worker)
})
after(() => at.close())

const people = [
  'reference_worker',
  'coordinator',
  'lawyer',
  'second_worker',
  'director',
  'trainer',
  'far_coordinator',
] as const
type Person = (typeof people)[number]

/** What somebody behind the server might try in the database itself. */
const tricks = [
  (id: string) =>
    sql`update protocol set closed_at = now(), closed_by = opened_by, taken_by = opened_by, taken_at = now() where protocol_id = ${id}`,
  (id: string) =>
    sql`update protocol_step set state = 'done', answered_by = guard.staff(), answered_at = now() where protocol_id = ${id}`,
  (id: string) => sql`delete from protocol_step where protocol_id = ${id}`,
  (id: string) => sql`delete from protocol where protocol_id = ${id}`,
  (id: string) => sql`delete from protocol_told where protocol_id = ${id}`,
]

const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('step' as const),
      who: fc.constantFrom(...people),
      place: fc.nat(11),
      state: fc.constantFrom('done', 'not_needed', 'open'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take' as const), who: fc.constantFrom(...people) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('all' as const), who: fc.constantFrom(...people) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('hand' as const),
      who: fc.constantFrom(...people),
      to: fc.constantFrom(...people),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('close' as const),
      who: fc.constantFrom(...people),
      answer: fc.constantFrom('ask', 'agree', 'refuse'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('again' as const) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('trick' as const),
      who: fc.constantFrom(...people),
      which: fc.nat(tricks.length - 1),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('later' as const), minutes: fc.constantFrom(30, 70, 1500) }) },
)

type Act = typeof act extends fc.Arbitrary<infer T> ? T : never
const whoIs = (person: Person): Who => at.staff[person]
const tryIt = async (doing: () => Promise<unknown>): Promise<void> => {
  try {
    await doing()
  } catch (error) {
    if (!isProblem(error) || error.kind === 'broken') throw error
  }
}

const trick = async (protocol_id: string, who: Who, which: number) => {
  const past = at.house.database.transaction({ token: who.token }, async (tx) => {
    await sql`select guard.enter(${who.token}, null)`.execute(tx)
    await tricks[which]!(protocol_id).execute(tx)
  })
  await assert.rejects(past, { code: '42501' })
}

const doAct = async (protocol_id: string, case_id: string, kind: ProtocolKind, each: Act) => {
  if (each.do === 'again') return tryIt(() => on.tell(case_id, kind, at.staff.reference_worker))
  if (each.do === 'later')
    return tryIt(async () => {
      const [open] = await at.rows('select 1 from protocol where protocol_id = $1 and closed_at is null', [protocol_id])
      if (open) await on.later(protocol_id, each.minutes)
    })
  const who = whoIs(each.who)
  if (each.do === 'trick') return trick(protocol_id, who, each.which)
  const steps = protocolFacts.kinds.find((one) => one.kind === kind)!.steps
  const doings = {
    take: () => on.take(protocol_id, who),
    all: () => on.answerAll(protocol_id, who),
    step: () =>
      each.do === 'step'
        ? on.step(protocol_id, who, steps[each.place % steps.length]!.code, each.state as 'done', 'x')
        : Promise.resolve(),
    hand: () => (each.do === 'hand' ? on.handOn(protocol_id, who, whoIs(each.to)) : Promise.resolve()),
    close: () => (each.do === 'close' ? on.close(protocol_id, who, each.answer as 'ask', 'x') : Promise.resolve()),
  }
  await tryIt(doings[each.do])
}

const has = ({ taken_by }: Record<string, unknown>, { staff_id }: Who): number => Number(taken_by === staff_id)

const holds = async (protocol_id: string): Promise<boolean> => {
  const [p] = await at.rows(
    `select p.*, (select count(*)::int from protocol_step s where s.protocol_id = p.protocol_id and s.state = 'open') as open,
       (select count(*)::int from protocol_step s where s.protocol_id = p.protocol_id) as steps
     from protocol p where p.protocol_id = $1`,
    [protocol_id],
  )
  assert.ok(p, 'a protocol never goes')
  assert.ok(Number(p.steps) > 0, 'nor do its steps')
  if (p.closed_at !== null) {
    assert.equal(p.open, 0, 'closed with every step answered')
    assert.ok(p.taken_by && p.closed_by, 'and somebody named')
    if (p.closing === 'two') assert.ok(p.close_asked_by && p.close_asked_by !== p.closed_by, 'by two')
    else assert.notEqual(p.closed_by, p.opened_by, 'not by its opener alone')
    const [left] = await at.rows(
      "select 1 from case_access where basis = $1 and function = 'duty' and ended_at is null",
      [protocol_id],
    )
    assert.equal(left, undefined, 'what it opened is closed with it')
    return true
  }
  // Whoever has it first: it stands with nobody else then.
  const colleagues = people.slice(0, 5).map(whoIs)
  for (const who of colleagues.toSorted((a, b) => has(p, b) - has(p, a)))
    if ((await on.mine(who)).some((each) => each.protocol_id === protocol_id)) return false
  return assert.fail('open, it stands with somebody')
}

test('no sequence of acts closes a protocol over an open step, without a name, or alone', {
  timeout: 300_000,
}, async () => {
  let closed = 0
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...protocolKinds),
      fc.array(act, { minLength: 4, maxLength: 14 }),
      fc.boolean(),
      async (kind, acts, toTheEnd) => {
        const { case_id } = await at.aFile()
        const { protocol_id } = await on.tell(case_id, kind, at.staff.reference_worker)
        for (const each of acts) {
          await doAct(protocol_id, case_id, kind, each)
          if (await holds(protocol_id)) break
        }
        if (toTheEnd) {
          // And from wherever they came, there is a way to its end.
          const { reference_worker, coordinator } = at.staff
          await tryIt(() => on.take(protocol_id, reference_worker))
          await tryIt(() => on.answerAll(protocol_id, reference_worker))
          await tryIt(() => on.close(protocol_id, reference_worker, 'refuse', 'x'))
          await tryIt(() => on.close(protocol_id, reference_worker))
          await tryIt(() => on.close(protocol_id, coordinator, 'agree'))
          assert.equal(await holds(protocol_id), true)
          closed += 1
        }
      },
    ),
    // However few of those drawn go to their end, these do.
    {
      numRuns: 19,
      examples: protocolKinds.slice(0, 3).map((kind): [ProtocolKind, Act[], boolean] => [kind, [], true]),
    },
  )
  assert.ok(closed > 2)
})
