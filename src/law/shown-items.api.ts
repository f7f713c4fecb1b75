// Items as they stand in the file: with who answers for each, what was done about it, and whom it rings.
import type { AskedOnFile } from '#gate/answer.ts'
import { openJson } from '#vault/envelope.ts'
import { heardNow, whoIsRung } from './alarm.rules.ts'
import { type DeadlineRow, deadlinePlace, listDeadlines, listHeard } from './deadline.store.ts'
import { AsideWords, type FileDeadline, FiledNumber } from './deadline.ts'
import { findNames } from './law-file.store.ts'
import { packsFor } from './packs.ts'
import { deadlineId, workingOf } from './reckon-file.api.ts'
import type { Item, LawFacts } from './reckoning.ts'
import { reviewedBy } from './review.api.ts'
import { reviewsOf } from './review.store.ts'
import { findRule, nothingDone, stageNow } from './stored.rules.ts'

const quiet = { stage: null, next_on: null, rings: [], heard: [] }
const unowned = {
  deadline_id: null,
  version: 0,
  owner: null,
  deputy: null,
  by_default: true,
  filed: null,
  set_aside: null,
}

export const shownItems = async (
  { tx, vault, file, today }: AskedOnFile<unknown>,
  facts: LawFacts,
  items: readonly Item[],
): Promise<FileDeadline[]> => {
  const rows = new Map((await listDeadlines(tx, file)).map((row) => [row.deadline_id, row]))
  const heard = await listHeard(tx, file)
  const reviews = await reviewsOf(tx, file.organisation_id)
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  const people = [...rows.values()].flatMap(({ owner_id, deputy_id }) => [owner_id, deputy_id])
  const names = await findNames(tx, file.organisation_id, [...new Set(people.filter((each) => each !== null))])
  const packs = packsFor(facts.jurisdictions)
  const working = workingOf(facts)
  const named = (staff_id: string | null) => (staff_id === null ? null : { staff_id, name: names.get(staff_id) ?? '' })

  const filedOf = ({ deadline_id, filed_on, filed_by, sealed_number, ...row }: DeadlineRow) =>
    filed_on && filed_by
      ? {
          on: filed_on,
          document_id: row.filed_document_id,
          event_id: row.filed_event_id,
          by_id: filed_by,
          number: sealed_number
            ? openJson(
                keys.of(sealed_number),
                deadlinePlace(file, 'sealed_number', deadline_id),
                sealed_number,
                FiledNumber,
              ).number
            : '',
        }
      : null
  const asideOf = ({ deadline_id, due_on, aside_reason, aside_on, aside_due, aside_by, sealed_aside }: DeadlineRow) =>
    aside_reason && aside_on && aside_by && aside_due === due_on
      ? {
          reason: aside_reason,
          on: aside_on,
          by_id: aside_by,
          words: sealed_aside
            ? openJson(
                keys.of(sealed_aside),
                deadlinePlace(file, 'sealed_aside', deadline_id),
                sealed_aside,
                AsideWords,
              ).words
            : '',
        }
      : null
  const ownedOf = (row: DeadlineRow) => ({
    version: row.version,
    owner: named(row.owner_id),
    deputy: named(row.deputy_id),
    by_default: !row.chosen,
    filed: filedOf(row),
    set_aside: asideOf(row),
  })

  return items.map((item): FileDeadline => {
    const rule = findRule(packs, item)
    const standing = rule && reviewedBy(rule, reviews)
    const reviewed = standing?.standing === 'reviewed'
    const said = { reviewed, reviewed_by: reviewed ? standing.name : null, reviewed_on: reviewed ? standing.on : null }
    const { due_on } = item
    if (due_on === null) return { ...item, ...unowned, alarm: quiet, ...said }
    const deadline_id = deadlineId(file.case_id, item.key)
    const row = rows.get(deadline_id)
    const { stage, next_on, deputy_on } = stageNow(packs, { ...item, due_on }, row ?? nothingDone, today, working)
    const now = heardNow(
      heard.filter((each) => each.deadline_id === deadline_id),
      stage,
      due_on,
      today,
    )
    const owners = { owner_id: row?.owner_id ?? null, deputy_id: row?.deputy_id ?? null }
    const heardBy = now.map(({ staff_id }) => staff_id)
    return {
      ...item,
      ...unowned,
      deadline_id,
      ...(row && ownedOf(row)),
      alarm: {
        stage,
        next_on,
        rings: whoIsRung({ stage, deputy_on }, owners, heardBy, today),
        heard: now.map(({ staff_id, name, at }) => ({ staff_id, name, at })),
      },
      ...said,
    }
  })
}
