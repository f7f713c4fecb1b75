// Keeping the register: what is written down of an interpreter, how they are looked at, and who is called at once. Whatever
// changes, their bookings are looked at again in the same transaction.
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { isZone } from '#team/lone-visit.rules.ts'
import { availabilityAt } from './availability.rules.ts'
import type { InterpreterGender, InterpreterKind, InterpreterStatus, InterpretingMode } from './interpreter.ts'
import { gateFacts, keepingFacts } from './interpreting-facts.ts'
import { keptUntil } from './keeping.rules.ts'
import { lookAgainAtInterpreter } from './look-again.api.ts'
import * as store from './register.store.ts'
import * as model from './register.ts'
import { tongueObstacle } from './tongue.rules.ts'
import { missingSteps, statusObstacle, usualEnd, vettedUntil } from './vetting.rules.ts'

type Asked = AskedByStaff<unknown>

const listed = (row: store.InterpreterRow, names: string[], today: string): model.Registered => ({
  interpreter_id: row.interpreter_id,
  name: names[0] ?? '',
  kind: row.kind as InterpreterKind,
  gender: row.gender as InterpreterGender,
  status: row.status as InterpreterStatus,
  province: row.province,
  modes: row.modes as InterpretingMode[],
  emergency: row.emergency,
  languages: row.languages,
  vetted_until: vettedUntil(row.vetting),
  missing: missingSteps(row.vetting, today),
  version: row.version,
})

const openerOf = ({ tx, vault, actor }: Asked) => store.interpreterOpener(tx, vault, actor.organisation_id)

const getRow = async ({ tx, actor }: Asked, interpreter_id: string): Promise<store.InterpreterRow> => {
  const [row] = await store.listInterpreterRows(tx, actor.organisation_id, interpreter_id)
  if (!row) throw new Problem('not_found', 'interpreters.not_found')
  return row
}

export const listInterpreters = answer(model.listInterpreters)(async (asked) => {
  const rows = await store.listInterpreterRows(asked.tx, asked.actor.organisation_id)
  const open = openerOf(asked)
  const interpreters: model.Registered[] = []
  for (const row of rows) interpreters.push(listed(row, (await open(row)).names, asked.today))
  return { interpreters: interpreters.sort((a, b) => (a.name < b.name ? -1 : 1)) }
})

export const readInterpreter = answer(model.readInterpreter)(async (asked) => {
  const { input, tx, actor, today, note } = asked
  note({ subject_id: input.interpreter_id })
  const row = await getRow(asked, input.interpreter_id)
  const { block_reason, ...details } = await openerOf(asked)(row)
  const { last_on, ...came } = await store.findCame(tx, row.interpreter_id)
  const [staff, kept] = await Promise.all([
    store.listStaffNames(tx, actor.organisation_id),
    store.findKept(tx, row.interpreter_id),
  ])
  return {
    ...listed(row, details.names, today),
    details,
    block_reason,
    vetting: row.vetting.map(({ by_id, ...step }) => ({ ...step, by_name: staff.get(by_id) ?? '' })),
    zone: row.zone,
    hours: row.hours,
    off: row.off,
    rates: row.rates,
    came,
    last_came_on: last_on,
    kept_until: kept ? keptUntil(kept, keepingFacts) : null,
    changed_at: row.changed_at,
  }
})

const stale = async (asked: Asked, interpreter_id: string): Promise<Problem> => {
  await getRow(asked, interpreter_id)
  return new Problem('conflict', 'stale')
}

