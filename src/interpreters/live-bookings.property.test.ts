// Whatever is changed, in whatever order and by whom: no booking that is live breaks a hard gate. What holds is told by a second
// formulation of the gates, over facts the test keeps by itself.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { addExclusion, endExclusion } from '#people/exclusion.ts'
import { noIdentity, writeIdentity } from '#people/identity.ts'
import { writeRelated } from '#people/related.ts'
import { beginStay, endStay } from '#places/stay.ts'
import { type TestHouse, testHouse } from '#test/gate.ts'
import { aRegistered, interpretingOf, type Kept } from '#test/interpreting.ts'
import { mustNotCome } from '#test/interpreting-oracle.ts'
import { placesOf } from '#test/places.ts'
import type * as model from './booking.ts'
import type { Candidate, HerSide } from './gates.rules.ts'
import type { Community, InterpretingMode, VettingStep } from './interpreter.ts'
import { keepInterpreter, setInterpreterStatus, vetInterpreter } from './register.ts'
import { noRule, writeInterpretingRule } from './rules-of-hers.ts'

let at: TestHouse
let on: ReturnType<typeof interpretingOf>
let homes: ReturnType<typeof placesOf>
/** Whoever may come to live with her: the same somebody in every order. */
let mate: { case_id: string; name: string; version: number }
/** Where they live, as long as they do: empty between two orders. */
let unit_id: string
before(async () => {
  at = await testHouse(
    await import('./register.api.ts'),
    await import('./booking.api.ts'),
    await import('./rules-of-hers.api.ts'),
    await import('#people/exclusion.api.ts'),
    await import('#people/related.api.ts'),
    await import('#people/identity.api.ts'),
    await import('#places/unit.api.ts'),
    await import('#places/stay.api.ts'),
  )
  on = interpretingOf(at)
  homes = placesOf(at)
  mate = { ...(await at.aFile()), name: '', version: 0 }
  unit_id = (await homes.aUnit()).unit_id
})
after(() => at.close())

const names = ['Farhana Sultana Milly', 'Gita Thapa', 'Rosa Blanco Vidal']
/** More often than not the name the interpreter begins with. */
const likely = [names[0]!, ...names]
const place = (region: string, worship = ''): Community => ({
  ...{ country: 'BD', region, language: 'bn', group: '', worship },
})
const places = [place('Rajshahi'), place('Sunamganj'), place('', 'Baitul')]

interface World {
  case_id: string
  appointments: { case_id: string; appointment_id: string }[]
  kept: Kept
  version: number
  who: Candidate
  hers: HerSide
  rule_version: number
  on: string
  related: string[]
  /** By whose file: the stay, as long as it lasts. */
  stays: Record<string, string>
}
type Step = (world: World) => Promise<void>

/** In, or out again. */
const move = async ({ stays }: World, of_case_id: string) => {
  const worker = at.staff.reference_worker
  const stay_id = stays[of_case_id]
  if (stay_id) {
    const end = { stay_id, version: 1, until_on: on.today, destination: 'other_shelter' }
    await at.ask(endStay, end, worker)
    delete stays[of_case_id]
  } else {
    const into = homes.into(unit_id, of_case_id)
    await at.ask(beginStay, into, worker)
    stays[of_case_id] = into.stay_id
  }
}

const mateCalled = async (name: string) => {
  const { case_id, version } = mate
  const identity = { ...noIdentity, names: [{ text: name, kind: 'used' as const, latin: '' }] }
  await at.ask(writeIdentity, { case_id, version, identity }, at.staff.reference_worker)
  mate = { case_id, version: version + 1, name }
}

