// In random worlds of colleagues, places in a team, supervisions and hand-overs nobody reads a therapist's note but its
// author, the supervisor named for it and whom it was handed to; and each of those does. Planted holes are found.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import type pg from 'pg'
import { newId } from '#kit/id.ts'
import { careRooms } from '#test/care.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'

let at: TestHouse
let owner: pg.PoolClient
let staff: Who[]
let case_id: string
before(async () => {
  at = await testHouse(...(await careRooms()))
  owner = await at.db.owner.connect()
  const roles = [
    ...(['psychologist', 'psychologist', 'psychologist'] as const).map((role) => [role]),
    ...[['psychologist', 'coordinator'] as const, ['coordinator'] as const, ['reference_worker'] as const],
    ...[['director'] as const, ['lawyer', 'director'] as const],
  ]
  staff = await Promise.all(roles.map((each, index) => at.join(at.ours, `Colleague ${index}`, [...each])))
  case_id = (await at.aFile()).case_id
  await at.rows('delete from case_access where case_id = $1', [case_id])
})
after(async () => {
  owner.release()
  await at.close()
})

const people = 8
/** Mostly the psychologists: the others are there to read nothing. */
const someone = fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, { weight: 1, arbitrary: fc.nat(people - 1) })
const minute = fc.nat(100)
const pair = fc.tuple(someone, someone).filter(([one, other]) => one !== other)
const aWorld = fc.record({
  places: fc.array(
    fc.record({
      staff: someone,
      kind: fc.constantFrom('team', 'team', 'team', 'break_glass'),
      sections: fc.constantFrom(['mind', 'health'], ['health'], ['identity']),
      ended: fc.constantFrom(false, false, true),
      until: fc.constantFrom(null, null, -10, 10),
    }),
    { minLength: 4, maxLength: 12 },
  ),
  episodes: fc.array(someone, { minLength: 1, maxLength: 3 }),
  notes: fc.array(fc.record({ episode: fc.nat(2), author: someone, at: minute }), { minLength: 1, maxLength: 6 }),
  supervisions: fc.array(fc.record({ episode: fc.nat(2), pair, ended: fc.boolean() }), { maxLength: 5 }),
  handOvers: fc.array(fc.record({ episode: fc.nat(2), pair, at: minute, ended: fc.boolean() }), { maxLength: 5 }),
})
type World = typeof aWorld extends fc.Arbitrary<infer W> ? W : never

const episodeOf = (world: World, drawn: number) => drawn % world.episodes.length
/** One live supervisor for each therapist of an episode: the first that was drawn. */
const supervisionsOf = (world: World) => {
  const live = new Set<string>()
  return world.supervisions.filter(({ episode, pair: [therapist], ended }) => {
    const name = `${episodeOf(world, episode)} ${therapist}`
    if (ended) return true
    if (live.has(name)) return false
    live.add(name)
    return true
  })
}

const expectedOf = (world: World, reader: number): number[] => {
  const isTherapist = staff[reader]!.roles.includes('psychologist')
  const stands = world.places.some(
    (place) =>
      place.staff === reader && place.kind === 'team' && !place.ended && (place.until === null || place.until > 0),
  )
  if (!isTherapist || !stands) return []
  return world.notes.flatMap((note, index) => {
    const of = (drawn: number) => episodeOf(world, drawn) === episodeOf(world, note.episode)
    const supervises = supervisionsOf(world).some(
      ({ episode, pair: [from, to], ended }) => of(episode) && from === note.author && to === reader && !ended,
    )
    const handed = world.handOvers.some(
      ({ episode, pair: [from, to], at: decided, ended }) =>
        of(episode) && from === note.author && to === reader && !ended && note.at <= decided,
    )
    return note.author === reader || supervises || handed ? [index] : []
  })
}

const write = async (world: World) => {
  const organisation_id = at.ours.organisation_id
  const base = Date.parse('2026-03-01T00:00:00Z')
  const moment = (minutes: number) => new Date(base + minutes * 60_000).toISOString()
  const episodes = world.episodes.map(() => newId())
  const notes = world.notes.map(() => newId())
  const id = (index: number) => staff[index]!.staff_id
  const row = (table: string, columns: Record<string, unknown>) => {
    const names = Object.keys(columns)
    const places = names.map((_, index) => `$${index + 1}`)
    return owner.query(
      `insert into ${table} (${names.join(', ')}) values (${places.join(', ')})`,
      Object.values(columns),
    )
  }
  const file = { organisation_id, case_id }
  for (const { staff: who, kind, sections, ended, until } of world.places)
    await row('case_access', {
      ...{ ...file, access_id: newId(), kind, staff_id: id(who), sections, created_by: id(who) },
      basis: kind === 'team' ? null : newId(),
      ended_at: ended ? new Date() : null,
      until_at:
        until === null
          ? kind === 'team'
            ? null
            : new Date(Date.now() + 600_000)
          : new Date(Date.now() + until * 60_000),
    })
  for (const [index, therapist] of world.episodes.entries())
    await row('care_episode', {
      ...{ ...file, episode_id: episodes[index], section: 'mind', provider: 'own', staff_id: id(therapist) },
      ...{ opened_on: '2026-03-01', sealed: Buffer.alloc(1), recorded_by: id(therapist) },
    })
  const keys = new Set<string>()
  for (const [index, { episode, author, at: when }] of world.notes.entries()) {
    const episode_id = episodes[episodeOf(world, episode)]
    const of = { ...file, episode_id, author_id: id(author), sealed: Buffer.alloc(1) }
    await row('therapy_note', {
      ...of,
      note_id: notes[index],
      written_at: moment(when),
      of_day: '2026-03-01',
      reserved: false,
    })
    if (!keys.has(`${episode_id} ${author}`)) await row('therapy_key', of)
    keys.add(`${episode_id} ${author}`)
  }
  for (const {
    episode,
    pair: [from, to],
    ended,
  } of supervisionsOf(world))
    await row('therapy_supervision', {
      ...{ ...file, supervision_id: newId(), episode_id: episodes[episodeOf(world, episode)] },
      ...{ therapist_id: id(from), supervisor_id: id(to), ended_at: ended ? new Date() : null },
    })
  for (const {
    episode,
    pair: [from, to],
    at: decided,
    ended,
  } of world.handOvers)
    await row('therapy_hand_over', {
      ...{ ...file, hand_over_id: newId(), episode_id: episodes[episodeOf(world, episode)], from_id: id(from) },
      ...{ to_id: id(to), decided_by: id(from), decided_at: moment(decided), asked: 'agreed', sealed: Buffer.alloc(1) },
      ended_at: ended ? new Date() : null,
    })
  return notes
}

