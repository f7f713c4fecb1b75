// Opening a file, listing files, opening a new one, and keeping its card, stage and rule of contact.
import { randomInt } from 'node:crypto'
import { sections as allSections } from '#access/access.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'

import { newId } from '#kit/id.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import { Card } from '#people/card.ts'
import { keepMarks } from '#people/mark.api.ts'
import { cardForPartner, presumedMinor } from '#people/person.rules.ts'
import { SafeContact } from '#people/safe-contact.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { openedFrom } from '#triage/poster.api.ts'
import { keyVersionOf, openJson, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { newCaseKey } from '#vault/keys.ts'
import { openJsonOnce } from '#vault/opened.ts'
import { cardPlace } from './card.store.ts'
import * as store from './case.store.ts'
import * as model from './case.ts'
import { countedOf } from './counted.rules.ts'
import { keepCounted } from './counted.store.ts'
import {
  type Columns,
  type FileRow,
  type FileRowAtOnce,
  findFile,
  listAtOnce,
  listedRows,
  openAtOnce,
  withTimeline,
} from './file.store.ts'

const contactPlace = (organisation_id: string, case_id: string) => ({
  table: 'safe_contact',
  column: 'sealed',
  row: case_id,
  case_id,
  organisation_id,
})

type Reader = Pick<AskedOnFile<unknown>, 'today' | 'file' | 'actor' | 'may'>

const showRow = ({ today, file, actor, may }: Reader, row: FileRow, keys: CaseKeyRing): model.CaseFile => {
  const { case_id, organisation_id } = file
  const { keys: _, contact, sealed_card, ...shown } = row
  const cardBytes = Buffer.from(sealed_card, 'base64')
  const card = openJsonOnce(keys.of(cardBytes), cardPlace(organisation_id, case_id), cardBytes, Card)
  const contactBytes = contact && Buffer.from(contact.sealed, 'base64')
  return {
    ...shown,
    stage: row.stage as model.Stage,
    status: row.status as 'open' | 'closed',
    card: actor.organisation_id === organisation_id ? card : cardForPartner(card, file.sections),
    presumed_minor: presumedMinor(card, today),
    sections: may('case.open').sections,
    because: file.because,
    writes: may('case.write').sections,
    may: Object.fromEntries(actionsOnAFile.map((action) => [action, may(action).allowed])),
    team: (row.team ?? []) as model.TeamMember[],
    safe_contact:
      contactBytes &&
      openJson(keys.of(contactBytes), contactPlace(organisation_id, case_id), contactBytes, SafeContact),
    safe_contact_version: contact?.version ?? 0,
    timeline: (row.timeline ?? []) as model.CaseFile['timeline'],
  }
}

const showFile = async (asked: AskedOnFile<unknown>): Promise<model.CaseFile> => {
  const row = await findFile(asked.tx, asked.file, latestEntries)
  if (!row) throw new Problem('not_found', 'case.not_found')
  return showRow(asked, row, await asked.vault.openCaseKeys(asked.tx, asked.file, row.keys))
}

const actionsOnAFile = [
  'case.change',
  'case.write',
  'team.assign',
  'consents.record',
  'consents.withdraw',
  'assessments.give',
  'assessments.share',
  'plan.write',
  'services.match',
  'referrals.send',
  'exceptions.ask',
  'exceptions.approve',
  'journal.read',
]

const latestEntries = 20

export const openFile = answer(model.openFile)(showFile, {
  statement: ({ input, token, entry_id }) => openAtOnce(input.case_id, token, entry_id, latestEntries),
  tell: (asked, row: FileRowAtOnce) => {
    const keys = asked.vault.keysAtHand(asked.file, row.keys)
    return keys && showRow(asked, withTimeline(row), keys)
  },
})

const pageSize = 25

type ListedFile = Omit<Awaited<ReturnType<typeof store.listCases>>[number], 'sealed_card' | 'wrapped'>

const showListed = (row: ListedFile, card: Card, ours: boolean): model.CaseRow => {
  const { alias, languages, country } = ours ? card : cardForPartner(card, [])
  return { ...row, stage: row.stage as model.Stage, status: row.status as 'open' | 'closed', alias, languages, country }
}

const cutFiles = <Row extends ListedFile>(listed: Row[], sort: model.CaseSort) =>
  cutPage(listed, pageSize, (row) => ({
    value: { last_activity: row.last_activity_at, opened: row.opened_on, due: row.next_due_on ?? '' }[sort],
    id: row.case_id,
  }))

export const listFiles = answer(model.listFiles)(
  async ({ input, tx, vault, actor, may }) => {
    const reach = may('case.list').because
    const listed = await store.listCases(tx, actor.organisation_id, {
      ...input,
      on_the_case: input.mine || reach === 'on_the_case',
      office_id: reach === 'in_the_office' ? actor.office_id : undefined,
      after: readPageKey(input.after),
      size: pageSize,
    })
    const { rows, next } = cutFiles(listed, input.sort)
    const shown = await Promise.all(
      rows.map(async (row) => {
        // A card sealed before the file's key was last changed needs the key of its time.
        const sealedWith = keyVersionOf(row.sealed_card)
        const key =
          sealedWith === row.key_version
            ? await vault.openCaseKey(tx, { ...row, version: row.key_version })
            : await vault.caseKeyVersion(tx, row.organisation_id, row.case_id, sealedWith)
        const card = openJson(key, cardPlace(row.organisation_id, row.case_id), row.sealed_card, Card)
        return showListed(row, card, row.organisation_id === actor.organisation_id)
      }),
    )
    return { rows: shown, next }
  },
  {
    statement: ({ input, token, entry_id }) => listAtOnce(input, token, entry_id, pageSize + 1),
    tell: ({ input, vault, actor: { organisation_id } }, listed: Columns) => {
      const { rows, next } = cutFiles(
        listedRows(listed).map((row) => ({ ...row, organisation_id })),
        input.sort,
      )
      const shown: model.CaseRow[] = []
      for (const row of rows) {
        const sealed = Buffer.from(row.sealed_card, 'base64')
        const key = vault.keyAtHand(row, { version: row.key_version, wrapped: row.wrapped })
        if (key?.version !== keyVersionOf(sealed)) return undefined
        shown.push(showListed(row, openJsonOnce(key, cardPlace(organisation_id, row.case_id), sealed, Card), true))
      }
      return { rows: shown, next }
    },
  },
)

const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
export const newReference = (): string =>
  Array.from({ length: 6 }, (_, place) => (place === 3 ? '-' : '') + alphabet[randomInt(alphabet.length)]).join('')

export const createFile = answer(model.createFile)(async (asked) => {
  const { input, tx, vault, actor, today, note } = asked
  const { new_case_id: case_id, card } = input
  const { organisation_id } = actor
  const at = { organisation_id, case_id, actor_id: actor.staff_id }
  note({ case_id })
  // The key is sealed into the card before either is written; the opener assigns the team last, which closes the door.
  const key = newCaseKey(organisation_id, case_id)
  const { report_id } = input
  await Promise.all([
    store.insertCase(tx, {
      organisation_id,
      case_id,
      office_id: input.office_id ?? actor.office_id,
      reference: newReference(),
      opened_on: today,
      created_by: actor.staff_id,
      sealed_card: sealJson(key, cardPlace(organisation_id, case_id), card),
    }),
    vault.keepCaseKey(tx, key),
    keepMarks({ tx, vault }, at, [card.alias, ...input.also_called], card.birth_year),
    keepCounted(tx, case_id, countedOf(card, today)),
    addToTimeline(tx, {
      ...at,
      kind: report_id ? 'file_from_report' : 'file_opened',
      ref_id: report_id ?? null,
    }),
    addToTimeline(tx, {
      ...at,
      kind: 'team_assigned',
      ref_id: input.reference_worker_id,
      codes: { function: 'reference_worker' },
    }),
  ])
  if (report_id) await openedFrom(asked, report_id, case_id)
  // Only when all of the above has arrived: from here on the opener may write no more than the team they put there.
  await store.insertAssignment(tx, {
    organisation_id,
    case_id,
    access_id: newId(),
    staff_id: input.reference_worker_id,
    function: 'reference_worker',
    sections: [...allSections],
    until_at: null,
    created_by: actor.staff_id,
  })
  return { case_id, version: 1 }
})

const staleFile = async (asked: AskedOnFile<unknown>): Promise<Problem> =>
  new Problem('conflict', 'stale', { current: await showFile(asked) })

export const changeCard = answer(model.changeCard)(async (asked) => {
  const { input, tx, vault, file, actor, today } = asked
  const { case_id, organisation_id } = file
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const sealed_card = sealJson(key, cardPlace(organisation_id, case_id), input.card)
  if (!(await store.updateCase(tx, case_id, input.version, { sealed_card }))) throw await staleFile(asked)
  await Promise.all([
    keepMarks(asked, file, [input.card.alias], input.card.birth_year),
    keepCounted(tx, case_id, countedOf(input.card, today)),
    addToTimeline(tx, { organisation_id, case_id, actor_id: actor.staff_id, kind: 'card_changed' }),
  ])
  return { case_id, version: input.version + 1 }
})

export const changeStage = answer(model.changeStage)(async (asked) => {
  const { input, tx, file, actor } = asked
  const { case_id, organisation_id } = file
  const { stage, status, version } = input
  const before = await store.findCase(tx, case_id)
  // Closing and reopening have their own way, with a reason (src/leaving).
  if (before && before.version === version && before.status !== status)
    throw new Problem('invalid', 'case.close_with_reason')
  if (!(await store.updateCase(tx, case_id, version, { stage }))) throw await staleFile(asked)
  const codes = { stage }
  await addToTimeline(tx, { organisation_id, case_id, actor_id: actor.staff_id, kind: 'stage_changed', codes })
  return { case_id, version: version + 1 }
})

export const changeSafeContact = answer(model.changeSafeContact)(async (asked) => {
  const { input, tx, vault, file, actor } = asked
  const { case_id, organisation_id } = file
  const key = await vault.caseKey(tx, organisation_id, case_id)
  const row = {
    organisation_id,
    case_id,
    allowed: input.safe_contact.channels.some((way) => way.allowed),
    confirm_again_on: input.safe_contact.confirm_again_on,
    sealed: sealJson(key, contactPlace(organisation_id, case_id), input.safe_contact),
  }
  if (!(await store.writeSafeContact(tx, row, input.version))) throw await staleFile(asked)
  await addToTimeline(tx, {
    organisation_id,
    case_id,
    actor_id: actor.staff_id,
    kind: 'safe_contact_changed',
    section: 'safety',
  })
  return { case_id, version: input.version + 1 }
})

export const listColleagues = answer(model.listColleagues)(async ({ tx, actor }) => ({
  colleagues: await store.listColleagueRows(tx, actor.organisation_id),
}))
