// In random files, whatever was told by whom to whom and however it was marked: what may not be retold is in no reply to
// anybody else, and what may be retold is read by those the person named. Holes planted in the guard are found.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import * as caseApi from '#cases/case.api.ts'
import { openFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import { isProblem } from '#kit/problem.ts'
import * as ownCopyApi from '#leaving/own-copy.api.ts'
import { readOwnCopy } from '#leaving/own-copy.ts'
import { changeNote, readNotes, readNoteVersions } from '#notes/note.ts'
import { findInNotes, readStory } from '#notes/story.ts'
import type { Who } from '#test/gate.ts'
import { type StoryHouse, storyHouse } from '#test/story.ts'
import * as timelineApi from '#timeline/timeline.api.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { keepStoryFact, readAsHtcds, readFactHistory, readStoryFacts } from './fact.ts'
import { giveSummary } from './summary.ts'
import { professionOfPurpose, professionsOf, standingOf } from './telling.rules.ts'
import { changeRetelling, markAsTold, openTelling, readTold, tell } from './telling.ts'
import { type Profession, professions } from './topics.ts'

let at: StoryHouse
let other: Who
before(async () => {
  at = await storyHouse(caseApi, timelineApi, ownCopyApi)
  other = await at.join(at.ours, 'Otra abogada', ['lawyer'])
})
after(() => at.close())

const colleagues = [
  'reference_worker',
  'lawyer',
  'psychologist',
  'other',
  'coordinator',
  'job_counsellor',
  'partner',
] as const
type Colleague = (typeof colleagues)[number]
const tellers = ['reference_worker', 'lawyer', 'psychologist', 'coordinator'] as const
const writesIn = {
  reference_worker: ['story', 'health', 'law'],
  coordinator: ['story', 'health', 'law'],
  lawyer: ['law'],
  psychologist: ['mind', 'health'],
} as const
const whoIs = (name: Colleague): Who =>
  name === 'other' ? other : name === 'partner' ? at.staff.partner_worker : at.staff[name]

const retell = fc.subarray([...professions]) as fc.Arbitrary<Profession[]>
const aWorld = fc.record({
  purpose: fc.constantFrom('legal', 'health', 'psychological', 'identification', 'shelter'),
  tellings: fc.array(
    fc.record({
      teller: fc.constantFrom(...tellers),
      heard: fc.constantFrom('teller', 'outside', 'psychologist'),
      section: fc.nat(2),
      how: fc.constantFrom('told', 'whole', 'part', 'corrected'),
      retell,
      later: fc.option(retell),
    }),
    { minLength: 2, maxLength: 5 },
  ),
})
type World = typeof aWorld extends fc.Arbitrary<infer W> ? W : never

interface Made {
  telling_id: string
  note_id: string
  secret: string
  amount: number
  section: 'story' | 'health' | 'law' | 'mind'
  teller: Who
  heard_by: string | null
  retell: Profession[]
  /** Other words of the same note, read by whoever reads the note. */
  beside: string | null
}

let made = 0
const build = async (world: World) => {
  const { case_id } = await at.aFile()
  const { lawyer, psychologist, job_counsellor, partner_worker } = at.staff
  await at.joins(case_id, lawyer, psychologist, other, job_counsellor)
  await at.opensTo(case_id, partner_worker, ['identity', 'story'], world.purpose)
  const tellings: Made[] = []
  for (const wish of world.tellings) {
    made += 1
    const teller = whoIs(wish.teller)
    const open = writesIn[wish.teller]
    const section = open[wish.section % open.length]!
    const secret = `SECRET${made}X`
    const beside = wish.how === 'part' ? `BESIDE${made}X` : null
    const heard = {
      heard_by: wish.heard === 'outside' ? null : wish.heard === 'teller' ? teller.staff_id : psychologist.staff_id,
      heard_outside: wish.heard === 'outside' ? 'Somebody at the border' : null,
    }
    const input = { ...at.aTelling(case_id, teller, secret, { section, retell: wish.retell, ...heard }) }
    if (wish.how === 'told') await at.ask(tell, input, teller)
    else {
      const text = beside ? `${beside} ${secret}` : secret
      await at.writes(case_id, teller, text, section).then(({ note_id }) => {
        input.note_id = note_id
      })
      const { words: _, section: __, ...mark } = input
      const part = beside ? { from: beside.length + 1, to: text.length } : null
      await at.ask(markAsTold, { ...mark, note_version: 1, part }, teller)
    }
    const { note_id, telling_id } = input
    const amount = 1_000_000 + made
    // Whoever walks along and opens the story may code what they may read.
    const value = { amount: { amount, currency: 'EUR', still_owed: 'yes' as const } }
    const fact = { fact: 'debt_amount', state: 'told' as const, source: 'told' as const, sureness: 'sure' as const }
    await at.ask(keepStoryFact, { case_id, fact_id: newId(), telling_id, ...fact, value }, teller)
    if (wish.how === 'corrected')
      await at.ask(changeNote, { case_id, note_id, version: 1, text: `${secret} and more` }, teller)
    if (wish.later) await at.ask(changeRetelling, { ...at.says(case_id, telling_id, 1), retell: wish.later }, teller)
    const kept = { teller, heard_by: heard.heard_by, retell: wish.later ?? wish.retell }
    tellings.push({ telling_id, note_id, secret, amount, section, beside, ...kept })
  }
  return { case_id, tellings }
}

const opensOf: Record<Colleague, Made['section'][]> = {
  reference_worker: ['story', 'health', 'law', 'mind'],
  coordinator: ['story', 'health', 'law'],
  lawyer: ['story', 'law'],
  other: ['story', 'law'],
  psychologist: ['story', 'health', 'mind'],
  job_counsellor: [],
  partner: ['story'],
}
const reads = (world: World, name: Colleague, one: Made): boolean => {
  const who = whoIs(name)
  const told = { ...one, written_by: one.teller.staff_id, recorded_by: one.teller.staff_id }
  if (name === 'partner') {
    const as = professionOfPurpose(world.purpose)
    return as !== null && one.retell.includes(as)
  }
  const reader = {
    staff_id: who.staff_id,
    walks_along: true,
    sections: opensOf[name],
    professions: professionsOf(who.roles),
  }
  return standingOf({ ...reader, sections: ['identity' as never, ...opensOf[name]] }, told) === 'words'
}

const attempt = async (asking: () => Promise<unknown>): Promise<unknown> => {
  try {
    return await asking()
  } catch (error) {
    if (!isProblem(error) || error.kind === 'broken') throw error
    return error.details
  }
}

/** Everything this colleague is answered about the file, as one text. */
const everythingTo = async (case_id: string, tellings: Made[], who: Who): Promise<string> => {
  const replies = [
    () => at.ask(openFile, { case_id }, who),
    () => at.ask(readTimeline, { case_id }, who),
    () => at.ask(readNotes, { case_id }, who),
    () => at.ask(readStory, { case_id }, who),
    () => at.ask(readTold, { case_id }, who),
    () => at.ask(readStoryFacts, { case_id }, who),
    () => at.ask(readFactHistory, { case_id, fact: 'debt_amount' }, who),
    () => at.ask(readAsHtcds, { case_id }, who),
    () => at.ask(readOwnCopy, { case_id, copy_id: newId(), language: 'es' as const }, who),
    ...tellings.flatMap(({ telling_id, note_id }) => [
      () => at.ask(openTelling, { case_id, telling_id }, who),
      () => at.ask(readNoteVersions, { case_id, note_id }, who),
      () => at.ask(changeNote, { case_id, note_id, version: 99, text: 'x' }, who),
    ]),
  ]
  const answers: unknown[] = []
  for (const reply of replies) answers.push(await attempt(reply))
  return JSON.stringify(answers)
}

/** Past the server: the rows of the note and of what it said before that its policies give this colleague. */
const rowsOf = (case_id: string, note_id: string, who: Who): Promise<number[]> =>
  at.as(who, case_id, async (tx) => {
    const now = await tx.selectFrom('note').select('note_id').where('note_id', '=', note_id).execute()
    const before = await tx.selectFrom('note_version').select('note_id').where('note_id', '=', note_id).execute()
    return [now.length, before.length]
  })

const judge = async (world: World): Promise<void> => {
  const { case_id, tellings } = await build(world)
  for (const name of colleagues) {
    const who = whoIs(name)
    const answered = await everythingTo(case_id, tellings, who)
    for (const one of tellings) {
      const expected = reads(world, name, one)
      const about = `${name} ${expected ? 'reads' : 'does not read'} ${one.section} told to ${one.heard_by}, retold to ${one.retell}`
      assert.equal(answered.includes(one.secret), expected, about)
      if (!expected || name !== 'partner')
        assert.equal(answered.includes(String(one.amount)), expected, `${about}: the fact`)
      const found = await attempt(() => at.ask(findInNotes, { case_id, words: one.secret }, who))
      if (!expected) assert.ok(!JSON.stringify(found).includes(one.note_id), `${about}: found by its words`)
      const give = {
        case_id,
        given_id: newId(),
        profession: 'person' as const,
        recipient: 'X',
        telling_ids: [one.telling_id],
      }
      const given = await at.ask(giveSummary, give, who).then(
        () => true,
        () => false,
      )
      if (!expected) assert.equal(given, false, `${about}: given on paper`)
      if (!expected) assert.deepEqual(await rowsOf(case_id, one.note_id, who), [0, 0], `${about}: past the server`)
    }
  }
}

const worlds = Number(process.env.AMPARO_WORLDS ?? 8)

test(`in ${worlds} random files nobody is told what may not be retold, and everybody what may`, async () => {
  await fc.assert(fc.asyncProperty(aWorld, judge), { numRuns: worlds, endOnFailure: true })
})

const holes: Record<string, string> = {
  'the note is not kept back': 'drop policy told_stays_with_whom_it_was_told on note',
  'earlier versions are not kept back': 'drop policy told_stays_with_whom_it_was_told on note_version',
  'everybody of the section reads': `update pg_proc set prosrc = replace(prosrc, 't.retell && mine', 'true') where proname = 'tellings_standing'`,
  'a partner of any profession reads': `update pg_proc set prosrc = replace(prosrc, 'guard.profession_of_purpose(c.purpose) = any(t.retell)', 'true') where proname = 'tellings_standing'`,
  'facts go by their section alone': `alter policy told_to_those_who_read on story_fact using (guard.opens(case_id, 'story'))`,
  'nobody but the hearer reads': `update pg_proc set prosrc = replace(prosrc, 't.retell && mine', 'false') where proname = 'tellings_standing'`,
}
for (const [name, sql] of Object.entries(holes))
  test(`planted: ${name}`, async () => {
    const before = await at.rows(
      "select pg_get_functiondef(p.oid) as made from pg_proc p where p.proname = 'tellings_standing'",
    )
    const policies = await at.rows(
      `select polname, polrelid::regclass::text as of, pg_get_expr(polqual, polrelid) as using from pg_policy
       where polname in ('told_stays_with_whom_it_was_told', 'told_to_those_who_read')`,
    )
    await at.rows(sql)
    try {
      await assert.rejects(fc.assert(fc.asyncProperty(aWorld, judge), { numRuns: 40, endOnFailure: true, seed: 7 }))
    } finally {
      await at.rows(before[0]!.made as string)
      for (const { polname, of, using } of policies) {
        await at.rows(`drop policy if exists ${polname} on ${of}`)
        const restrictive = polname === 'told_to_those_who_read' ? '' : 'as restrictive'
        await at.rows(`create policy ${polname} on ${of} ${restrictive} for select to amparo_app using (${using})`)
      }
    }
  })
