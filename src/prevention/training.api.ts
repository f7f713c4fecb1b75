// Planning a training, opening it, saying that it was held, and what it cost.
import { randomInt } from 'node:crypto'
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { openerOf, sealerTo } from '#institutions/institution.store.ts'
import { addDays, daysBetween } from '#kit/day.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import { newLinkCode } from '#links/secret.ts'
import { bankOf, curriculaFile, curriculumOf, kitOf } from './curricula.store.ts'
import * as requests from './request.store.ts'
import { costLines, mayBecome, sessionsObstacle, spanOf } from './training.rules.ts'
import * as store from './training.store.ts'
import * as model from './training.ts'

type Asked = AskedByStaff<unknown>

const pageSize = 50
const longestLook = 92

const toRow = (row: store.StoredTraining): model.TrainingRow => ({
  ...model.TrainingRow.parse({ ...row, sessions: row.sittings }),
})

export const getTraining = async ({ tx, actor, note }: Asked, training_id: string): Promise<store.StoredTraining> => {
  const row = await store.findTraining(tx, actor.organisation_id, training_id)
  if (!row) throw new Problem('not_found', 'prevention.training_not_found')
  note({ subject_id: training_id })
  return row
}

export const readCurricula = answer(model.readCurricula)(async () => ({
  curricula: curriculaFile.curricula.map((each) => ({
    ...each,
    test_items: bankOf(each.test)?.items.length ?? 0,
    kit_parts: kitOf(each.kit)?.parts.length ?? 0,
  })),
  source: curriculaFile.source,
  reviewed_by: curriculaFile.reviewed_by,
}))

export const listTrainings = answer(model.listTrainings)(async ({ input, tx, actor }) => {
  const { mine, after, ...wanted } = input
  const { organisation_id, staff_id } = actor
  const asked = { ...wanted, organisation_id, after: readPageKey(after), trainer_id: mine && staff_id }
  const rows = await store.listTrainingRows(tx, asked, pageSize + 1)
  const page = cutPage(rows, pageSize, ({ starts_at, training_id }) => ({ value: starts_at, id: training_id }))
  return { trainings: page.rows.map(toRow), next: page.next }
})

const withTraining = async (
  { tx, actor }: Asked,
  sessions: readonly store.StoredSession[],
  keep: (row: store.StoredTraining) => boolean = () => true,
) => {
  const known = new Map<string, store.StoredTraining>()
  for (const { training_id } of sessions) {
    if (known.has(training_id)) continue
    const row = await store.findTraining(tx, actor.organisation_id, training_id)
    if (row) known.set(training_id, row)
  }
  return sessions.flatMap(({ training_id, session_id, starts_at, ends_at }) => {
    const row = known.get(training_id)
    return row && keep(row) ? [{ session_id, starts_at, ends_at, training: toRow(row) }] : []
  })
}

export const listSessions = answer(model.listSessions)(async (asked) => {
  const { input, tx, actor } = asked
  const days = daysBetween(input.from, input.until)
  if (days < 0 || days > longestLook) throw new Problem('invalid', 'gate.not_allowed_value')
  const of = { from: input.from, until: addDays(input.until, 1) }
  return { sessions: await withTraining(asked, await store.listSessionRows(tx, actor.organisation_id, of)) }
})

export const readTraining = answer(model.readTraining)(async (asked) => {
  const { input, tx, vault, actor, now } = asked
  const row = await getTraining(asked, input.training_id)
  const { organisation_id } = actor
  const open = openerOf(tx, vault, organisation_id)
  const sessions = await store.listSessionRows(tx, organisation_id, { training_id: row.training_id })
  const [words, trainers] = [
    await open(model.TrainingWords, store.placeOf(row.training_id), row),
    await store.trainerNames(tx, organisation_id, row.trainer_ids),
  ]
  const { sittings: _, intake_version: _version, sealed: _sealed, ...plain } = row
  return {
    ...plain,
    ...words,
    trainers,
    sessions: sessions.map(({ session_id, starts_at, ends_at }) => ({ session_id, starts_at, ends_at })),
    may_become: asked.may('prevention.manage').allowed ? mayBecome(row, now) : [],
  }
})

const changeable: readonly model.TrainingStatus[] = ['planned', 'open']

/** Who trains must work here; who teaches what must exist. */
const refuseUnknown = async (
  { tx, actor }: Asked,
  { curriculum_id, trainer_ids }: { curriculum_id: string; trainer_ids: string[] },
) => {
  const curriculum = curriculumOf(curriculum_id)
  if (!curriculum) throw new Problem('invalid', 'prevention.curriculum_unknown')
  const wanted = new Set(trainer_ids)
  const found = await store.trainerNames(tx, actor.organisation_id, [...wanted])
  if (found.length < wanted.size) throw new Problem('invalid', 'gate.not_allowed_value')
  return { kind: curriculum.kind, sector: curriculum.sector, trainer_ids: [...wanted] }
}

