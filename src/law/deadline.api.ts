// Answering for a deadline: taking it, hearing its alarm, closing it with proof, or saying why nobody need act.
import { type AskedOnFile, answer } from '#gate/answer.ts'
import type { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { sealJson } from '#vault/envelope.ts'
import { findEvent } from './allowed.rules.ts'
import * as store from './deadline.store.ts'
import * as model from './deadline.ts'
import { addEvent, holdFile, keepChange, section, tell } from './law-file.api.ts'
import { type LawFileRow, listEvents, listLegalTeam } from './law-file.store.ts'
import { packsFor } from './packs.ts'
import { deadlineId, factsOf, happeningsOf, keepOutcomes, outcomeOf, workingOf } from './reckon-file.api.ts'
import type { PackId } from './rule.ts'
import { findRule, stageNow } from './stored.rules.ts'

type OnFile = AskedOnFile<unknown>

/** The row as it stands after a reckoning of today: its last day is never one of yesterday's. */
const reckonedToday = async (asked: OnFile, held: LawFileRow): Promise<store.DeadlineRow[]> => {
  const { tx, file, today } = asked
  const facts = factsOf(held, happeningsOf(await listEvents(tx, file)))
  const outcome = outcomeOf(facts, today)
  const nobody = { cause: 'day' as const, event_id: null, by_id: null }
  await keepOutcomes(tx, [{ at: file, facts, outcome, before: outcome.items, ...nobody }])
  return store.listDeadlines(tx, file)
}

const find = async (asked: OnFile, deadline_id: string, version: number) => {
  asked.demand(section)
  const held = await holdFile(asked)
  const row = (await reckonedToday(asked, held)).find((each) => each.deadline_id === deadline_id && !each.gone)
  if (!row) throw new Problem('not_found', 'law.no_such_deadline')
  if (row.version !== version) {
    const { due_on, state, open, owner_id, deputy_id, filed_on } = row
    const current = { deadline_id, version: row.version, due_on, state, open, owner_id, deputy_id, filed_on }
    throw new Problem('conflict', 'stale', { current })
  }
  return { held, row }
}

const change = async (asked: OnFile, row: store.DeadlineRow, added: Parameters<typeof store.changeDeadline>[4]) => {
  const { tx, file } = asked
  if (!(await store.changeDeadline(tx, file, row.deadline_id, row.version, added)))
    throw new Problem('conflict', 'stale')
  return row.version + 1
}

export const takeDeadline = answer(model.takeDeadline)(async (asked) => {
  const { deadline_id, version, owner_id, deputy_id } = asked.input
  asked.note({ subject_id: deadline_id, sections: [section], reason: 'taken' })
  const { row } = await find(asked, deadline_id, version)
  const team = new Set((await listLegalTeam(asked.tx, asked.file)).map(({ staff_id }) => staff_id))
  if (!team.has(owner_id) || (deputy_id !== null && !team.has(deputy_id)))
    throw new Problem('invalid', 'law.not_on_the_team')
  if (owner_id === deputy_id) throw new Problem('invalid', 'law.same_person')
  return { deadline_id, version: await change(asked, row, { owner_id, deputy_id, chosen: true }) }
})

export const hearAlarm = answer(model.hearAlarm)(async (asked) => {
  const { input, tx, file, today } = asked
  const { deadline_id, stage } = input
  asked.demand(section)
  asked.note({ subject_id: deadline_id, sections: [section], reason: stage })
  const held = await holdFile(asked)
  const row = (await reckonedToday(asked, held)).find((each) => each.deadline_id === deadline_id && !each.gone)
  if (!row) throw new Problem('not_found', 'law.no_such_deadline')
  const facts = factsOf(held, happeningsOf(await listEvents(tx, file)))
  const item = outcomeOf(facts, today).items.find(({ key }) => deadlineId(file.case_id, key) === deadline_id)
  const now = item?.due_on
    ? stageNow(packsFor(held.jurisdictions), { ...item, due_on: item.due_on }, row, today, workingOf(facts)).stage
    : null
  if (now !== stage) throw new Problem('conflict', 'law.other_stage', { stage: now })
  await store.insertHeard(tx, file, { deadline_id, stage, due_on: row.due_on, on_day: today })
  return { deadline_id }
})

/** The file's own jurisdiction in which this can happen; a duty of a treaty is met where the file is. */
const whereItHappens = (held: LawFileRow, pack: PackId, code: string): PackId => {
  const packs = packsFor(held.jurisdictions)
  return held.jurisdictions.find((id) => findEvent(packs, id, code)) ?? pack
}

const refuseDay = (on: Day, { starts_on }: store.DeadlineRow, today: Day): void => {
  if (on > today) throw new Problem('invalid', 'law.not_yet')
  if (on < starts_on) throw new Problem('invalid', 'law.before_it_began')
}

export const closeDeadline = answer(model.closeDeadline)(async (asked) => {
  const { input, tx, vault, file, actor, today } = asked
  const { deadline_id, version, on, at, document_id, number } = input
  asked.note({ subject_id: deadline_id, sections: [section], reason: 'closed' })
  const { held, row } = await find(asked, deadline_id, version)
  if (document_id === null && number === '') throw new Problem('invalid', 'law.proof_needed')
  if (row.filed_on !== null) throw new Problem('conflict', 'law.closed_already')
  refuseDay(on, row, today)
  const closes = findRule(packsFor(held.jurisdictions), row)?.closes ?? []
  if (input.code !== null && !closes.includes(input.code)) throw new Problem('invalid', 'law.does_not_meet_it')
  const code = input.code ?? closes[0] ?? null
  const before = code
    ? await addEvent(asked, held, {
        ...{ event_id: input.event_id, code, happened_on: on, happened_at: at, matter_id: row.matter_id },
        jurisdiction: whereItHappens(held, row.pack, code),
        ...{ authority: null, document_id, number, words: '' },
      })
    : factsOf(held, happeningsOf(await listEvents(tx, file)))
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  const event_id = code ? input.event_id : null
  await change(asked, row, {
    ...{ filed_on: on, filed_document_id: document_id, filed_event_id: event_id, filed_by: actor.staff_id },
    sealed_number: number ? sealJson(key, store.deadlinePlace(file, 'sealed_number', deadline_id), { number }) : null,
    open: false,
  })
  const changes = await keepChange(asked, before, held, { cause: 'closing', event_id })
  await tell(asked, 'law_deadline_closed', deadline_id, { law_rule: row.rule_id })
  const now = (await store.listDeadlines(tx, file)).find((each) => each.deadline_id === deadline_id)
  return { deadline_id, version: now?.version ?? version + 1, event_id, changes }
})

export const setDeadlineAside = answer(model.setDeadlineAside)(async (asked) => {
  const { input, tx, vault, file, actor, today } = asked
  const { deadline_id, version, reason, words } = input
  asked.note({ subject_id: deadline_id, sections: [section], reason: reason ?? 'taken_back' })
  const { held, row } = await find(asked, deadline_id, version)
  if (reason !== null && words === null) throw new Problem('invalid', 'law.reason_needed')
  if (reason !== null && !row.open) throw new Problem('conflict', 'law.closed_already')
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  await change(
    asked,
    row,
    reason === null
      ? { aside_reason: null, aside_on: null, aside_due: null, aside_by: null, sealed_aside: null }
      : {
          ...{ aside_reason: reason, aside_on: today, aside_due: row.due_on, aside_by: actor.staff_id },
          sealed_aside: sealJson(key, store.deadlinePlace(file, 'sealed_aside', deadline_id), { words }),
        },
  )
  const now = (await reckonedToday(asked, held)).find((each) => each.deadline_id === deadline_id)
  await tell(asked, reason === null ? 'law_deadline_back' : 'law_deadline_aside', deadline_id, {
    law_rule: row.rule_id,
    ...(reason && { law_aside: reason }),
  })
  return { deadline_id, version: now?.version ?? version + 1 }
})
