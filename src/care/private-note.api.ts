// A therapist's own notes: writing, opening one by one, naming who supervises, handing over by a recorded decision, and a
// copy for the person who asks. The database decides who reads; here it is asked and said to the journal.

import { z } from 'zod'
import { readCard } from '#cases/card.store.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { translatorOf } from '#language/load-texts.ts'
import { getEpisode } from './episode.api.ts'
import { listTherapists } from './episode.store.ts'
import { setTherapyCopy } from './paper.api.ts'
import * as store from './private-note.store.ts'
import * as model from './private-note.ts'
import { openCare, sealCare } from './sealed.store.ts'
import { keyOf, keysOf, type OnFile, tellCare } from './tell.api.ts'

const mind = ['mind'] as const
const Why = z.object({ why: z.string() })

export const showHandOvers = async (asked: OnFile): Promise<model.NoteHandOver[]> => {
  const rows = await store.listHandOvers(asked.tx, asked.file)
  if (rows.length === 0) return []
  const keys = await keysOf(asked)
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    asked: row.asked as model.NoteHandOver['asked'],
    ...openCare(keys, asked.file, 'therapy_hand_over', row.hand_over_id, sealed, Why),
  }))
}

/** The episode as far as whoever works with therapists' notes may know of it: these actions open no section of their own. */
const getTherapy = async (asked: OnFile, episode_id: string) => {
  const row = await getEpisode({ ...asked, demand: () => undefined }, episode_id)
  if (row.section !== 'mind') throw new Problem('not_found', 'care.episode_not_found')
  return row
}

export const listPrivateNotes = answer(model.listPrivateNotes)(async (asked) => {
  const { input, tx, file, actor, note, may } = asked
  const { staff_id } = await getTherapy(asked, input.episode_id)
  const notes = await store.listNoteHeads(tx, file, input.episode_id)
  note({ subject_id: input.episode_id, sections: [...mind] })
  return { notes, may_write: staff_id === actor.staff_id && may('therapy_notes.write').allowed }
})

export const openPrivateNote = answer(model.openPrivateNote)(async (asked) => {
  const { input, tx, file, note } = asked
  const { episode_id, note_id } = input
  const row = await store.findNote(tx, file, episode_id, note_id)
  if (!row) throw new Problem('not_found', 'care.note_not_found')
  note({ subject_id: note_id, sections: [...mind] })
  const key = await store.findNoteKey(tx, file, await keysOf(asked), { episode_id, author_id: row.author_id })
  if (!key) throw new Problem('not_found', 'care.note_not_found')
  const { sealed, ...head } = row
  return { ...head, words: store.openNote(key, file, note_id, sealed) }
})

export const writePrivateNote = answer(model.writePrivateNote)(async (asked) => {
  const { input, tx, file, actor, today, note } = asked
  const { organisation_id, case_id } = file
  const { episode_id, note_id, session_id, of_day, reserved, corrects_id, words } = input
  note({ subject_id: note_id, sections: [...mind] })
  const { staff_id } = await getTherapy(asked, episode_id)
  if (staff_id !== actor.staff_id) throw new Problem('refused', 'care.therapist_only')
  if (of_day > today) throw new Problem('invalid', 'care.not_yet')
  if (corrects_id !== null) {
    const corrected = await store.findNote(tx, file, episode_id, corrects_id)
    if (corrected?.author_id !== actor.staff_id) throw new Problem('not_found', 'care.note_not_found')
  }
  const of = { episode_id, author_id: actor.staff_id }
  const key = await store.noteKeyOf(tx, file, await keysOf(asked), of)
  const sealed = store.sealNote(key, file, note_id, words)
  const row = { organisation_id, case_id, ...of, note_id, session_id, of_day, reserved, corrects_id, sealed }
  await store.insertNote(tx, row)
  return { note_id }
})

const demandTherapist = async ({ tx, file }: OnFile, staff_id: string): Promise<void> => {
  const therapists = await listTherapists(tx, file)
  if (!therapists.some((each) => each.staff_id === staff_id)) throw new Problem('invalid', 'care.not_on_the_file')
}

