// What people told in an invented world, sealed as its room seals it: where it stands, who heard it, to whom it may be retold;
// what was coded of it; and how those who accompany fare.

import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { FactValue, SealedFact } from '#story/fact.ts'
import { sealStory } from '#story/sealed.store.ts'
import type { Profession, Wish } from '#story/topics.ts'
import type { ACase, AStaff, World } from './world.ts'

export interface TellingWish {
  topic: string
  /** Days ago. */
  days: number
  by: AStaff
  section?: Section
  words: string
  retell?: Profession[]
  /** Some days later the person was asked again. */
  asked_again?: { days: number; retell: Profession[]; by: AStaff }
  /** Heard by somebody who is no colleague. */
  outside?: string
  /** What of the words was told; the rest is the colleague's. */
  only?: string
}

const of = ({ organisation_id, case_id }: ACase) => ({ organisation_id, case_id })

export const aTelling = async (world: World, file: ACase, wish: TellingWish): Promise<string> => {
  const { topic, days, by, section = 'story', words, retell = [], asked_again, outside, only } = wish
  const telling_id = world.nextId('telling')
  const note_id = await world.aNote(file, days, section, by, words)
  const told_on = world.ago(days)
  const from = only ? words.indexOf(only) : -1
  const language = file.card.languages[0] ?? 'es'
  const with_interpreter = file.card.interpreter_needed
  const sealed = sealStory(file.key, file, 'telling', telling_id, {
    ...{ topic, told_on, language, with_interpreter, heard_outside: outside ?? null },
    part: only && from >= 0 ? { from, to: from + only.length } : null,
  })
  const recorded_at = world.at(days)
  await world.tx
    .insertInto('telling')
    .values({
      ...of(file),
      ...{ telling_id, section, note_id, note_version: 1, written_by: by.staff_id, recorded_by: by.staff_id },
      ...{ heard_by: outside ? null : by.staff_id, retell: asked_again?.retell ?? retell, recorded_at, sealed },
      version: asked_again ? 2 : 1,
    })
    .execute()
  const asked = [{ days, retell, by }, ...(asked_again ? [asked_again] : [])]
  for (const each of asked)
    await world.tx
      .insertInto('telling_consent')
      .values({
        ...of(file),
        ...{
          consent_id: world.nextId('telling consent'),
          telling_id,
          retell: each.retell,
          asked_on: world.ago(each.days),
        },
        ...{
          how: 'spoken',
          language,
          with_interpreter,
          recorded_by: each.by.staff_id,
          recorded_at: world.at(each.days),
        },
      })
      .execute()
  return telling_id
}

export const aStoryWish = async (world: World, file: ACase, days: number, by: AStaff, topic: string, wish: Wish) => {
  const wish_id = world.nextId('story wish')
  const said_on = world.ago(days)
  await world.tx
    .insertInto('story_wish')
    .values({
      ...of(file),
      ...{ wish_id, written_by: by.staff_id, written_at: world.at(days) },
      sealed: sealStory(file.key, file, 'story_wish', wish_id, { topic, wish, said_on }),
    })
    .execute()
  await world.happened(file, { at: world.at(days), kind: 'story_wish', actor: by, section: 'story', ref_id: wish_id })
}

export interface FactWish extends Partial<Omit<SealedFact, 'fact' | 'value'>> {
  fact: string
  days: number
  by: AStaff
  value?: Partial<FactValue>
  telling_id?: string
  /** What stood there before. */
  before?: Partial<FactValue>
}

export const aStoryFact = async (world: World, file: ACase, wish: FactWish): Promise<void> => {
  const { fact, days, by, telling_id = null, state = 'told', source = 'told', sureness = 'sure' } = wish
  const nothing: FactValue = { codes: [], route: [], amount: null }
  const lay = async (value: Partial<FactValue> | undefined, ago: number, replaces_id: string | null) => {
    const fact_id = world.nextId('story fact')
    const says: SealedFact = { fact, state, value: { ...nothing, ...value }, source, sureness }
    await world.tx
      .insertInto('story_fact')
      .values({
        ...of(file),
        ...{ fact_id, telling_id, replaces_id, written_by: by.staff_id, written_at: world.at(ago) },
        sealed: sealStory(file.key, file, 'story_fact', fact_id, says),
      })
      .execute()
    return fact_id
  }
  const first = wish.before ? await lay(wish.before, days + 7, null) : null
  await lay(wish.value, days, first)
}

export const aStoryGiven = async (
  world: World,
  file: ACase,
  days: number,
  by: AStaff,
  given: { profession: Profession | 'person'; recipient: string; telling_ids: string[] },
) => {
  const given_id = world.nextId('story given')
  const { profession, ...rest } = given
  await world.tx
    .insertInto('story_given')
    .values({
      ...of(file),
      ...{ given_id, profession, given_by: by.staff_id, given_at: world.at(days) },
      sealed: sealStory(file.key, file, 'story_given', given_id, rest),
    })
    .execute()
  await world.happened(file, { at: world.at(days), kind: 'story_given', actor: by, section: 'story', ref_id: given_id })
}

export interface HardWish {
  days: number
  kind: string
  debrief?: 'offered' | 'not_now' | 'asked' | 'agreed' | 'done'
  with?: AStaff
}
export const aHardMoment = async (
  world: World,
  who: AStaff,
  { days, kind, debrief = 'offered', with: other }: HardWish,
) => {
  const { organisation_id, staff_id } = who
  const asked = debrief === 'asked' || debrief === 'agreed'
  await world.tx
    .insertInto('hard_moment')
    .values({
      ...{ organisation_id, staff_id, hard_id: world.nextId('hard moment'), on_day: world.ago(days), kind, debrief },
      ...{ with_id: other?.staff_id ?? null, asked_at: asked ? world.at(days) : null },
      ...{ done_on: debrief === 'done' ? world.ago(Math.max(0, days - 1)) : null, recorded_at: world.at(days) },
    })
    .execute()
}

/** Minutes until somebody is expected back, counted from now by the real clock; below zero they are late. */
export const aLoneVisit = async (
  world: World,
  who: AStaff,
  { tell, place, province = null, minutes }: { tell: AStaff; place: string; province?: string | null; minutes: number },
) => {
  const { organisation_id, office_id, staff_id } = who
  await world.tx
    .insertInto('lone_visit')
    .values({
      ...{
        organisation_id,
        visit_id: world.nextId('lone visit'),
        staff_id,
        office_id,
        tell_id: tell.staff_id,
        place,
        province,
      },
      starts_at: sql<string>`now() - interval '2 hours'`,
      expected_at: sql<string>`now() + make_interval(mins => ${minutes})`,
    })
    .execute()
}