const some = (word: string): fc.Arbitrary<[string, Step]> => {
  const { coordinator, reference_worker: worker, administrator } = at.staff
  const again = async (world: World, change: Partial<Kept>, details: Partial<Kept['details']> = {}) => {
    const kept = { ...world.kept, ...change, details: { ...world.kept.details, ...details } }
    const { version } = await at.ask(keepInterpreter, { ...kept, version: world.version }, administrator)
    const { gender, modes, languages } = kept
    Object.assign(world, { kept, version })
    world.who = { ...world.who, gender, modes, languages, details: kept.details }
  }
  const rule = async (world: World, change: Partial<HerSide['rule']>) => {
    const next = { ...world.hers.rule, ...change }
    const { version } = await at.ask(
      writeInterpretingRule,
      { case_id: world.case_id, version: world.rule_version, rule: next },
      worker,
    )
    world.rule_version = version
    world.hers = { ...world.hers, rule: next }
  }
  const exclude = async (world: World, what: HerSide['exclusions'][number]['what']) => {
    const exclusion = { exclusion_id: newId(), what, since_on: on.today, until_on: null }
    const asked = { case_id: world.case_id, ...exclusion, reason: 'she said so' }
    await at.ask(addExclusion, asked, worker)
    world.hers = { ...world.hers, exclusions: [...world.hers.exclusions, exclusion] }
  }
  const vet = async (
    world: World,
    step: VettingStep,
    valid_until: string | null,
    done_on: string | null = on.today,
  ) => {
    const asked = { interpreter_id: world.kept.interpreter_id, version: world.version, step, done_on, valid_until }
    world.version = (await at.ask(vetInterpreter, asked, coordinator)).version
    const others = world.who.vetting.filter((each) => each.step !== step)
    const lasts = valid_until ?? addDays(on.today, 700)
    const vetting = done_on === null ? others : [...others, { step, done_on, valid_until: lasts }]
    world.who = { ...world.who, vetting }
  }
  const steps: Record<string, fc.Arbitrary<Step>> = {
    book: fc.nat({ max: 1 }).map((which) => async (world) => {
      await on.confirm(world.appointments[which]!, world.kept.interpreter_id)
    }),
    offer: fc.nat({ max: 1 }).map((which) => async (world) => {
      await on.offer(world.appointments[which]!, world.kept.interpreter_id)
    }),
    person: fc
      .constantFrom(...names)
      .map((name) => (world) => exclude(world, { kind: 'person', name, related_id: null })),
    community: fc
      .constantFrom('Rajshahi', 'Sunamganj')
      .map(
        (region) => (world) => exclude(world, { kind: 'community', country: 'BD', region, language: null, group: '' }),
      ),
    end: fc.constant(async (world: World) => {
      const [last] = world.hers.exclusions
      if (!last) return
      await at.ask(endExclusion, { case_id: world.case_id, exclusion_id: last.exclusion_id, version: 1 }, worker)
      // Whoever ended it is held to it for a day, so it still counts for this colleague.
    }),
    related: fc.constantFrom(...likely).map((name) => async (world) => {
      const person = {
        ...{
          group: 'apart' as const,
          role: 'suspect',
          name,
          safe: 'not_safe' as const,
          why: '',
          lives_with: 'no' as const,
        },
        ...{
          country: null,
          place: '',
          knows: 'not_known' as const,
          may_be_told: 'no' as const,
          may_contact: 'no' as const,
        },
        ...{ contact: '', about: '', needs: null, past: false },
      }
      await at.ask(writeRelated, { case_id: world.case_id, related_id: newId(), version: 0, person }, worker)
      world.related = [...world.related, name]
    }),
    she: fc.constant((world: World) => move(world, world.case_id)),
    mate: fc.constant((world: World) => move(world, mate.case_id)),
    mate_called: fc.constantFrom(...likely).map((name) => () => mateCalled(name)),
    gender: fc
      .constantFrom('woman' as const, 'man' as const, 'any' as const)
      .map((gender) => (world) => rule(world, { gender })),
    dialect: fc.constantFrom(null, 'sylheti').map((dialect) => (world) => rule(world, { dialect })),
    small: fc
      .tuple(fc.constantFrom('yes' as const, 'no' as const, 'not_asked' as const), fc.constantFrom(...places))
      .map(
        ([small_community, community]) =>
          (world) =>
            rule(world, { small_community, community }),
      ),
    never: fc.constant((world: World) => rule(world, { never_again: [world.kept.interpreter_id] })),
    people: fc.constantFrom(...names).map((name) => (world) => rule(world, { never_people: [name] })),
    renamed: fc.constantFrom(...names).map((name) => (world) => again(world, {}, { names: [name] })),
    moved_in: fc.constantFrom(...places).map((community) => (world) => again(world, {}, { communities: [community] })),
    speaks: fc.constantFrom(null, 'sylheti').map((dialect) => (world) => {
      const spoken = { language: 'bn', dialect, level: 'native' as const, both_ways: true }
      return again(world, { languages: [spoken] })
    }),
    modes: fc
      .constantFrom('telephone' as const, 'in_person' as const)
      .map((mode) => (world) => again(world, { modes: [mode] })),
    born: fc.constantFrom(1985, null).map((birth_year) => (world) => again(world, {}, { birth_year })),
    taken_back: fc
      .constantFrom('background' as const, 'confidentiality' as const)
      .map((step) => (world) => vet(world, step, null, null)),
    ends: fc.constantFrom(1, 500).map((days) => (world) => vet(world, 'background', addDays(on.today, days))),
    rests: fc.constantFrom('resting' as const, 'active' as const).map((status) => async (world) => {
      const { interpreter_id } = world.kept
      const asked = { interpreter_id, version: world.version, status, reason: '' }
      world.version = (await at.ask(setInterpreterStatus, asked, coordinator)).version
      world.who = { ...world.who, status }
    }),
  }
  return steps[word]!.map((step): [string, Step] => [word, step])
}
const words = [
  ...[
    'book',
    'book',
    'book',
    'book',
    'book',
    'offer',
    'person',
    'community',
    'end',
    'related',
    'gender',
    'dialect',
    'small',
    'never',
  ],
  ...['people', 'renamed', 'moved_in', 'speaks', 'modes', 'born', 'taken_back', 'ends', 'rests'],
  ...['she', 'mate', 'mate', 'mate', 'mate_called', 'mate_called', 'mate_called'],
]

