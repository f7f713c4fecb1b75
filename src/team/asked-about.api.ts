// Writing down that somebody asked about the person, and reading who did.
import { z } from 'zod'
import { answer } from '#gate/answer.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import * as store from './asked-about.store.ts'
import * as model from './asked-about.ts'

const Sealed = z.object({ who: z.string(), words: z.string() })
const place = (organisation_id: string, case_id: string, row: string) => ({
  table: 'asked_about',
  column: 'sealed',
  row,
  case_id,
  organisation_id,
})
const pageSize = 20

export const recordAskedAbout = answer(model.recordAskedAbout)(async (asked) => {
  const { input, tx, vault, facts, file, actor, today, demand, note } = asked
  demand('safety')
  note({ subject_id: input.event_id, sections: ['safety'] })
  const { case_id, organisation_id } = file
  const { event_id, asked_on, way, asker, who, words } = input
  const knows = (list: string, code: string) => facts.codes[list]?.codes.some((each) => each.code === code)
  if (!knows('asked_ways', way) || !knows('askers', asker) || asked_on > today)
    throw new Problem('invalid', 'gate.not_allowed_value')
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const sealed = sealJson(key, place(organisation_id, case_id, event_id), { who, words })
  const at = { organisation_id, case_id }
  await store.insertAskedAbout(tx, { ...at, event_id, asked_on, way, asker, told_by: actor.staff_id, sealed })
  await Promise.all([
    addToTimeline(tx, { ...at, actor_id: actor.staff_id, kind: 'asked_about', section: 'safety', ref_id: event_id }),
    touchCase(tx, case_id),
  ])
  return { event_id }
})

export const listAskedAbout = answer(model.listAskedAbout)(async ({ input, tx, vault, file, demand, note }) => {
  demand('safety')
  note({ sections: ['safety'] })
  const { case_id, organisation_id } = file
  const [keys, listed] = await Promise.all([
    vault.caseKeys(tx, organisation_id, case_id),
    store.listAskedAbout(tx, file, pageSize + 1, readPageKey(input.after)),
  ])
  const { rows, next } = cutPage(listed, pageSize, (row) => ({ value: row.asked_on, id: row.event_id }))
  const events = rows.map(({ sealed, ...row }) => ({
    ...row,
    ...openJson(keys.of(sealed), place(organisation_id, case_id, row.event_id), sealed, Sealed),
  }))
  return { events, next }
})
