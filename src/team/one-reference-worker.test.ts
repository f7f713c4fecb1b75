// No sequence of hand-overs, replacements, covers, endings, closings and reopenings leaves an open file with no
// reference worker or with two, whoever tries and however many try at once.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { openFile } from '#cases/case.ts'
import { newId } from '#kit/id.ts'
import { isProblem } from '#kit/problem.ts'
import { type TestHouse, testHouse, type Who } from '#test/gate.ts'
import { answerCover, askForCover, endCover } from './cover.ts'
import { answerHandOver, proposeHandOver, withdrawHandOver } from './hand-over.ts'
import { assignTeam, endAssignment } from './team.ts'

let at: TestHouse
let people: Who[]
before(async () => {
  at = await testHouse(
    await import('#cases/case.api.ts'),
    await import('./team.api.ts'),
    await import('./hand-over.api.ts'),
    await import('./cover.api.ts'),
  )
  const { coordinator, reference_worker, second_worker } = at.staff
  people = [coordinator, reference_worker, second_worker, await at.join(at.ours, 'Tercera', ['reference_worker'])]
})
after(() => at.close())

const deeds = [
  'propose',
  'accept',
  'decline',
  'withdraw',
  'replace',
  'join',
  'end',
  'cover',
  'agree',
  'end_cover',
  'close',
  'reopen',
] as const
const aStep = fc.record({
  deed: fc.constantFrom(...deeds),
  who: fc.nat(3),
  whom: fc.nat(3),
  /** Together with the step before. */
  together: fc.boolean(),
})
type Step = { deed: (typeof deeds)[number]; who: number; whom: number; together: boolean }

const today = new Date().toISOString().slice(0, 10)
const checklist = {
  open_tasks: 'told',
  deadlines: 'told',
  appointments: 'told',
  consents_ending: 'told',
  person_told: 'agrees',
  meeting_together: 'held',
}

interface Story {
  case_id: string
  hand_over_id: string
  cover_id: string
  /** Who was asked last: mostly it is they who answer. */
  asked: Who
}

const act = async (story: Story, { deed, who, whom }: Step): Promise<unknown> => {
  const { case_id, hand_over_id, cover_id } = story
  const me = people[who]!
  const them = people[whom === who ? (whom + 1) % people.length : whom]!
  const answering = whom === 3 ? me : story.asked
  const access_id = newId()
  switch (deed) {
    case 'propose': {
      const id = newId()
      const asked = {
        case_id,
        hand_over_id: id,
        to_staff_id: them.staff_id,
        checklist,
        keeps_until: whom % 2 ? today : null,
      }
      await at.ask(proposeHandOver, asked, me)
      Object.assign(story, { hand_over_id: id, asked: them })
      return
    }
    case 'accept':
      return at.ask(answerHandOver, { hand_over_id, answer: 'accepted', access_id }, answering)
    case 'decline':
      return at.ask(answerHandOver, { hand_over_id, answer: 'declined', reason: 'other', access_id }, me)
    case 'withdraw':
      return at.ask(withdrawHandOver, { case_id, hand_over_id }, me)
    case 'replace':
    case 'join': {
      const as = deed === 'join' ? ('team_member' as const) : ('reference_worker' as const)
      const place = { case_id, access_id, staff_id: them.staff_id, function: as, sections: ['home' as const] }
      return at.ask(assignTeam, place, me)
    }
    case 'end': {
      const { team } = await at.ask(openFile, { case_id }, me)
      const member = team[whom % Math.max(1, team.length)]
      return member && at.ask(endAssignment, { case_id, access_id: member.access_id }, me)
    }
    case 'cover': {
      const id = newId()
      const asked = {
        cover_id: id,
        absent_id: me.staff_id,
        stand_in_id: them.staff_id,
        from_on: today,
        until_on: today,
      }
      await at.ask(askForCover, { ...asked, case_ids: [case_id] }, me)
      Object.assign(story, { cover_id: id, asked: them })
      return
    }
    case 'agree':
      return at.ask(answerCover, { cover_id, answer: 'agreed' }, answering)
    case 'end_cover':
      return at.ask(endCover, { cover_id }, me)
    case 'close':
    case 'reopen':
      // However a file closes or opens again, the database holds to it.
      return at.rows('update case_file set status = $2 where case_id = $1', [
        case_id,
        deed === 'close' ? 'closed' : 'open',
      ])
  }
}

/** A refusal is an answer; anything else is a fault. */
const settle = async (doing: Promise<unknown>): Promise<boolean> => {
  try {
    await doing
    return true
  } catch (error) {
    assert.ok(isProblem(error) && error.kind !== 'broken', String((error as Error).cause ?? error))
    return false
  }
}

const held = async (case_id: string) => {
  const [row] = await at.rows(
    `select f.status, count(a.access_id)::int as workers from case_file f left join case_access a
       on a.case_id = f.case_id and a.function = 'reference_worker' and a.kind = 'team' and a.ended_at is null
         and (a.until_at is null or a.until_at > now())
     where f.case_id = $1 group by f.status`,
    [case_id],
  )
  return row as { status: string; workers: number }
}

test('whatever is tried, an open file has exactly one reference worker', async () => {
  const done = new Map<string, number>()
  await fc.assert(
    fc.asyncProperty(fc.array(aStep, { minLength: 4, maxLength: 14 }), async (steps) => {
      const { case_id } = await at.aFile({ worker: people[1]! })
      const story: Story = { case_id, hand_over_id: newId(), cover_id: newId(), asked: people[2]! }
      for (let place = 0; place < steps.length; place += 1) {
        const now = [steps[place]!]
        while (steps[place + 1]?.together) now.push(steps[++place]!)
        const went = await Promise.all(now.map((step) => settle(act(story, step))))
        for (const [nth, { deed }] of now.entries()) if (went[nth]) done.set(deed, (done.get(deed) ?? 0) + 1)
        const { status, workers } = await held(case_id)
        assert.ok(workers === 1 || (status === 'closed' && workers === 0), `${status} with ${workers}`)
      }
    }),
    { numRuns: 60, seed: 20_261_122 },
  )
  // The deeds that matter really happened.
  for (const deed of ['propose', 'accept', 'replace', 'join', 'end', 'cover', 'agree', 'close', 'reopen'] as const)
    assert.ok(done.get(deed), deed)
})
