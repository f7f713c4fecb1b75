// What the person says about retelling, each time they are asked; and what they wish about a subject.
import { answer } from '#gate/answer.ts'
import { newId } from '#kit/id.ts'
import { Problem } from '#kit/problem.ts'
import { openStory, sealStory } from './sealed.store.ts'
import { getTelling, keepsStory, keyOf, keysOf, type OnFile, refuseAhead, tellStory } from './telling.api.ts'
import { opensMore } from './telling.rules.ts'
import * as store from './telling.store.ts'
import * as model from './telling.ts'
import type { Profession } from './topics.ts'

interface Said {
  retell: Profession[]
  asked_on: string
  how: 'spoken' | 'written' | 'signed'
  language: string
  with_interpreter: boolean
}

/** Whether this colleague may write that down: opening takes having read it, or that nobody else is left to be asked. */
const mayChange = ({ may }: OnFile, row: store.TellingRow, retell: Profession[]): boolean => {
  if (row.stands === 'words') return true
  if (!opensMore(row.retell, retell)) return may('consents.withdraw').allowed
  return row.left_alone && may('consents.record').allowed
}

const change = async (asked: OnFile, row: store.TellingRow, version: number, consent_id: string, said: Said) => {
  const { tx, file, actor } = asked
  const { organisation_id, case_id } = file
  const { telling_id, section } = row
  if (!(await store.updateTelling(tx, file, telling_id, version, { retell: said.retell })))
    throw new Problem('conflict', 'stale')
  await store.insertAsked(tx, {
    organisation_id,
    case_id,
    consent_id,
    telling_id,
    ...said,
    recorded_by: actor.staff_id,
  })
  await tellStory(asked, 'story_retelling', section, telling_id)
}

export const changeRetelling = answer(model.changeRetelling)(async (asked) => {
  const { input, today, note } = asked
  const { telling_id, version, consent_id, case_id: _, ...said } = input
  const row = await getTelling(asked, telling_id)
  note({ subject_id: telling_id, sections: [row.section] })
  refuseAhead(said.asked_on, today)
  if (!mayChange(asked, row, said.retell)) throw new Problem('refused', 'story.not_yours_to_open')
  await change(asked, row, version, consent_id, said)
  return { telling_id, version: version + 1 }
})

export const changeTopicRetelling = answer(model.changeTopicRetelling)(async (asked) => {
  const { input, tx, file, today, note } = asked
  const { topic, case_id: _, ...said } = input
  refuseAhead(said.asked_on, today)
  const [rows, keys] = await Promise.all([store.listTellings(tx, file), keysOf(asked)])
  const about = rows.filter(
    ({ telling_id, sealed }) =>
      openStory(keys, file, 'telling', telling_id, sealed, model.SealedTelling).topic === topic,
  )
  if (about.length === 0) throw new Problem('not_found', 'story.not_found')
  note({ sections: [...new Set(about.map(({ section }) => section))] })
  const mine = about.filter((row) => mayChange(asked, row, said.retell))
  for (const row of mine) await change(asked, row, row.version, newId(), said)
  return { changed: mine.length, left: about.length - mine.length }
})

export const keepWish = answer(model.keepWish)(async (asked) => {
  const { input, tx, file, actor, today, note } = asked
  const { wish_id, topic, wish, said_on } = input
  note({ subject_id: wish_id, sections: ['story'] })
  if (!keepsStory(asked)) throw new Problem('refused', 'access.refused')
  refuseAhead(said_on, today)
  const { organisation_id, case_id } = file
  const sealed = sealStory(await keyOf(asked), file, 'story_wish', wish_id, { topic, wish, said_on })
  await store.insertWish(tx, { organisation_id, case_id, wish_id, written_by: actor.staff_id, sealed })
  await tellStory(asked, 'story_wish', 'story', wish_id)
  return { wish_id }
})