export const keepInterpreter = answer(model.keepInterpreter)(async (asked) => {
  const { input, tx, actor, note } = asked
  const { interpreter_id, version, details, languages, hours, off, rates, ...plain } = input
  note({ subject_id: interpreter_id })
  if (!isZone(input.zone)) throw new Problem('invalid', 'gate.not_allowed_value')
  const before = version === 0 ? undefined : await openerOf(asked)(await getRow(asked, interpreter_id))
  const { organisation_id } = actor
  const block_reason = before?.block_reason ?? ''
  const sealed = await store.sealInterpreter(tx, organisation_id, interpreter_id, { ...details, block_reason })
  if (!(await store.keepInterpreterRow(tx, organisation_id, interpreter_id, version, { ...plain, ...sealed })))
    throw await stale(asked, interpreter_id)
  await store.replaceParts(tx, organisation_id, interpreter_id, { languages, hours, off, rates })
  await lookAgainAtInterpreter(asked, interpreter_id)
  return { interpreter_id, version: version + 1 }
})

export const vetInterpreter = answer(model.vetInterpreter)(async (asked) => {
  const { input, tx, actor, today, note } = asked
  const { interpreter_id, version, step, done_on } = input
  note({ subject_id: interpreter_id, reason: step })
  if (done_on !== null && done_on > today) throw new Problem('invalid', 'interpreters.not_yet')
  const months = gateFacts.steps_valid_months
  const valid_until = done_on && (input.valid_until ?? usualEnd(step, done_on, months))
  if (valid_until !== null && done_on !== null && valid_until < done_on)
    throw new Problem('invalid', 'interpreters.ends_before')
  if (!(await store.changeInterpreterRow(tx, actor.organisation_id, interpreter_id, version, {})))
    throw await stale(asked, interpreter_id)
  await store.keepStep(tx, actor.organisation_id, interpreter_id, { step, done_on, valid_until })
  await lookAgainAtInterpreter(asked, interpreter_id)
  return { interpreter_id, version: version + 1 }
})

export const setInterpreterStatus = answer(model.setInterpreterStatus)(async (asked) => {
  const { input, tx, actor, today, note } = asked
  const { interpreter_id, version, status, reason } = input
  note({ subject_id: interpreter_id, reason: status })
  const row = await getRow(asked, interpreter_id)
  const from = row.status as InterpreterStatus
  const obstacle = statusObstacle(from, status, { vetting: row.vetting, reason }, today)
  if (obstacle) throw new Problem('refused', obstacle)
  const details = await openerOf(asked)(row)
  const block_reason = status === 'blocked' ? reason : from === 'blocked' ? '' : details.block_reason
  const sealed = await store.sealInterpreter(tx, actor.organisation_id, interpreter_id, { ...details, block_reason })
  if (!(await store.changeInterpreterRow(tx, actor.organisation_id, interpreter_id, version, { status, ...sealed })))
    throw await stale(asked, interpreter_id)
  await lookAgainAtInterpreter(asked, interpreter_id)
  return { interpreter_id, version: version + 1 }
})

export const listEmergencyInterpreters = answer(model.listEmergencyInterpreters)(async (asked) => {
  const { input, tx, actor, today, now } = asked
  const rows = await store.listInterpreterRows(tx, actor.organisation_id)
  const open = openerOf(asked)
  const soon = new Date(Date.parse(now) + 60_000).toISOString()
  const speaks = (row: store.InterpreterRow) =>
    input.language === undefined || tongueObstacle(row.languages, { language: input.language, dialect: null }) === null
  const found = rows.filter(
    (row) => row.status === 'active' && row.emergency && missingSteps(row.vetting, today).length === 0 && speaks(row),
  )
  const interpreters = await Promise.all(
    found.map(async (row) => {
      const { names, phone } = await open(row)
      const in_hours = availabilityAt(row, now, soon) === 'available'
      const { interpreter_id, languages } = row
      return {
        interpreter_id,
        name: names[0] ?? '',
        phone,
        gender: row.gender as InterpreterGender,
        languages,
        in_hours,
      }
    }),
  )
  return {
    interpreters: interpreters.sort((a, b) => Number(b.in_hours) - Number(a.in_hours) || (a.name < b.name ? -1 : 1)),
  }
})
