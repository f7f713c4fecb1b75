// Answering what was told, reading its words, writing it down, and taking a mark back.

import { z } from 'zod'
import type { Section } from '#access/access.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { happensInTime, placeInStory } from '#notes/note.rules.ts'
import { findNote, insertNote } from '#notes/note.store.ts'
import { notePlace, openNote } from '#notes/sealed.store.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import type { TimelineKind } from '#timeline/timeline.ts'
import { sealJson } from '#vault/envelope.ts'
import { openStory, sealStory } from './sealed.store.ts'
import { partOf, professionsOf, toldInTime } from './telling.rules.ts'
import * as store from './telling.store.ts'
import * as model from './telling.ts'
import { Topic, Wish } from './topics.ts'

export type OnFile = AskedOnFile<unknown>

export const keysOf = ({ tx, vault, file }: OnFile) => vault.caseKeys(tx, file.organisation_id, file.case_id)
export const keyOf = async (asked: OnFile) => (await keysOf(asked)).latest

export const SealedWish = z.object({ topic: Topic, wish: Wish, said_on: z.string() })
export const SealedGiven = z.object({ recipient: z.string(), telling_ids: z.array(z.string()) })

export const tellStory = (
  { tx, file, actor }: OnFile,
  kind: TimelineKind,
  section: Section,
  ref_id: string,
  at?: string,
) =>
  Promise.all([
    addToTimeline(tx, {
      ...{ organisation_id: file.organisation_id, case_id: file.case_id, actor_id: actor.staff_id },
      ...{ kind, section, ref_id, at },
    }),
    touchCase(tx, file.case_id),
  ])

/** What was told, with what is sealed of it opened: circumstances, never words. */
export const showTellings = async (asked: OnFile): Promise<model.Telling[]> => {
  const { tx, file, may } = asked
  const rows = await store.listTellings(tx, file)
  if (rows.length === 0) return []
  const [keys, said] = await Promise.all([keysOf(asked), store.listAsked(tx, file)])
  const records = may('consents.record').allowed
  return rows.map(({ sealed, stands, left_alone, recorded_by: _, note_id, ...row }) => {
    const { part, ...circumstances } = openStory(keys, file, 'telling', row.telling_id, sealed, model.SealedTelling)
    const may_read = stands === 'words'
    return {
      ...row,
      ...circumstances,
      note_id: may_read ? note_id : null,
      whole_note: part === null,
      may_read,
      may_open: may_read || (left_alone && records),
      asked: said.filter(({ telling_id }) => telling_id === row.telling_id).map(({ telling_id: __, ...each }) => each),
    }
  })
}

const showWishes = async (asked: OnFile): Promise<model.StoryWish[]> => {
  const rows = await store.listWishes(asked.tx, asked.file)
  if (rows.length === 0) return []
  const keys = await keysOf(asked)
  return rows.map(({ wish_id, written_name, sealed }) => ({
    ...openStory(keys, asked.file, 'story_wish', wish_id, sealed, SealedWish),
    written_name,
  }))
}

const showGiven = async (asked: OnFile): Promise<model.Given[]> => {
  const rows = await store.listGiven(asked.tx, asked.file)
  if (rows.length === 0) return []
  const keys = await keysOf(asked)
  return rows.map(({ sealed, profession, ...row }) => {
    const { recipient, telling_ids } = openStory(keys, asked.file, 'story_given', row.given_id, sealed, SealedGiven)
    return { ...row, profession: profession as model.Given['profession'], recipient, count: telling_ids.length }
  })
}

/** Whoever walks along and opens the story may write down what the person wishes and what is known. */
export const keepsStory = ({ may }: OnFile): boolean =>
  may('case.open').sections.includes('story') && may('case.write').allowed

export const readTold = answer(model.readTold)(async (asked) => {
  const { file, actor, note } = asked
  const [tellings, wishes, given] = await Promise.all([showTellings(asked), showWishes(asked), showGiven(asked)])
  note({
    sections: [
      ...new Set<Section>([...tellings.map(({ section }) => section), ...(wishes[0] ? ['story' as const] : [])]),
    ],
  })
  return {
    tellings,
    wishes,
    given,
    as: file.organisation_id === actor.organisation_id ? professionsOf(actor.roles) : [],
    may_keep: keepsStory(asked),
    may_give: asked.may('story.give').allowed,
  }
})

const notFound = () => new Problem('not_found', 'story.not_found')

/** A telling this reader may know of. */
export const getTelling = async (asked: OnFile, telling_id: string): Promise<store.TellingRow> => {
  const row = (await store.listTellings(asked.tx, asked.file)).find((each) => each.telling_id === telling_id)
  if (!row) throw notFound()
  return row
}

