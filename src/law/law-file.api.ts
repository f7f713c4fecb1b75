// Recording what happened in the eyes of the law, and reading what follows. Each change is reckoned in its own transaction
// with the file's row held, so that two colleagues never reckon past each other.
import { readCard } from '#cases/card.store.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import type { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import type { TimelineKind } from '#timeline/timeline.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import { refuseCircumstances, refuseEvent } from './allowed.rules.ts'
import { changesBetween } from './changes.rules.ts'
import { reopenFiledWith } from './deadline.store.ts'
import * as store from './law-file.store.ts'
import * as model from './law-file.ts'
import { eventTracks } from './likely.rules.ts'
import { packs, packsFor } from './packs.ts'
import { type Because, factsOf, happeningsOf, keepOutcomes, outcomeOf, reckonOn } from './reckon-file.api.ts'
import type { Change, Item, LawFacts } from './reckoning.ts'
import { type Pack, type PackId, packIds } from './rule.ts'
import { shownItems } from './shown-items.api.ts'
import { statusHistory } from './status.rules.ts'
import { findRule } from './stored.rules.ts'
import { suggestionsOf } from './suggestion.rules.ts'

export const section = 'law'
const changesShown = 20

type OnFile = AskedOnFile<unknown>
type Place = Pick<store.LawFileRow, 'jurisdictions' | 'province' | 'town' | 'circumstances'>

const packOfCountry = (country: string | undefined): PackId =>
  packIds.find((id) => country !== undefined && packs[id].country === country) ?? 'es'

/** What is taken for a file of which nobody has said yet which law holds. */
const proposed = async ({ tx, file }: OnFile): Promise<Place> => {
  const place = await store.findPlaceOfFile(tx, file)
  return {
    jurisdictions: [packOfCountry(place?.country)],
    province: place?.province ?? null,
    town: null,
    circumstances: {},
  }
}

const shownPack = (pack: Pack) => {
  const { id, country, above, zone, events, circumstances, authorities } = pack
  return { id, country, above, zone, events, circumstances, authorities, event_tracks: eventTracks(pack) }
}

const shownRules = (packs: readonly Pack[], items: readonly Item[]): model.ShownRule[] => {
  const shown = new Map<string, model.ShownRule>()
  for (const item of items) {
    const rule = findRule(packs, item)
    if (!rule) continue
    const { id, valid_from, valid_until, track, kind, duty_holder, authority, closes, ends, instead_of } = rule
    const { warn_days, documents, article, source, source_version, confidence, verify } = rule
    shown.set(`${id} ${valid_from}`, {
      ...{ id, valid_from, valid_until, track, kind, duty_holder, authority, closes, ends, instead_of, warn_days },
      ...{ documents, article, source, source_version, confidence, verify },
      ...{ reviewed_by: rule.reviewed_by, reviewed_on: rule.reviewed_on, pack: item.pack },
    })
  }
  return [...shown.values()]
}

/** With the paper that says it, where one was kept with the event. */
const statusOf = (
  packs: readonly Pack[],
  { happenings }: LawFacts,
  items: readonly Item[],
  today: Day,
  rows: readonly store.EventRow[],
): model.StatusSpan[] =>
  statusHistory(packs, happenings, items, today).map((span) => ({
    ...span,
    document_id: rows.find(({ event_id }) => event_id === span.event_id)?.document_id ?? null,
  }))

const openEvents = async ({ tx, vault, file }: OnFile, rows: store.EventRow[]): Promise<model.LawEvent[]> => {
  const [keys, before] = [
    await vault.caseKeys(tx, file.organisation_id, file.case_id),
    await store.listEventsBefore(tx, file),
  ]
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    ...openJson(keys.of(sealed), store.eventPlace(file, row.event_id), sealed, model.EventWords),
    before: before
      .filter(({ event_id }) => event_id === row.event_id)
      .map(({ sealed: words, event_id, ...each }) => ({
        ...each,
        ...openJson(keys.of(words), store.eventPlace(file, event_id, each.version), words, model.EventWords),
      })),
  }))
}

export const readLaw = answer(model.readLaw)(async (asked) => {
  const { tx, vault, file, today, may } = asked
  asked.demand(section)
  asked.note({ sections: [section] })
  const kept = await store.findLawFile(tx, file)
  const place = kept ?? (await proposed(asked))
  const rows = await store.listEvents(tx, file)
  const facts = factsOf(place, happeningsOf(rows))
  // Before anybody recorded anything there is no law to show, only what could be said.
  const items = kept ? reckonOn(facts, today) : []
  const packs = packsFor(place.jurisdictions)
  const [events, shown, changes, team, card] = [
    await openEvents(asked, rows),
    await shownItems(asked, facts, items),
    await store.listChanges(tx, file, changesShown),
    await store.listLegalTeam(tx, file),
    await readCard(tx, vault, file.organisation_id, file.case_id),
  ]
  const writes = may('case.write')
  return {
    today,
    file: {
      ...place,
      reckoned_on: kept?.reckoned_on ?? null,
      next_look_on: kept?.next_look_on ?? null,
      version: kept?.version ?? 0,
    },
    events,
    items: shown,
    rules: shownRules(packs, items),
    packs: packs.map(shownPack),
    status_history: statusOf(packs, facts, items, today, rows),
    changes,
    suggestions: suggestionsOf(card, place.circumstances, today),
    team,
    may: { write: writes.allowed && writes.sections.includes(section) },
  }
})