const dayCode = (): string => String(randomInt(10_000)).padStart(4, '0')

/** The request this training answers is planned with it. */
const planRequest = async ({ tx, actor }: Asked, request_id: string): Promise<void> => {
  const { organisation_id } = actor
  const [row] = await requests.listRequestRows(tx, { organisation_id, request_id }, 1)
  if (!row) throw new Problem('not_found', 'prevention.request_not_found')
  if (row.status === 'planned') return
  await requests.changeRequest(tx, { organisation_id, request_id, version: row.version }, { status: 'planned' })
}

export const keepTraining = answer(model.keepTraining)(async (asked) => {
  const { input, tx, actor, note } = asked
  const { training_id, version, request_id, sessions, outside_trainers, interpreter, notes, ...plan } = input
  const { organisation_id } = actor
  note({ subject_id: training_id })
  const obstacle = sessionsObstacle(sessions)
  if (obstacle) throw new Problem('invalid', obstacle)
  const known = await refuseUnknown(asked, plan)
  const seal = await sealerTo(tx, organisation_id)
  const words: model.TrainingWords = { outside_trainers, interpreter, notes }
  const row = { ...plan, ...known, ...spanOf(sessions), ...seal(store.placeOf(training_id), words) }
  if (version === 0) {
    if (request_id) await planRequest(asked, request_id)
    const made = { ...row, organisation_id, training_id, request_id, join_code: newLinkCode() }
    if (!(await store.insertTraining(tx, made))) throw new Problem('conflict', 'stale')
  } else {
    const before = await getTraining(asked, training_id)
    if (before.version !== version) throw new Problem('conflict', 'stale')
    if (!changeable.includes(before.status)) throw new Problem('refused', 'prevention.not_now')
    if (row.capacity < before.seats) throw new Problem('refused', 'prevention.fewer_than_seats')
    if (!(await store.changeTraining(tx, organisation_id, training_id, version, row)))
      throw new Problem('conflict', 'stale')
  }
  const coded = sessions.map((session) => ({ ...session, day_code: dayCode() }))
  await store.replaceSessions(tx, { organisation_id, training_id }, coded)
  return { training_id, version: version + 1 }
})

const change = async (asked: Asked, row: store.StoredTraining, version: number, to: object) => {
  const { training_id } = row
  if (row.version !== version) throw new Problem('conflict', 'stale')
  if (!(await store.changeTraining(asked.tx, asked.actor.organisation_id, training_id, version, to)))
    throw new Problem('conflict', 'stale')
  return { training_id, version: version + 1 }
}

export const moveTraining = answer(model.moveTraining)(async (asked) => {
  const { training_id, version, status } = asked.input
  const row = await getTraining(asked, training_id)
  if (row.version !== version) throw new Problem('conflict', 'stale')
  if (!mayBecome(row, asked.now).includes(status)) throw new Problem('refused', 'prevention.not_now')
  asked.note({ subject_id: training_id, reason: status })
  return change(asked, row, version, { status })
})

export const keepCosts = answer(model.keepCosts)(async (asked) => {
  const { training_id, version, currency, grant_line, costs } = asked.input
  const row = await getTraining(asked, training_id)
  if (row.status === 'closed') throw new Problem('refused', 'prevention.not_now')
  return change(asked, row, version, { currency, grant_line, costs: JSON.stringify(costs) })
})

export const readCosts = answer(model.readCosts)(async ({ input, tx, actor }) => {
  const rows = await store.listTrainingRows(
    tx,
    {
      organisation_id: actor.organisation_id,
      starts_from: `${input.year}-01-01T00:00:00Z`,
      begun_by: `${input.year + 1}-01-01T00:00:00Z`,
    },
    2000,
  )
  return { lines: costLines(rows.filter(({ status }) => status !== 'cancelled')) }
})

const soon = 14

export const readPreventionToday = answer(model.readPreventionToday)(async (asked) => {
  const { tx, actor, today, now } = asked
  const { organisation_id, staff_id } = actor
  const next = await store.listSessionRows(tx, organisation_id, { from: today, until: addDays(today, soon) })
  const sessions = await withTraining(
    asked,
    next,
    (row) => row.trainer_ids.includes(staff_id) && changeable.includes(row.status),
  )
  const over = await store.listTrainingRows(tx, { organisation_id, status: 'open', over_by: now }, 20)
  return {
    sessions,
    to_finish: over.map(toRow),
    new_requests: await requests.countNewRequests(tx, organisation_id),
    refreshers_due: await store.countRefreshersDue(tx, organisation_id, today),
  }
})
