// Asking whether something may leave, letting it leave, and saying what came of it.
import type { AskedOnFile } from '#gate/answer.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { openJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { resultObstacle, stillShown } from './contact.rules.ts'
import * as store from './contact.store.ts'
import * as model from './contact.ts'
import { neutralText } from './contact-texts.rules.ts'
import { decideOn, type Leaving, leave, neutralTexts, readRule, textOf } from './leave.api.ts'
import type { KeptRule } from './safe-contact.rules.ts'
import type { Channel, DepartureKind } from './safe-contact.ts'

const shown = 50

const show = (
  { file }: AskedOnFile<unknown>,
  keys: CaseKeyRing,
  rule: KeptRule,
  now: string,
  { sealed, rule_version: _, ...row }: store.DepartureRow,
): model.Departure => {
  const kind = row.kind as DepartureKind
  const channel = row.channel as Channel
  const departure = {
    ...row,
    kind,
    channel,
    outcome: row.outcome as 'left' | 'refused',
    result: row.result as model.DepartureResult | null,
    text: null,
    where: null,
  }
  if (departure.outcome !== 'left' || row.result || !row.template) return departure
  const place = store.departurePlace(file, row.departure_id)
  const { where, language, values, voicemail } = openJson(keys.of(sealed), place, sealed, model.DepartureDetails)
  const leaving: Leaving = { kind, channel, template: row.template, language: language ?? '', values, voicemail }
  // The words are handed out for minutes only, and no longer than the rule of this very moment lets them leave.
  if (!stillShown(row.at, now) || !decideOn(rule, leaving, now).allowed) return departure
  return { ...departure, where, text: neutralText(neutralTexts, { ...leaving }) }
}

export const readContact = answer(model.readContact)(async (asked) => {
  const { tx, vault, file } = asked
  const [row, departures, keys, now] = await Promise.all([
    store.findRule(tx, file),
    store.listDepartures(tx, file, shown),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    store.readClock(tx),
  ])
  const rule = await readRule(keys, asked, row, now)
  const { safe_contact, version } = rule
  return {
    safe_contact,
    version,
    departures: departures.map((each) => show(asked, keys, rule, now, each)),
    languages: Object.keys(neutralTexts.languages),
    templates: neutralTexts.templates,
  }
})

const leavingOf = ({
  day,
  hour,
  ...rest
}: Omit<Leaving, 'values'> & { day?: string | undefined; hour?: string | undefined }): Leaving => ({
  ...rest,
  values: { ...(day !== undefined && { day }), ...(hour !== undefined && { hour }) },
})

export const weighDeparture = answer(model.weighDeparture)(async (asked) => {
  const { input, tx, vault, file } = asked
  const leaving = leavingOf(input)
  const text = textOf(leaving)
  const [row, keys, now] = await Promise.all([
    store.findRule(tx, file),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    store.readClock(tx),
  ])
  const rule = await readRule(keys, asked, row, now)
  const { allowed, because } = decideOn(rule, leaving, now)
  return { allowed, because, rule_version: rule.version, text: allowed ? text : null }
})

/** A refusal is an answer and no error: it stays written. */
export const leaveDeparture = answer(model.leaveDeparture)(async (asked) => {
  const { departure_id, ...wish } = asked.input
  const { allowed, because } = await leave(asked, departure_id, leavingOf(wish))
  return { departure_id, allowed, because, version: 1 }
})

export const recordResult = answer(model.recordResult)(async (asked) => {
  const { input, tx, file, actor, note } = asked
  const { departure_id, version, result } = input
  const row = await store.findDeparture(tx, file, departure_id)
  if (!row) throw new Problem('not_found', 'contact.not_found')
  const obstacle = resultObstacle(row, result)
  if (obstacle) throw new Problem('invalid', obstacle)
  note({ subject_id: departure_id, sections: [] })
  if (!(await store.writeResult(tx, file, departure_id, version, result)))
    throw new Problem('conflict', 'contact.said_already')
  await addToTimeline(tx, {
    organisation_id: file.organisation_id,
    case_id: file.case_id,
    actor_id: actor.staff_id,
    kind: 'contact_result',
    ref_id: departure_id,
    codes: { result, channel: row.channel },
  })
  return { departure_id, version: version + 1 }
})