/** The row of the file, held; one that has none yet begins with what is proposed. */
export const holdFile = async (asked: OnFile, also: PackId | null = null): Promise<store.LawFileRow> => {
  const { tx, file, today } = asked
  const held = await store.holdLawFile(tx, file)
  if (held) return held
  const place = await proposed(asked)
  const jurisdictions =
    also === null || packsFor(place.jurisdictions).some(({ id }) => id === also)
      ? place.jurisdictions
      : [...place.jurisdictions, also]
  const { organisation_id, case_id } = file
  const empty = outcomeOf(factsOf({ ...place, jurisdictions }, []), today)
  await store.beginLawFile(tx, { organisation_id, case_id, ...place, jurisdictions, ...empty.mark })
  return (await store.holdLawFile(tx, file))!
}

export const tell = (
  { tx, file, actor }: OnFile,
  kind: TimelineKind,
  ref_id: string | null,
  codes: Record<string, string> = {},
) =>
  Promise.all([
    addToTimeline(tx, {
      organisation_id: file.organisation_id,
      case_id: file.case_id,
      actor_id: actor.staff_id,
      ...{ section, kind, ref_id, codes },
    }),
    touchCase(tx, file.case_id),
  ])

/** What followed until now, and the reckoning after the change, kept. */
export const keepChange = async (
  { tx, file, actor, today }: OnFile,
  before: LawFacts,
  place: Place,
  because: Omit<Because, 'by_id'>,
): Promise<Change[]> => {
  const facts = factsOf(place, happeningsOf(await store.listEvents(tx, file)))
  const outcome = outcomeOf(facts, today)
  const by_id = actor.staff_id
  const kept = { at: file, facts, outcome, before: reckonOn(before, today), ...because, by_id }
  return (await keepOutcomes(tx, [kept])).flat()
}

export const keepLawFile = answer(model.keepLawFile)(async (asked) => {
  const { input, tx, file, today } = asked
  const { case_id, version, ...place } = input
  asked.demand(section)
  asked.note({ sections: [section], reason: 'circumstances' })
  refuseCircumstances(packsFor(place.jurisdictions), place.circumstances)
  if (version === 0) {
    const { mark } = outcomeOf(factsOf(place, []), today)
    const begun = await store.beginLawFile(tx, { organisation_id: file.organisation_id, case_id, ...place, ...mark })
    if (!begun) throw new Problem('conflict', 'stale', { current: await store.findLawFile(tx, file) })
    const nothing = factsOf({ ...place, circumstances: {}, jurisdictions: [] }, [])
    const changes = await keepChange(asked, nothing, place, { cause: 'circumstances', event_id: null })
    await tell(asked, 'law_kept', null)
    return { version: 1, changes }
  }
  const held = await store.holdLawFile(tx, file)
  const before = held && factsOf(held, happeningsOf(await store.listEvents(tx, file)))
  if (!before || !(await store.changeLawFile(tx, file, place, version)))
    throw new Problem('conflict', 'stale', { current: held })
  const changes = await keepChange(asked, before, place, { cause: 'circumstances', event_id: null })
  await tell(asked, 'law_kept', null)
  return { version: version + 1, changes }
})

interface Said {
  event_id: string
  code: string
  jurisdiction: PackId
  happened_on: Day
  happened_at: string | null
  matter_id: string | null
  authority: string | null
  document_id: string | null
  number: string
  words: string
}

const rowOf = async ({ tx, vault, file }: OnFile, { number, words, ...said }: Said) => {
  if (said.document_id !== null && !(await store.hasDocument(tx, file, said.document_id)))
    throw new Problem('invalid', 'law.no_such_document')
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  return { ...said, sealed: sealJson(key, store.eventPlace(file, said.event_id), { number, words }) }
}

/** Written and reckoned; the row of the file is held. */
export const addEvent = async (asked: OnFile, held: store.LawFileRow, said: Said): Promise<LawFacts> => {
  const { tx, file, today } = asked
  refuseEvent(packsFor(held.jurisdictions), said, today)
  const before = factsOf(held, happeningsOf(await store.listEvents(tx, file)))
  if (!(await store.insertEvent(tx, file, await rowOf(asked, said)))) throw new Problem('conflict', 'law.event_already')
  return before
}

