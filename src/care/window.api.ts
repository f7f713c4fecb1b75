// Writing down an event whose hours are counted, and saying what became of each help.
import { z } from 'zod'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { openCare, sealCare } from './sealed.store.ts'
import { keyOf, keysOf, type OnFile, refuseIf, tellCare } from './tell.api.ts'
import * as rules from './window.rules.ts'
import * as store from './window.store.ts'
import * as model from './window.ts'

const section = 'health'
const Answers = z.array(model.Answered)
const known = model.windows.windows

const openEvent = (
  { file, now }: OnFile,
  keys: Awaited<ReturnType<typeof keysOf>>,
  { sealed, sealed_answers, ...row }: store.EventRow,
) => {
  const says = openCare(keys, file, 'care_event', row.event_id, sealed, model.EventWords)
  const answers = openCare(keys, file, 'care_event', row.event_id, sealed_answers, Answers, 'sealed_answers')
  return { ...row, ...says, answers, windows: rules.runningWindows(known, says, answers, now) }
}

export const showEvents = async (asked: OnFile): Promise<model.CareEvent[]> => {
  const [rows, keys] = await Promise.all([store.listEvents(asked.tx, asked.file), keysOf(asked)])
  return rows.map((row) => {
    const { answers: _, ...event } = openEvent(asked, keys, row)
    return event
  })
}

const stale = async (asked: OnFile, event_id: string): Promise<Problem> =>
  new Problem('conflict', 'stale', {
    current: (await showEvents(asked)).find((each) => each.event_id === event_id),
  })

const rowOf = async (asked: OnFile, event_id: string, says: model.EventWords, answers: model.Answered[]) => {
  const key = await keyOf(asked)
  return {
    next_closes_at: rules.nextClosing(rules.runningWindows(known, says, answers, asked.now)),
    sealed: sealCare(key, asked.file, 'care_event', event_id, says),
    sealed_answers: sealCare(key, asked.file, 'care_event', event_id, answers, 'sealed_answers'),
  }
}

export const keepEvent = answer(model.keepEvent)(async (asked) => {
  const { input, tx, file, actor, now, demand, note } = asked
  const { organisation_id, case_id } = file
  const { event_id, version, kinds, from, to, words } = input
  demand(section)
  note({ subject_id: event_id, sections: [section] })
  refuseIf(rules.eventObstacle(input, now))
  const row = await store.findEvent(tx, file, event_id)
  const before = row && openEvent(asked, await keysOf(asked), row)
  const change = await rowOf(asked, event_id, { kinds, from, to, words }, before?.answers ?? [])
  const kept =
    version === 0
      ? await store.insertEvent(tx, { organisation_id, case_id, event_id, recorded_by: actor.staff_id, ...change })
      : await store.updateEvent(tx, file, event_id, version, change)
  if (!kept) throw await stale(asked, event_id)
  await tellCare(asked, version === 0 ? 'hours_begun' : 'hours_changed', section, event_id)
  return { event_id, version: version + 1 }
})

export const answerWindow = answer(model.answerWindow)(async (asked) => {
  const { input, tx, file, actor, now, demand, note } = asked
  const { event_id, version, code, answer: said, words } = input
  demand(section)
  note({ subject_id: event_id, sections: [section] })
  const row = await store.findEvent(tx, file, event_id)
  if (!row) throw new Problem('not_found', 'care.event_not_found')
  const { kinds, from, to, words: told, answers, windows } = openEvent(asked, await keysOf(asked), row)
  refuseIf(
    rules.answerObstacle(
      windows.find((each) => each.code === code),
      said,
    ),
  )
  const others = answers.filter((each) => each.code !== code)
  const answered: model.Answered = { code, answer: said, words, at: now, by: actor.staff_id }
  const change = await rowOf(asked, event_id, { kinds, from, to, words: told }, [...others, answered])
  if (!(await store.updateEvent(tx, file, event_id, version, change))) throw await stale(asked, event_id)
  await tellCare(asked, 'hours_answered', section, event_id)
  return { event_id, version: version + 1 }
})
