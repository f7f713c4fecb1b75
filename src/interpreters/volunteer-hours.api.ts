// What volunteers gave in a period, for funders who count it and for thanking them.
import { answer } from '#gate/answer.ts'
import { addDays } from '#kit/day.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { Problem } from '#kit/problem.ts'
import { listPayees } from './pay.store.ts'
import * as model from './pay.ts'
import * as store from './volunteer-hours.store.ts'

const sum = (list: readonly { minutes: number }[]): number => list.reduce((all, { minutes }) => all + minutes, 0)

export const readVolunteerHours = answer(model.readVolunteerHours)(async ({ input, tx, vault, actor }) => {
  const { from_on, until_on } = input
  const [times, entries, payees] = await Promise.all([
    store.listVolunteerTimes(tx, from_on, until_on),
    store.listHours(tx, from_on, until_on),
    listPayees(tx, vault, actor.organisation_id),
  ])
  const volunteers = payees.flatMap(({ interpreter_id, name, kind }) => {
    const came = times.find((each) => each.interpreter_id === interpreter_id)
    const beside = sum(entries.filter((each) => each.interpreter_id === interpreter_id))
    if ((kind !== 'volunteer' || name === '') && beside === 0) return []
    return {
      ...{ interpreter_id, name, beside },
      ...{ times: came?.times ?? 0, interpreting: came?.minutes ?? 0 },
    }
  })
  return {
    volunteers,
    entries: entries as ReplyOf<typeof model.readVolunteerHours>['entries'],
    total_minutes: sum(times) + sum(entries),
  }
})

export const addVolunteerHours = answer(model.addVolunteerHours)(async ({ input, tx, vault, actor, today, note }) => {
  if (input.on_day > addDays(today, 1)) throw new Problem('invalid', 'interpreter_pay.hours_day')
  const payees = await listPayees(tx, vault, actor.organisation_id)
  const known = payees.find(({ interpreter_id }) => interpreter_id === input.interpreter_id)
  if (!known) throw new Problem('not_found', 'interpreter_pay.not_found')
  if (known.kind !== 'volunteer') throw new Problem('invalid', 'interpreter_pay.not_a_volunteer')
  note({ subject_id: input.hours_id })
  await store.insertHours(tx, { organisation_id: actor.organisation_id, ...input })
  return { hours_id: input.hours_id }
})

export const dropVolunteerHours = answer(model.dropVolunteerHours)(async ({ input, tx, note }) => {
  note({ subject_id: input.hours_id })
  if (!(await store.deleteHours(tx, input.hours_id))) throw new Problem('not_found', 'interpreter_pay.not_found')
  return { hours_id: input.hours_id }
})
