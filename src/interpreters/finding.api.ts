// Finding one now: the gates first, then the order. What is told is codes; what stands in the file stays there.

import { readCard } from '#cases/card.store.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { addDays } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { onTheWall } from './availability.rules.ts'
import { listBookingRows, listNeeds, listTaken } from './booking.store.ts'
import * as model from './finding.ts'
import { offerGates, type Session } from './gates.rules.ts'
import { holdInterpreting, readGateFacts } from './gates.store.ts'
import type { InterpreterGender, InterpreterKind, InterpretingMode } from './interpreter.ts'
import { openCandidate, openHerSide } from './look-again.api.ts'
import { rank, remoteFirst, type Wanted } from './ranking.rules.ts'
import { interpreterOpener, listInterpreterRows } from './register.store.ts'
import { dialectCode, tongueObstacle, tongueOf } from './tongue.rules.ts'

type Asked = AskedOnFile<{ case_id: string }>

/** Her side of the gates, and every interpreter of the house as the gates see them, or one of them. */
export const openGates = async (asked: Pick<Asked, 'tx' | 'vault' | 'actor' | 'today' | 'file'>, only?: string) => {
  const { tx, vault, actor, file } = asked
  const { her, them } = await readGateFacts(tx, file.case_id)
  if (!her) throw new Problem('not_found', 'interpreters.not_found')
  const open = interpreterOpener(tx, vault, actor.organisation_id)
  const hers = await openHerSide(asked, file, her)
  const wanted = them.filter(({ interpreter }) => only === undefined || interpreter.interpreter_id === only)
  const candidates = await Promise.all(
    wanted.map(async ({ interpreter, conflict_declared }) => ({
      who: await openCandidate(open, interpreter),
      conflict: conflict_declared,
    })),
  )
  return { hers, candidates }
}

const zone = 'Europe/Madrid'

type Finding = AskedOnFile<{
  case_id: string
  appointment_id?: string | undefined
  language?: string | undefined
  dialect?: string | undefined
  mode?: InterpretingMode | undefined
  starts_at?: string | undefined
  ends_at?: string | undefined
}>

const needOf = async ({ input, tx }: Finding): Promise<{ need: model.Need; on: string; province: string | null }> => {
  const { case_id, appointment_id, language, dialect, mode, starts_at, ends_at } = input
  if (appointment_id === undefined) {
    const need = {
      language: language!,
      dialect: dialect ?? null,
      mode: mode!,
      starts_at: starts_at!,
      ends_at: ends_at!,
    }
    return { need, on: onTheWall(need.starts_at, zone).on, province: null }
  }
  const row = await holdInterpreting(tx, case_id, appointment_id, [])
  if (!row) throw new Problem('not_found', 'interpreters.appointment_not_found')
  const spoken = language ?? row.language
  if (!spoken) throw new Problem('invalid', 'interpreters.no_language')
  const need = {
    language: spoken,
    dialect: dialect ?? dialectCode(row.dialect),
    mode: mode ?? (row.mode as InterpretingMode),
    ...{ starts_at: row.starts_at, ends_at: row.ends_at },
  }
  return { need, on: row.on_day, province: row.province }
}

export const findInterpreters = answer(model.findInterpreters)(async (asked) => {
  const { tx, vault, file, actor, today, may } = asked
  const { need, on, province } = await needOf(asked)
  const [{ hers, candidates }, rows, taken, before, card] = await Promise.all([
    openGates(asked),
    listInterpreterRows(tx, actor.organisation_id),
    listTaken(tx, need.starts_at, need.ends_at),
    listBookingRows(tx, file),
    readCard(tx, vault, file.organisation_id, file.case_id),
  ])
  const session: Session = { ...need, on }
  const wanted: Wanted = { ...session, ...need, province: province ?? card.province }
  const rowOf = new Map(rows.map((row) => [row.interpreter_id, row]))
  const came = new Set(
    before.filter(({ status }) => ['attended', 'rated', 'paid'].includes(status)).map((each) => each.interpreter_id),
  )
  const judged = candidates.flatMap(({ who, conflict }) => {
    const row = rowOf.get(who.interpreter_id)
    return row ? [{ who, row, why: offerGates(who, hers, session, conflict, today) }] : []
  })
  const shown = ({ who, row }: (typeof judged)[number]) => ({
    interpreter_id: who.interpreter_id,
    name: who.details.names[0] ?? '',
    kind: row.kind as InterpreterKind,
    gender: row.gender as InterpreterGender,
    modes: row.modes as InterpretingMode[],
  })
  const open = interpreterOpener(tx, vault, actor.organisation_id)
  const passing = judged.filter(({ why }) => why.length === 0)
  const ranked = rank(
    passing.map(({ who, row }) => ({
      ...who,
      kind: row.kind as InterpreterKind,
      ...{ province: row.province, emergency: row.emergency, zone: row.zone, hours: row.hours, off: row.off },
      rates: may('interpreters.manage').allowed ? row.rates : [],
      taken: taken.filter(({ interpreter_id }) => interpreter_id === who.interpreter_id),
      came_before: came.has(who.interpreter_id),
    })),
    hers,
    wanted,
  )
  const may_come = await Promise.all(
    ranked.map(async ({ interpreter_id, reasons, available, cents }) => {
      const found = passing.find(({ who }) => who.interpreter_id === interpreter_id)!
      return { ...shown(found), phone: (await open(found.row)).phone, reasons, available, cents }
    }),
  )
  // Whoever speaks something else is not told of: of a large register that would be everybody.
  const may_not = judged
    .filter(({ why }) => why.length > 0 && !why.includes('language'))
    .map((each) => ({ ...shown(each), why: each.why }))
    .sort((a, b) => a.why.length - b.why.length || (a.name < b.name ? -1 : 1))
  return { need, remote_first: remoteFirst(hers, session), may_come, may_not }
})

const months = 180

export const readInterpreterGaps = answer(model.readInterpreterGaps)(async ({ tx, actor, today }) => {
  const since = `${addDays(today, -months)}T00:00:00Z`
  const [needs, rows] = await Promise.all([listNeeds(tx, since), listInterpreterRows(tx, actor.organisation_id)])
  const speaking = (statuses: readonly string[], tongue: { language: string; dialect: string | null }) =>
    rows.filter(({ status, languages }) => statuses.includes(status) && tongueObstacle(languages, tongue) === null)
      .length
  // Sylheti written as a language and as a dialect of Bengali is one need.
  const together = new Map<string, model.Gap>()
  for (const { needed, unmet, waiting, ...need } of needs) {
    const tongue = tongueOf({ language: need.language, dialect: dialectCode(need.dialect) })
    const name = `${tongue.language} ${tongue.dialect}`
    const known = together.get(name)
    together.set(name, {
      ...tongue,
      needed: needed + (known?.needed ?? 0),
      unmet: unmet + (known?.unmet ?? 0),
      waiting: waiting + (known?.waiting ?? 0),
      in_service: known?.in_service ?? speaking(['active'], tongue),
      in_vetting: known?.in_vetting ?? speaking(['applied', 'vetting'], tongue),
    })
  }
  const gaps = [...together.values()]
  const order = (gap: model.Gap) => gap.unmet + gap.waiting
  return { since, gaps: gaps.sort((a, b) => order(b) - order(a) || (a.language < b.language ? -1 : 1)) }
})