export const recordLawEvent = answer(model.recordLawEvent)(async (asked) => {
  const { case_id: _, ...said } = asked.input
  asked.demand(section)
  asked.note({ subject_id: said.event_id, sections: [section], reason: said.code })
  const held = await holdFile(asked, said.jurisdiction)
  const before = await addEvent(asked, held, said)
  const changes = await keepChange(asked, before, held, { cause: 'event', event_id: said.event_id })
  await tell(asked, 'law_event_recorded', said.event_id, { law_event: said.code })
  return { event_id: said.event_id, version: 1, changes }
})

const stale = async (asked: OnFile, event_id: string): Promise<Problem> => {
  const rows = (await store.listEvents(asked.tx, asked.file)).filter((row) => row.event_id === event_id)
  const [current] = await openEvents(asked, rows)
  if (!current) return new Problem('not_found', 'law.no_such_event')
  return current.status === 'withdrawn'
    ? new Problem('conflict', 'law.event_withdrawn')
    : new Problem('conflict', 'stale', { current })
}

/** What it said until now, sealed anew under its own name. */
const keepBefore = async ({ tx, vault, file }: OnFile, row: store.EventRow): Promise<void> => {
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  const words = openJson(keys.of(row.sealed), store.eventPlace(file, row.event_id), row.sealed, model.EventWords)
  const { status: _, recorded_by: __, recorded_at: ___, ...said } = row
  await store.keepEventBefore(tx, file, {
    ...said,
    sealed: sealJson(keys.latest, store.eventPlace(file, row.event_id, row.version), words),
  })
}

const correct = async (
  asked: OnFile,
  { event_id, version }: { event_id: string; version: number },
  change: () => Promise<Parameters<typeof store.changeEvent>[2]>,
  because: Because['cause'],
): Promise<Change[]> => {
  const { tx, file } = asked
  const held = await store.holdLawFile(tx, file)
  const rows = await store.listEvents(tx, file)
  const row = rows.find((each) => each.event_id === event_id)
  if (!held || !row || row.version !== version || row.status !== 'live') throw await stale(asked, event_id)
  await keepBefore(asked, row)
  if (!(await store.changeEvent(tx, file, await change(), version))) throw await stale(asked, event_id)
  if (because === 'withdrawal') await reopenFiledWith(tx, file, event_id)
  return keepChange(asked, factsOf(held, happeningsOf(rows)), held, { cause: because, event_id })
}

export const changeLawEvent = answer(model.changeLawEvent)(async (asked) => {
  const { case_id: _, version, ...said } = asked.input
  asked.demand(section)
  asked.note({ subject_id: said.event_id, sections: [section], reason: said.code })
  const change = async () => {
    const held = await store.findLawFile(asked.tx, asked.file)
    refuseEvent(packsFor(held?.jurisdictions ?? []), said, asked.today)
    return rowOf(asked, said)
  }
  const changes = await correct(asked, { event_id: said.event_id, version }, change, 'correction')
  await tell(asked, 'law_event_changed', said.event_id, { law_event: said.code })
  return { event_id: said.event_id, version: version + 1, changes }
})

export const withdrawLawEvent = answer(model.withdrawLawEvent)(async (asked) => {
  const { event_id, version } = asked.input
  asked.demand(section)
  asked.note({ subject_id: event_id, sections: [section], reason: 'withdrawn' })
  const withdrawn = async () => ({ event_id, status: 'withdrawn' as const })
  const changes = await correct(asked, { event_id, version }, withdrawn, 'withdrawal')
  await tell(asked, 'law_event_withdrawn', event_id)
  return { event_id, version: version + 1, changes }
})

export const whatIf = answer(model.whatIf)(async (asked) => {
  const { input, tx, file, today } = asked
  asked.demand(section)
  asked.note({ sections: [section] })
  const place = (await store.findLawFile(tx, file)) ?? (await proposed(asked))
  const rows = await store.listEvents(tx, file)
  const now = factsOf(place, happeningsOf(rows))
  const jurisdictions = input.jurisdictions ?? place.jurisdictions
  const packs = packsFor(jurisdictions)
  const supposed = input.events.map(({ happened_on: on, happened_at: at, ...each }) => ({ ...each, on, at }))
  for (const event of input.events) refuseEvent(packs, event, null)
  const circumstances = input.circumstances ?? place.circumstances
  refuseCircumstances(packs, circumstances)
  const replaced = new Set([...input.withdrawn, ...supposed.map(({ event_id }) => event_id)])
  const happenings = [...now.happenings.filter(({ event_id }) => !replaced.has(event_id)), ...supposed]
  const facts = factsOf({ ...place, jurisdictions, circumstances }, happenings)
  const on = input.on ?? today
  const items = reckonOn(facts, on)
  return {
    today: on,
    items,
    rules: shownRules(packs, items),
    status_history: statusOf(packs, facts, items, on, rows),
    changes: changesBetween(reckonOn(now, on), items, on),
  }
})
