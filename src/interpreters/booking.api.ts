// The life of a booking. Offer and confirmation hold everything the gates look at until they are written; what she said of the
// interpreter holds for every later offer.

import type { Section } from '#access/access.ts'
import { readCard } from '#cases/card.store.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { linkShown, waysObstacle } from '#links/link.rules.ts'
import { mayBeSameName } from '#people/exclusion.rules.ts'
import { findIdentity, identityPlace } from '#people/identity.store.ts'
import { Identity } from '#people/identity.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import type { TimelineKind } from '#timeline/timeline.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import * as store from './booking.store.ts'
import * as model from './booking.ts'
import { openGates } from './finding.api.ts'
import { confirmGates, offerGates, type Session } from './gates.rules.ts'
import { holdInterpreting } from './gates.store.ts'
import type { InterpretingMode } from './interpreter.ts'
import { listBookingLinks, makeBookingLink, revokeBookingLinks } from './link.store.ts'
import { interpreterOpener, listInterpreterRows } from './register.store.ts'
import { keepRuleOf, ruleOf } from './rules-of-hers.api.ts'
import { dialectCode } from './tongue.rules.ts'

type OnFile = AskedOnFile<unknown>
type OnBooking = AskedOnFile<{ case_id: string; booking_id: string; version: number }>

const openWords = (keys: CaseKeyRing, row: store.BookingRow): store.BookingWords =>
  openJson(keys.of(row.sealed), store.wordsPlace(row, row.booking_id), row.sealed, store.BookingWords)

export const listBookings = answer(model.listBookings)(async (asked) => {
  const { input, tx, vault, file, actor, now } = asked
  const rows = await store.listBookingRows(tx, file, input.appointment_id)
  if (rows.length === 0) return { bookings: [] }
  const [keys, register, links] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    listInterpreterRows(tx, actor.organisation_id),
    listBookingLinks(tx, file),
  ])
  const open = interpreterOpener(tx, vault, actor.organisation_id)
  const asks = new Set(rows.map(({ interpreter_id }) => interpreter_id))
  const names = new Map<string, string>()
  for (const row of register)
    if (asks.has(row.interpreter_id)) names.set(row.interpreter_id, (await open(row)).names[0] ?? '')
  const bookings = rows.map((row): model.Booking => {
    const link = links.find(({ ref_id }) => ref_id === row.booking_id)
    const { sealed_feedback: said } = row
    return {
      booking_id: row.booking_id,
      appointment_id: row.appointment_id,
      interpreter_id: row.interpreter_id,
      interpreter_name: names.get(row.interpreter_id) ?? '',
      status: row.status as model.BookingStatus,
      mode: row.mode as InterpretingMode,
      ...{ language: row.language, dialect: row.dialect, starts_at: row.starts_at, ends_at: row.ends_at },
      offered_at: row.offered_at,
      answer: row.answer as model.Booking['answer'],
      conflict: row.conflict_declared as model.Booking['conflict'],
      stop_reason: row.stop_reason as model.Booking['stop_reason'],
      ...{ minutes: row.minutes, travel_km: row.travel_km, said_minutes: row.said_minutes },
      ...openWords(keys, row),
      feedback: said && openJson(keys.of(said), store.feedbackPlace(row, row.booking_id), said, model.Feedback),
      link: link ? linkShown(link, now) : null,
      version: row.version,
    }
  })
  return { bookings }
})

const getBooking = async ({ input, tx, file, note }: OnBooking): Promise<store.BookingRow> => {
  const row = await store.findBooking(tx, file, input.booking_id)
  if (!row) throw new Problem('not_found', 'interpreters.booking_not_found')
  note({ subject_id: row.booking_id })
  return row
}

/** Throws unless the booking stands where this step begins, at the version the screen shows. */
const demandAt = (row: store.BookingRow, version: number, statuses: readonly model.BookingStatus[]): void => {
  if (row.version !== version) throw new Problem('conflict', 'stale')
  if (!statuses.some((status) => status === row.status)) throw new Problem('refused', 'interpreters.not_now')
}