/** The words of something told; the wish to keep it is waited for, and holds off until this answer is out. */
export const wordsOf = async (
  asked: OnFile,
  row: store.TellingRow,
): Promise<{ words: string | null; corrected: boolean }> => {
  const { tx, file } = asked
  const found = await store.findWords(tx, file.case_id, row.telling_id)
  if (!found) throw notFound()
  if (found.covered || !found.sealed) return { words: null, corrected: found.corrected }
  const keys = await keysOf(asked)
  const { part } = openStory(keys, file, 'telling', row.telling_id, row.sealed, model.SealedTelling)
  return { words: partOf(openNote(keys, file, row.note_id, found.sealed), part), corrected: found.corrected }
}

export const openTelling = answer(model.openTelling)(async (asked) => {
  const { input, note } = asked
  const row = await getTelling(asked, input.telling_id)
  note({ subject_id: input.telling_id, sections: [row.section], reason: 'told_read' })
  return { telling_id: input.telling_id, ...(await wordsOf(asked, row)) }
})

export const refuseAhead = (day: string, today: string): void => {
  if (!toldInTime(day, today)) throw new Problem('invalid', 'story.not_yet')
}

type ToTell = Omit<z.output<typeof model.tell.input>, 'words' | 'section'>

const keepTelling = async (
  asked: AskedOnFile<ToTell>,
  of: { section: Section; note_version: number; part: model.Part | null },
): Promise<void> => {
  const { input, tx, file, actor, today } = asked
  const { telling_id, note_id, heard_by, retell, topic, told_on, language, with_interpreter, heard_outside, how } =
    input
  refuseAhead(told_on, today)
  const { organisation_id, case_id } = file
  const sealed = sealStory(await keyOf(asked), file, 'telling', telling_id, {
    ...{ topic, told_on, language, with_interpreter, heard_outside },
    part: of.part,
  } satisfies model.SealedTelling)
  const row = { organisation_id, case_id, telling_id, section: of.section, note_id, note_version: of.note_version }
  await store.insertTelling(tx, { ...row, heard_by, retell, recorded_by: actor.staff_id, sealed })
  await store.insertAsked(tx, {
    ...{ organisation_id, case_id, consent_id: telling_id, telling_id, retell, asked_on: told_on },
    ...{ how, language, with_interpreter, recorded_by: actor.staff_id },
  })
}

export const tell = answer(model.tell)(async (asked) => {
  const { input, tx, file, actor, today, demand, note } = asked
  const { case_id, organisation_id } = file
  const { telling_id, note_id, section, words, told_on } = input
  demand(section)
  note({ subject_id: telling_id, sections: [section] })
  refuseAhead(told_on, today)
  const happened_on = told_on === today ? null : told_on
  if (!happensInTime(happened_on, today)) throw new Problem('invalid', 'note.not_in_time')
  await insertNote(tx, {
    ...{
      organisation_id,
      case_id,
      note_id,
      section,
      author_id: actor.staff_id,
      contact: null,
      minutes: null,
      happened_on,
    },
    sealed: sealJson(await keyOf(asked), notePlace(file, note_id), { text: words }),
  })
  await keepTelling(asked, { section, note_version: 1, part: null })
  await tellStory(asked, 'note_written', section, note_id, placeInStory(happened_on, today))
  return { telling_id, note_id }
})

export const markAsTold = answer(model.markAsTold)(async (asked) => {
  const { input, tx, file, demand, note } = asked
  const { telling_id, note_id, note_version, part } = input
  const found = await findNote(tx, file, note_id)
  if (!found) throw new Problem('not_found', 'note.not_found')
  const section = found.section as Section
  demand(section)
  note({ subject_id: telling_id, sections: [section] })
  if (found.covered_at) throw new Problem('conflict', 'note.covered')
  if (found.version !== note_version) throw new Problem('conflict', 'story.note_changed')
  if (part && part.to > openNote(await keysOf(asked), file, note_id, found.sealed).length)
    throw new Problem('invalid', 'story.part_beyond')
  await keepTelling(asked, { section, note_version, part })
  await tellStory(asked, 'story_told', section, telling_id)
  return { telling_id }
})

export const unmarkAsTold = answer(model.unmarkAsTold)(async (asked) => {
  const { input, tx, file, now, note } = asked
  const { telling_id, version } = input
  const row = await getTelling(asked, telling_id)
  note({ subject_id: telling_id, sections: [row.section] })
  if (row.stands !== 'words') throw new Problem('refused', 'story.not_yours_to_open')
  if (await store.hasFacts(tx, file, telling_id)) throw new Problem('conflict', 'story.facts_rest_on_it')
  if (!(await store.updateTelling(tx, file, telling_id, version, { ended_at: now })))
    throw new Problem('conflict', 'stale')
  await tellStory(asked, 'story_unmarked', row.section, telling_id)
  return { telling_id, version: version + 1 }
})