/** The first disagreement in words, or nothing; the world is undone again. */
const disagreement = async (world: World, counts: { pairs: number; read: number }): Promise<string | undefined> => {
  await owner.query('savepoint world')
  try {
    const notes = await write(world)
    for (const [reader, who] of staff.entries())
      for (const hint of [case_id, null]) {
        // One way to the database and back for all of it: most of what a world costs.
        const asked = `set local role amparo_app;
          select guard.enter('${who.token}', ${hint ? `'${hint}'` : 'null'}); select note_id from therapy_note;
          select author_id from therapy_key; reset role`
        const [, , found, keys] = (await owner.query(asked)) as unknown as [
          pg.QueryResult,
          pg.QueryResult,
          pg.QueryResult<{ note_id: string }>,
          pg.QueryResult<{ author_id: string }>,
        ]
        const is = found.rows.map(({ note_id }) => notes.indexOf(note_id)).sort((a, b) => a - b)
        const should = expectedOf(world, reader)
        counts.pairs += notes.length
        counts.read += should.length
        if (JSON.stringify(is) !== JSON.stringify(should)) return `reader ${reader}: ${is} instead of ${should}`
        const authors = new Set(should.map((index) => staff[world.notes[index]!.author]!.staff_id))
        for (const author of authors) if (!keys.rows.some(({ author_id }) => author_id === author)) return 'a key lost'
        const stands = expectedOf({ ...world, notes: world.notes.map((note) => ({ ...note, at: 0 })) }, reader)
        const possible = new Set(stands.map((index) => staff[world.notes[index]!.author]!.staff_id))
        if (keys.rows.some(({ author_id }) => !possible.has(author_id))) return `reader ${reader}: a key leaked`
      }
    return undefined
  } finally {
    await owner.query('rollback to savepoint world')
  }
}

const within = async (deed: () => Promise<void>) => {
  await owner.query('begin')
  try {
    await deed()
  } finally {
    await owner.query('rollback')
  }
}

const worlds = Number(process.env.AMPARO_WORLDS ?? 120)
test(`nobody but author, named supervisor and whom it was handed to reads a note, in ${worlds} random worlds`, async () => {
  const counts = { pairs: 0, read: 0 }
  await within(() =>
    fc.assert(
      fc.asyncProperty(aWorld, async (world) => {
        assert.equal(await disagreement(world, counts), undefined)
      }),
      { numRuns: worlds, endOnFailure: true },
    ),
  )
  assert.ok(counts.read > worlds, 'the worlds are not empty')
  console.log(`people × notes ${counts.pairs}, of them read ${counts.read}`)
})

const holes: Record<string, string> = {
  'everyone who opens the section reads':
    "alter policy for_those_who_read on therapy_note using (guard.opens(case_id, 'mind'))",
  'a supervision that ended still opens': `update pg_proc set prosrc = replace(prosrc, 'and s.ended_at is null', '') where proname = 'reads_therapy_of'`,
  'a hand-over opens what was noted later': `update pg_proc set prosrc = replace(prosrc, 'and (a_moment is null or a_moment <= h.decided_at)', '') where proname = 'reads_therapy_of'`,
  'a place in the team is not asked for': `update pg_proc set prosrc = replace(prosrc, 'not guard.reaches(a_case, ''therapy_notes.open'')', 'false') where proname = 'reads_therapy_of'`,
  'the key is given to every author': 'alter policy for_those_who_read on therapy_key using (true)',
}
for (const [name, hole] of Object.entries(holes))
  test(`planted: ${name}`, () =>
    within(async () => {
      const { rowCount } = await owner.query(hole)
      assert.notEqual(rowCount, 0)
      const found = await fc.check(
        fc.asyncProperty(aWorld, async (world) => (await disagreement(world, { pairs: 0, read: 0 })) === undefined),
        { numRuns: 400, endOnFailure: true },
      )
      assert.equal(found.failed, true, 'nobody noticed the hole')
    }))