interface Row {
  status: model.BookingStatus
  language: string
  dialect: string | null
  mode: InterpretingMode
  conflict_declared: model.ConflictDeclared | null
}

/** Written down through the gate, looked at by the owner: what is vetted here is not what this test is about. */
const takenIn = async (kept: Kept) => {
  const { coordinator } = at.staff
  await at.ask(keepInterpreter, kept, coordinator)
  await at.rows(
    `insert into interpreter_vetting (organisation_id, interpreter_id, step, done_on, valid_until, by_id)
     select $1, $2, step, $3::date, $3::date + 700, $4 from unnest('{identity,background,confidentiality,interview}'::text[]) step`,
    [at.ours.organisation_id, kept.interpreter_id, on.today, coordinator.staff_id],
  )
  await at.rows("update interpreter set status = 'active' where interpreter_id = $1", [kept.interpreter_id])
}

const seen = { live: 0, stopped: 0 }
const holds = async (world: World, done: string): Promise<void> => {
  const { case_id, kept, who, on: day, related, stays } = world
  const together = stays[case_id] && stays[mate.case_id] && mate.name
  const hers = { ...world.hers, named: [...related, ...(together ? [mate.name] : [])] }
  const rows = await at.rows(
    'select status, language, dialect, mode, conflict_declared from interpreter_booking where case_id = $1 and interpreter_id = $2',
    [case_id, kept.interpreter_id],
  )
  for (const { status, language, dialect, mode, conflict_declared } of rows as unknown as Row[]) {
    if (status === 'stopped') seen.stopped += 1
    if (status !== 'offered' && status !== 'confirmed') continue
    seen.live += 1
    const session = { language, dialect, mode, on: day }
    assert.ok(!mustNotCome(who, hers, session, conflict_declared, status === 'confirmed'), `${status} after ${done}`)
  }
}

test('no live booking breaks a hard gate, whatever is changed in whatever order', async () => {
  // Each begins with somebody booked: where nobody is, nothing is held to anything.
  const orders = fc
    .tuple(
      fc.constantFrom('book', 'offer').chain(some),
      fc.array(fc.constantFrom(...words).chain(some), { minLength: 3, maxLength: 9 }),
    )
    .map(([first, rest]) => [first, ...rest])
  await fc.assert(
    fc.asyncProperty(fc.boolean(), orders, async (live_together, order) => {
      const kept = aRegistered({}, { names: [names[0]!] })
      const { interpreter_id } = kept
      await takenIn(kept)
      const { case_id } = await at.aFile()
      const appointments = [
        await on.anAppointment({ case_id, from: 72 }),
        await on.anAppointment({ case_id, from: 74 }),
      ]
      const done = { done_on: on.today, valid_until: addDays(on.today, 700) }
      const world: World = {
        ...{ case_id, appointments, kept, version: 1, rule_version: 0, on: addDays(on.today, 3) },
        who: {
          ...{ interpreter_id, status: 'active', gender: kept.gender, modes: kept.modes },
          ...{ details: kept.details, languages: kept.languages },
          vetting: (['identity', 'background', 'confidentiality', 'interview'] as const).map((step) => ({
            step,
            ...done,
          })),
        },
        hers: { rule: noRule, exclusions: [], named: [] },
        ...{ related: [], stays: {} },
      }
      if (mate.name !== names[2]) await mateCalled(names[2]!)
      if (live_together) for (const each of [case_id, mate.case_id]) await move(world, each)
      const told: string[] = []
      try {
        for (const [word, step] of order) {
          told.push(word)
          // What is refused is refused: only what stands afterwards counts.
          await step(world).catch(({ kind }: Problem) => assert.match(kind, /refused|conflict|invalid/))
          await holds(world, told.join(' '))
        }
      } finally {
        for (const each of Object.keys(world.stays)) await move(world, each)
      }
      for (const table of ['interpreter_booking', 'interpreter_language', 'interpreter_vetting', 'interpreter'])
        await at.rows(`delete from ${table} where interpreter_id = $1`, [interpreter_id])
    }),
    { numRuns: 100 },
  )
  assert.ok(seen.live >= 100 && seen.stopped > 50, JSON.stringify(seen))
})