export const nameSupervisor = answer(model.nameSupervisor)(async (asked) => {
  const { input, tx, file, actor, note } = asked
  const { organisation_id, case_id } = file
  const { episode_id, supervision_id, supervisor_id } = input
  note({ subject_id: supervisor_id, sections: [...mind] })
  const { staff_id } = await getTherapy(asked, episode_id)
  if (staff_id !== actor.staff_id) throw new Problem('refused', 'care.therapist_only')
  if (supervisor_id === actor.staff_id) throw new Problem('invalid', 'care.supervisor_is_another')
  await demandTherapist(asked, supervisor_id)
  const of = { organisation_id, case_id, episode_id, therapist_id: actor.staff_id }
  await store.endSupervisions(tx, file, of)
  await store.insertSupervision(tx, { ...of, supervision_id, supervisor_id })
  await tellCare(asked, 'therapy_supervised', 'mind', supervision_id)
  return { supervision_id }
})

export const endSupervision = answer(model.endSupervision)(async (asked) => {
  const { input, tx, file, note } = asked
  const { episode_id, supervision_id } = input
  note({ subject_id: supervision_id, sections: [...mind] })
  if ((await store.endSupervisions(tx, file, { episode_id, supervision_id })) === 0)
    throw new Problem('not_found', 'care.supervision_not_found')
  await tellCare(asked, 'therapy_supervision_ended', 'mind', supervision_id)
  return { supervision_id }
})

export const handOverNotes = answer(model.handOverNotes)(async (asked) => {
  const { input, tx, file, actor, note } = asked
  const { organisation_id, case_id } = file
  const { episode_id, hand_over_id, from_id, to_id, asked: agreed, why } = input
  note({ subject_id: hand_over_id, sections: [...mind], reason: `therapy_notes_${agreed}` })
  await getTherapy(asked, episode_id)
  const supervises = (await store.listSupervisions(tx, file)).some(
    (each) => each.episode_id === episode_id && each.therapist_id === from_id && each.supervisor_id === actor.staff_id,
  )
  if (from_id !== actor.staff_id && !supervises) throw new Problem('refused', 'care.author_decides')
  if (to_id === from_id || to_id === actor.staff_id) throw new Problem('invalid', 'care.to_another')
  await demandTherapist(asked, to_id)
  const sealed = sealCare(await keyOf(asked), file, 'therapy_hand_over', hand_over_id, { why })
  await store.insertHandOver(tx, {
    ...{ organisation_id, case_id, hand_over_id, episode_id, from_id, to_id },
    ...{ decided_by: actor.staff_id, asked: agreed, sealed },
  })
  await tellCare(asked, 'therapy_notes_handed_over', 'mind', hand_over_id)
  return { hand_over_id }
})

export const takeBackHandOver = answer(model.takeBackHandOver)(async (asked) => {
  const { input, tx, file, note } = asked
  const { hand_over_id } = input
  note({ subject_id: hand_over_id, sections: [...mind] })
  if (!(await store.endHandOver(tx, file, hand_over_id))) throw new Problem('not_found', 'care.hand_over_not_found')
  await tellCare(asked, 'therapy_hand_over_ended', 'mind', hand_over_id)
  return { hand_over_id }
})

export const copyPrivateNotes = answer(model.copyPrivateNotes)(async (asked) => {
  const { input, tx, vault, file, actor, today, note } = asked
  const { episode_id, language } = input
  await getTherapy(asked, episode_id)
  const [rows, keys, card] = await Promise.all([
    store.listNotesToCopy(tx, file, episode_id),
    keysOf(asked),
    readCard(tx, vault, file.organisation_id, file.case_id),
  ])
  const key = await store.findNoteKey(tx, file, keys, { episode_id, author_id: actor.staff_id })
  const mine = rows.filter(({ author_id }) => author_id === actor.staff_id)
  if (!key || mine.length === 0) throw new Problem('not_found', 'care.note_not_found')
  const corrected = new Set(mine.map(({ corrects_id }) => corrects_id))
  const told = mine.filter(({ note_id, reserved }) => !reserved && !corrected.has(note_id))
  note({ subject_id: episode_id, sections: [...mind], reason: 'person_asked' })
  const pdf = await setTherapyCopy(
    language,
    translatorOf(language),
    { alias: card.alias, made_on: today },
    told.map(({ note_id, of_day, sealed }) => ({ day: of_day, words: store.openNote(key, file, note_id, sealed) })),
  )
  await tellCare(asked, 'therapy_notes_given', 'mind', episode_id)
  const bytes = Buffer.from(pdf).toString('base64')
  const kept_back = mine.filter(({ reserved }) => reserved).length
  return { name: `${today}.pdf`, bytes, notes: told.length, kept_back }
})