const change = async (asked: OnBooking, row: store.BookingRow, to: Parameters<typeof store.changeBooking>[3]) => {
  if (!(await store.changeBooking(asked.tx, row, asked.input.version, to))) throw new Problem('conflict', 'stale')
  return { booking_id: row.booking_id, version: asked.input.version + 1 }
}

const tell = (
  { tx, file, actor }: OnFile,
  kind: TimelineKind,
  { section, booking_id }: Pick<store.BookingRow, 'section' | 'booking_id'>,
) =>
  addToTimeline(tx, {
    organisation_id: file.organisation_id,
    case_id: file.case_id,
    actor_id: actor.staff_id,
    kind,
    section: section as Section,
    ref_id: booking_id,
  })

/** The name made for it must lead to nobody. */
const refuseHerName = async ({ tx, vault, file }: OnFile, alias: string): Promise<void> => {
  const [card, sealed, keys] = await Promise.all([
    readCard(tx, vault, file.organisation_id, file.case_id),
    findIdentity(tx, file),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  const identity =
    sealed &&
    openJson(keys.of(sealed.sealed), identityPlace(file.organisation_id, file.case_id), sealed.sealed, Identity)
  const hers = [card.alias, ...(identity?.names ?? []).flatMap(({ text, latin }) => [text, latin])].filter(Boolean)
  if (hers.some((name) => mayBeSameName(name, alias))) throw new Problem('refused', 'interpreters.alias_is_hers')
}

const refuse = (because: readonly string[]): void => {
  if (because.length > 0) throw new Problem('refused', 'interpreters.gate', { because })
}

const gatesOf = async (asked: OnFile, interpreter_id: string) => {
  const { hers, candidates } = await openGates(asked, interpreter_id)
  const [found] = candidates
  if (!found) throw new Problem('not_found', 'interpreters.not_found')
  return { hers, ...found }
}

export const offerBooking = answer(model.offerBooking)(async (asked) => {
  const { input, tx, vault, file, today, now, note } = asked
  const { booking_id, appointment_id, interpreter_id, mode, alias, meet_at, words } = input
  note({ subject_id: booking_id })
  const held = await holdInterpreting(tx, file.case_id, appointment_id, [interpreter_id])
  if (!held) throw new Problem('not_found', 'interpreters.appointment_not_found')
  if (held.status !== 'planned' || Date.parse(held.ends_at) <= Date.parse(now))
    throw new Problem('refused', 'interpreters.appointment_over')
  if (!held.language) throw new Problem('invalid', 'interpreters.no_language')
  const { section, starts_at, ends_at, on_day } = held
  const tongue = { language: held.language, dialect: dialectCode(held.dialect) }
  const { hers, who, conflict } = await gatesOf(asked, interpreter_id)
  const session: Session = { ...tongue, mode, on: on_day }
  refuse(offerGates(who, hers, session, conflict, today))
  await refuseHerName(asked, alias)
  const at = { organisation_id: file.organisation_id, case_id: file.case_id }
  const key = await vault.caseKey(tx, at.organisation_id, at.case_id)
  const sealed = sealJson(key, store.wordsPlace(at, booking_id), { alias, meet_at, words })
  const row = { ...at, booking_id, appointment_id, interpreter_id, section, mode, ...tongue }
  await store.insertBooking(tx, { ...row, on_day, starts_at, ends_at, sealed })
  return { booking_id, version: 1 }
})

export const answerBooking = answer(model.answerBooking)(async (asked) => {
  const { version, answer: said, conflict } = asked.input
  const row = await getBooking(asked)
  demandAt(row, version, ['offered'])
  // Whoever is in doubt does not come, and is not asked for her again.
  const yes = said === 'yes' && conflict === 'none'
  const done = await change(asked, row, {
    answer: yes ? 'yes' : 'no',
    answered_at: asked.now,
    conflict_declared: conflict,
    ...(!yes && { status: 'declined' }),
  })
  if (!yes) await revokeBookingLinks(asked.tx, row, asked.now)
  return done
})

export const confirmBooking = answer(model.confirmBooking)(async (asked) => {
  const { input, tx, today, now } = asked
  const row = await getBooking(asked)
  demandAt(row, input.version, ['offered'])
  if (row.answer !== 'yes') throw new Problem('refused', 'interpreters.not_answered')
  if (Date.parse(row.ends_at) <= Date.parse(now)) throw new Problem('refused', 'interpreters.appointment_over')
  await holdInterpreting(tx, row.case_id, row.appointment_id, [row.interpreter_id])
  const { hers, who, conflict } = await gatesOf(asked, row.interpreter_id)
  const { language, dialect, on_day: on } = row
  const session: Session = { language, dialect, on, mode: row.mode as InterpretingMode }
  const declared = conflict ?? (row.conflict_declared as model.ConflictDeclared | null)
  refuse(confirmGates(who, hers, session, declared, today))
  const taken = await store.listTaken(tx, row.starts_at, row.ends_at)
  if (taken.some(({ interpreter_id }) => interpreter_id === row.interpreter_id))
    throw new Problem('conflict', 'interpreters.elsewhere')
  const done = await change(asked, row, { status: 'confirmed', confirmed_at: now })
  await tell(asked, 'interpreter_confirmed', row)
  return done
})

export const cancelBooking = answer(model.cancelBooking)(async (asked) => {
  const row = await getBooking(asked)
  demandAt(row, asked.input.version, ['offered', 'confirmed'])
  const done = await change(asked, row, { status: 'cancelled' })
  await revokeBookingLinks(asked.tx, row, asked.now)
  return done
})

export const closeBooking = answer(model.closeBooking)(async (asked) => {
  const { version, came, minutes, travel_km } = asked.input
  const row = await getBooking(asked)
  demandAt(row, version, ['confirmed'])
  if (Date.parse(row.starts_at) > Date.parse(asked.now)) throw new Problem('refused', 'interpreters.not_yet')
  const done = await change(asked, row, came ? { status: 'attended', minutes, travel_km } : { status: 'missed' })
  await tell(asked, came ? 'interpreter_came' : 'interpreter_missed', row)
  return done
})

const without = (list: readonly string[], id: string) => list.filter((each) => each !== id)

export const rateBooking = answer(model.rateBooking)(async (asked) => {
  const { input, tx, vault, file } = asked
  const { version, feedback } = input
  const row = await getBooking(asked)
  // Whoever was paid already may still be spoken of, once.
  demandAt(row, version, row.sealed_feedback ? [] : ['attended', 'paid'])
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  const sealed_feedback = sealJson(key, store.feedbackPlace(row, row.booking_id), feedback)
  const { understood, felt_safe } = feedback
  const done = await change(asked, row, {
    ...(row.status === 'attended' && { status: 'rated' }),
    ...{ understood, felt_safe, sealed_feedback },
  })
  if (feedback.again !== 'yes' && feedback.again !== 'never') return done
  const { rule, version: at } = await ruleOf(asked)
  const id = row.interpreter_id
  const liked = without(rule.liked, id)
  const never_again = without(rule.never_again, id)
  const kept = feedback.again === 'yes' ? { liked: [...liked, id] } : { never_again: [...never_again, id] }
  await keepRuleOf(asked, at, { ...rule, liked, never_again, ...kept })
  return done
})

export const sendBookingLink = answer(model.sendBookingLink)(async (asked) => {
  const { input, tx, vault, file, actor, now } = asked
  const row = await getBooking(asked)
  demandAt(row, input.version, ['offered', 'confirmed'])
  const obstacle = waysObstacle(input.link)
  if (obstacle) throw new Problem('invalid', obstacle)
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  await revokeBookingLinks(tx, row, now)
  const sealed_meet = await makeBookingLink(tx, { ...input.link, made_by: actor.staff_id }, row, openWords(keys, row))
  return change(asked, row, { sealed_meet })
})
