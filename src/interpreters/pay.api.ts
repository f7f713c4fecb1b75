// Statements of interpreters, from the draft to the day they were paid. No file is opened for them, and none can be found
// from one: what is read of a booking is its day, its minutes and its way.
import { createHash } from 'node:crypto'
import { wallAt } from '#agenda/clock.rules.ts'
import { answer } from '#gate/answer.ts'
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import { zoneHere } from '#people/safe-contact.ts'
import { frozenText, gather, totalOf, usualTerms } from './pay.rules.ts'
import * as store from './pay.store.ts'
import * as model from './pay.ts'

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

const headOf = async (tx: Tx, statement_id: string) => {
  const head = await store.findStatement(tx, statement_id)
  if (!head) throw new Problem('not_found', 'interpreter_pay.not_found')
  return head
}
const draftOf = async (tx: Tx, statement_id: string, version: number) => {
  const head = await headOf(tx, statement_id)
  if (head.status !== 'draft') throw new Problem('conflict', 'interpreter_pay.frozen')
  if (head.version !== version) throw new Problem('conflict', 'stale')
  return head
}
export const nameOf = (payees: readonly store.Payee[], { interpreter_id }: { interpreter_id: string }): string =>
  payees.find((each) => each.interpreter_id === interpreter_id)?.name ?? ''
const stale = () => new Problem('conflict', 'stale')

/** A grant line bears what was done on its days, and nothing before or after. */
const demandGrant = async (tx: Tx, grant_code: string | null, days: readonly string[]): Promise<void> => {
  if (grant_code === null) return
  const grant = (await store.listGrants(tx)).find((each) => each.grant_code === grant_code)
  if (!grant) throw new Problem('not_found', 'interpreter_pay.no_such_grant')
  if (days.some((day) => day < grant.from_on || (grant.until_on !== null && day > grant.until_on)))
    throw new Problem('invalid', 'interpreter_pay.grant_days')
}

export const readPay = answer(model.readPay)(async ({ input, tx, vault, actor }) => {
  const { from_on, until_on } = input
  const [work, terms, grants, statements, payees] = await Promise.all([
    store.listWork(tx, null, from_on, until_on),
    store.listTerms(tx),
    store.listGrants(tx),
    store.listStatements(tx, from_on, until_on),
    store.listPayees(tx, vault, actor.organisation_id),
  ])
  const rates = await store.listRates(tx, [...new Set(work.map(({ interpreter_id }) => interpreter_id))])
  const waiting = payees.flatMap(({ interpreter_id, name, kind }) => {
    const mine = <T extends { interpreter_id: string }>(each: T) => each.interpreter_id === interpreter_id
    const { lines, left_out, currency } = gather(work.filter(mine), rates.filter(mine), terms)
    const count = lines.length + left_out.length
    if (count === 0) return []
    return {
      ...{ interpreter_id, name, kind, count, currency },
      minutes: lines.reduce((sum, { minutes }) => sum + minutes, 0),
      cents: left_out.length > 0 ? null : totalOf(lines),
    }
  })
  return {
    waiting,
    statements: statements.map((each) => ({ ...each, interpreter_name: nameOf(payees, each) })),
    grants,
    terms,
    usual_terms: usualTerms,
  }
})

export const draftStatement = answer(model.draftStatement)(async ({ input, tx, actor, today, note }) => {
  const { statement_id, interpreter_id, from_on, until_on, grant_code } = input
  // Work bears the day of the clock on the wall: after midnight here it is not yet that day where days are counted.
  const here = wallAt(new Date().toISOString(), zoneHere).on
  if (until_on > today && until_on > here) throw new Problem('invalid', 'interpreter_pay.not_over')
  const [work, rates, terms] = await Promise.all([
    store.listWork(tx, interpreter_id, from_on, until_on),
    store.listRates(tx, [interpreter_id]),
    store.listTerms(tx),
  ])
  const { lines, left_out, currency } = gather(work, rates, terms)
  if (lines.length === 0)
    throw new Problem('conflict', left_out.length > 0 ? 'interpreter_pay.no_rate' : 'interpreter_pay.nothing')
  await demandGrant(
    tx,
    grant_code,
    lines.map(({ on_day }) => on_day),
  )
  note({ subject_id: statement_id })
  const head = { organisation_id: actor.organisation_id, statement_id, interpreter_id, from_on, until_on, currency }
  await store.insertStatement(
    tx,
    { ...head, total_cents: totalOf(lines), made_by: actor.staff_id },
    lines.map(({ currency: _, ...line }) => ({ ...line, grant_code })),
  )
  return { statement_id, version: 1 }
})

