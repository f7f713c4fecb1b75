// The roster: read by everybody who may have to call somebody, kept by whoever answers for an office.
import zones from '#data/services/time-zones.json' with { type: 'json' }
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import * as rules from './duty.rules.ts'
import * as store from './duty.store.ts'
import * as model from './duty.ts'
import { mayTake } from './duty-roles.ts'
import { zoneOf } from './protocol.rules.ts'

const weeksAhead = 4

const readRoster = async ({ tx, actor }: Pick<AskedByStaff<unknown>, 'tx' | 'actor'>) => {
  const { organisation_id } = actor
  const [offices, turns, free_days, colleagues] = await Promise.all([
    store.listOffices(tx, organisation_id),
    store.listTurns(tx, organisation_id),
    store.listFreeDays(tx, organisation_id),
    store.listColleagues(tx, organisation_id),
  ])
  return { offices, turns, free_days, colleagues }
}

export const readDuty = answer(model.readDuty)(async (asked) => {
  const { now, may } = asked
  const { offices, turns, free_days, colleagues } = await readRoster(asked)
  const active = new Set(colleagues.map(({ staff_id }) => staff_id))
  return {
    offices: offices.map(({ country, province, ...row }) => {
      const office = { ...row, time_zone: zoneOf(zones.zones, { zone: row.time_zone, country, province }) }
      return {
        ...office,
        open_now: rules.inHours(office, free_days, now),
        now: rules.dutyAt(turns, free_days, active, office.office_id, now),
        gaps: row.may_keep ? rules.gapsOf(office, turns, free_days, active, now, weeksAhead * 7).slice(0, 60) : null,
      }
    }),
    turns,
    free_days,
    colleagues: colleagues.map(({ staff_id, name, roles }) => ({ staff_id, name, may_take: mayTake(roles) })),
    may_keep_all: may('duty.keep').because === 'all',
    now,
  }
})

const refuseForeign = (allowed: boolean): void => {
  if (!allowed) throw new Problem('not_found', 'safety.office_not_found')
}

/** An office one keeps; with null, all of them together. */
const demandOffice = async (asked: Pick<AskedByStaff<unknown>, 'tx' | 'actor' | 'may'>, office_id: string | null) => {
  if (office_id === null) return refuseForeign(asked.may('duty.keep').because === 'all')
  const offices = await store.listOffices(asked.tx, asked.actor.organisation_id)
  refuseForeign(offices.some((each) => each.office_id === office_id && each.may_keep))
}

export const keepOfficeHours = answer(model.keepOfficeHours)(async (asked) => {
  const { input, tx, actor, note } = asked
  note({ subject_id: input.office_id })
  await demandOffice(asked, input.office_id)
  const { organisation_id, staff_id } = actor
  if (!(await store.keepHours(tx, { ...input, organisation_id, kept_by: staff_id }))) {
    const current = (await store.listOffices(tx, organisation_id)).find((each) => each.office_id === input.office_id)
    throw new Problem('conflict', 'stale', { current })
  }
  return { office_id: input.office_id, version: input.version + 1 }
})

export const keepTurn = answer(model.keepTurn)(async (asked) => {
  const { input, tx, actor, note } = asked
  const { organisation_id, staff_id } = actor
  note({ subject_id: input.turn_id })
  await demandOffice(asked, input.office_id)
  const colleagues = await store.listColleagues(tx, organisation_id)
  for (const named of [input.staff_id, input.deputy_id]) {
    if (named === null) continue
    const colleague = colleagues.find((each) => each.staff_id === named)
    if (!colleague) throw new Problem('not_found', 'team.colleague_not_found')
    if (!mayTake(colleague.roles)) throw new Problem('invalid', 'safety.may_not_have_duty')
  }
  const { version, ...fields } = input
  const kept =
    version === 0
      ? await store.insertTurn(tx, { ...fields, organisation_id, kept_by: staff_id })
      : await store.changeTurn(tx, organisation_id, input, staff_id)
  if (!kept) {
    const current = (await store.listTurns(tx, organisation_id)).find((each) => each.turn_id === input.turn_id)
    throw new Problem('conflict', 'stale', { current })
  }
  return { turn_id: input.turn_id, version: version + 1 }
})

export const endTurn = answer(model.endTurn)(async ({ input, tx, actor, note }) => {
  note({ subject_id: input.turn_id, reason: 'ended' })
  if (!(await store.endTurn(tx, actor.organisation_id, input.turn_id, input.version)))
    throw new Problem('not_found', 'safety.turn_not_found')
  return { turn_id: input.turn_id }
})

export const addFreeDay = answer(model.addFreeDay)(async (asked) => {
  const { input, tx, actor, note } = asked
  note({ subject_id: input.free_day_id })
  await demandOffice(asked, input.office_id)
  await store.insertFreeDay(tx, { ...input, organisation_id: actor.organisation_id, kept_by: actor.staff_id })
  return { free_day_id: input.free_day_id }
})

export const removeFreeDay = answer(model.removeFreeDay)(async ({ input, tx, actor, note }) => {
  note({ subject_id: input.free_day_id })
  if (!(await store.deleteFreeDay(tx, actor.organisation_id, input.free_day_id)))
    throw new Problem('not_found', 'safety.free_day_not_found')
  return { free_day_id: input.free_day_id }
})