export const readStatement = answer(model.readStatement)(async ({ input, tx, vault, actor, note }) => {
  const head = await headOf(tx, input.statement_id)
  note({ subject_id: head.statement_id })
  const [lines, payees] = await Promise.all([
    store.listLines(tx, [head.statement_id]),
    store.listPayees(tx, vault, actor.organisation_id),
  ])
  return {
    ...head,
    interpreter_name: nameOf(payees, head),
    lines,
    unchanged: head.hash === null ? null : hashOf(frozenText({ ...head, lines })) === head.hash,
  }
})

export const setStatementGrant = answer(model.setStatementGrant)(async ({ input, tx, note }) => {
  const { statement_id, version, booking_id, grant_code } = input
  await draftOf(tx, statement_id, version)
  const lines = (await store.listLines(tx, [statement_id])).filter(
    (line) => booking_id === null || line.booking_id === booking_id,
  )
  if (lines.length === 0) throw new Problem('not_found', 'interpreter_pay.not_found')
  await demandGrant(
    tx,
    grant_code,
    lines.map(({ on_day }) => on_day),
  )
  note({ subject_id: statement_id })
  if (!(await store.changeStatement(tx, statement_id, version))) throw stale()
  await store.writeLineGrant(tx, statement_id, booking_id, grant_code)
  return { statement_id, version: version + 1 }
})

export const leaveOutLine = answer(model.leaveOutLine)(async ({ input, tx, note }) => {
  const { statement_id, version, booking_id } = input
  await draftOf(tx, statement_id, version)
  const lines = await store.listLines(tx, [statement_id])
  const kept = lines.filter((line) => line.booking_id !== booking_id)
  if (kept.length === lines.length) throw new Problem('not_found', 'interpreter_pay.not_found')
  if (kept.length === 0) throw new Problem('conflict', 'interpreter_pay.last_line')
  note({ subject_id: statement_id })
  if (!(await store.changeStatement(tx, statement_id, version, { total_cents: totalOf(kept) }))) throw stale()
  await store.deleteLine(tx, statement_id, booking_id)
  return { statement_id, version: version + 1 }
})

export const dropStatement = answer(model.dropStatement)(async ({ input, tx, note }) => {
  const { statement_id, version } = input
  await draftOf(tx, statement_id, version)
  note({ subject_id: statement_id })
  if (!(await store.deleteStatement(tx, statement_id, version))) throw stale()
  return { statement_id }
})

export const issueStatement = answer(model.issueStatement)(async ({ input, tx, actor, now, note }) => {
  const { statement_id, version } = input
  const head = await draftOf(tx, statement_id, version)
  const lines = await store.listLines(tx, [statement_id])
  const total_cents = totalOf(lines)
  const hash = hashOf(frozenText({ ...head, total_cents, lines }))
  note({ subject_id: statement_id })
  const issued = { status: 'issued', total_cents, hash, issued_at: now, issued_by: actor.staff_id } as const
  if (!(await store.changeStatement(tx, statement_id, version, issued))) throw stale()
  return { statement_id, version: version + 1 }
})

export const payStatement = answer(model.payStatement)(async ({ input, tx, actor, today, note }) => {
  const { statement_id, version, paid_on } = input
  const head = await headOf(tx, statement_id)
  if (head.status !== 'issued') throw new Problem('conflict', 'interpreter_pay.not_issued')
  if (head.version !== version) throw stale()
  if (paid_on > today || paid_on < head.from_on) throw new Problem('invalid', 'interpreter_pay.paid_day')
  note({ subject_id: statement_id })
  const paid = { status: 'paid', paid_on, paid_by: actor.staff_id } as const
  if (!(await store.changeStatement(tx, statement_id, version, paid))) throw stale()
  await store.markPaid(tx, statement_id)
  return { statement_id, version: version + 1 }
})

export const keepGrant = answer(model.keepGrant)(async ({ input, tx, actor }) => {
  const { version, ...grant } = input
  if (!(await store.writeGrant(tx, actor.organisation_id, grant, version))) throw stale()
  return { grant_code: grant.grant_code, version: version + 1 }
})

export const keepPayTerms = answer(model.keepPayTerms)(async ({ input, tx, actor }) => {
  await store.writeTerms(tx, actor.organisation_id, actor.staff_id, input)
  return { from_on: input.from_on }
})
