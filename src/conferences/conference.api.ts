// Calling a conference, holding it, and showing each house its part.
import { readCard } from '#cases/card.store.ts'
import { holdConsent } from '#consents/hold.store.ts'
import { type AskedByStaff, type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import type { TimelineKind } from '#timeline/timeline.ts'
import { endObstacle, inviteObstacle, itemsFor } from './conference.rules.ts'
import * as store from './conference.store.ts'
import * as model from './conference.ts'
import * as sealed from './sealed.store.ts'

type OnFile = AskedOnFile<unknown>

const keysOf = ({ tx, vault, file }: OnFile) => vault.caseKeys(tx, file.organisation_id, file.case_id)
const partsOf = async ({ tx }: Pick<OnFile, 'tx'>, ids: string[]) => {
  if (ids.length === 0) return { items: [], tasks: [] }
  const [items, tasks] = await Promise.all([store.listItems(tx, ids), store.listTasks(tx, ids)])
  return { items, tasks }
}

const showToUs = async (asked: OnFile): Promise<model.Conference[]> => {
  const { tx, file, actor } = asked
  const [heads, agencies, keys] = await Promise.all([
    store.listHeads(tx, file),
    store.listAgencies(tx, file),
    keysOf(asked),
  ])
  const { items, tasks } = await partsOf(
    asked,
    heads.map(({ conference_id }) => conference_id),
  )
  return heads.map((head) => {
    const { conference_id, meets_at, version, called_by } = head
    const ofThis = <Row extends { conference_id: string }>(rows: Row[]) =>
      rows.filter((row) => row.conference_id === conference_id)
    const invited = ofThis(agencies).map(({ conference_id: _, ...agency }) => agency)
    return {
      conference_id,
      meets_at,
      status: head.status as model.ConferenceStatus,
      attends: head.attends as model.Conference['attends'],
      ...sealed.openForAll(keys, file, conference_id, head.sealed),
      items: ofThis(items).map((row) => sealed.openItem(keys, row)),
      tasks: ofThis(tasks).map((row) => sealed.openTask(keys, row, actor)),
      named: invited.map(({ name }) => name),
      ours: {
        asked: head.asked as NonNullable<model.Conference['ours']>['asked'],
        ...sealed.openForUs(keys, file, conference_id, head.sealed_own),
        called_by,
        version,
        agencies: invited,
      },
    }
  })
}

/** A partner's part: conferences it is invited to, the items of the sections open to it, its own tasks. */
const showToPartner = async (asked: OnFile): Promise<model.Conference[]> => {
  const { tx, file, actor } = asked
  const [mine, keys] = await Promise.all([store.listMyHeads(tx), keysOf(asked)])
  const heads = mine.filter(({ case_id }) => case_id === file.case_id)
  const { items, tasks } = await partsOf(
    asked,
    heads.map(({ conference_id }) => conference_id),
  )
  return heads.map(({ conference_id, meets_at, status, attends, sections, agencies, ...head }) => ({
    conference_id,
    meets_at,
    status: status as model.ConferenceStatus,
    attends: attends as model.Conference['attends'],
    ...sealed.openForAll(keys, file, conference_id, head.sealed),
    items: itemsFor(
      items.filter((row) => row.conference_id === conference_id).map((row) => sealed.openItem(keys, row)),
      sections,
    ),
    tasks: tasks
      .filter((row) => row.conference_id === conference_id && row.owner_organisation_id === actor.organisation_id)
      .map((row) => sealed.openTask(keys, row, actor)),
    named: agencies.map(({ name }) => name),
    ours: null,
  }))
}

export const listConferences = answer(model.listConferences)(async (asked) => {
  const { tx, file, actor, may } = asked
  if (actor.organisation_id !== file.organisation_id)
    return { conferences: await showToPartner(asked), guests: [], may_call: false }
  const [conferences, guests] = await Promise.all([showToUs(asked), store.listGuests(tx, file)])
  return { conferences, guests, may_call: may('conferences.call').allowed }
})

/** The consents are held from here on: a withdrawal waits, and then closes the part that was opened here. */
const inviteAll = async (
  { tx, file }: OnFile,
  conference_id: string,
  invited: { organisation_id: string; consent_id: string; named: boolean }[],
): Promise<void> => {
  const guests = await store.listGuests(tx, file)
  const obstacle = inviteObstacle(
    invited,
    guests.map(({ organisation_id, consent_id }) => ({ kind: 'consent', organisation_id, basis: consent_id })),
  )
  if (obstacle) throw new Problem('invalid', obstacle)
  for (const agency of invited) {
    if (!(await holdConsent(tx, agency.consent_id, file.case_id, agency.organisation_id)))
      throw new Problem('invalid', 'conference.no_live_consent')
    await store.invite(tx, file, conference_id, agency)
  }
}

export const tellConference = (
  { tx, file, actor }: OnFile,
  kind: TimelineKind,
  ref_id: string,
  codes: Record<string, string> = {},
) =>
  addToTimeline(tx, {
    organisation_id: file.organisation_id,
    case_id: file.case_id,
    actor_id: actor.staff_id,
    kind,
    ref_id,
    codes,
  })

const sealHead = async (asked: OnFile, id: string, input: { place: string; said: string; wishes: string }) => {
  const { tx, vault, file } = asked
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  return {
    sealed: sealed.seal(key, file, 'conference', id, { place: input.place, said: input.said }),
    sealed_own: sealed.seal(key, file, 'conference', id, { wishes: input.wishes }, 'sealed_own'),
  }
}

type NewItem = { item_id: string; section: Parameters<OnFile['demand']>[0]; title: string; words: string }

/** Only in sections one may write: nobody puts on the table what is not theirs to tell. */
const writeItem = async (asked: OnFile, conference_id: string, place: number, item: NewItem): Promise<void> => {
  const { tx, vault, file, may } = asked
  const { item_id, section, title, words } = item
  if (!may('case.write').sections.includes(section)) throw new Problem('not_found', 'case.section_not_found')
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  const { organisation_id, case_id } = file
  await store.insertItem(tx, {
    ...{ organisation_id, case_id, conference_id, item_id, section, place },
    sealed: sealed.seal(key, file, 'conference_item', item_id, { title, words }),
  })
}

export const callConference = answer(model.callConference)(async (asked) => {
  const { input, tx, file, actor } = asked
  const { conference_id, meets_at, asked: person, attends } = input
  asked.note({ subject_id: conference_id, sections: input.items.map(({ section }) => section) })
  await store.insertHead(tx, {
    ...{ organisation_id: file.organisation_id, case_id: file.case_id, conference_id, meets_at, attends },
    asked: person,
    called_by: actor.staff_id,
    ...(await sealHead(asked, conference_id, input)),
  })
  await inviteAll(asked, conference_id, input.agencies)
  for (const [place, item] of input.items.entries()) await writeItem(asked, conference_id, place, item)
  await tellConference(asked, 'conference_planned', conference_id)
  return { conference_id, version: 1 }
})

export const getHead = async ({ tx, file }: OnFile, conference_id: string): Promise<store.HeadRow> => {
  const head = await store.findHead(tx, file, conference_id)
  if (!head) throw new Problem('not_found', 'conference.not_found')
  return head
}

const staleConference = async (asked: OnFile, conference_id: string): Promise<Problem> =>
  new Problem('conflict', 'stale', {
    current: (await showToUs(asked)).find((each) => each.conference_id === conference_id),
  })

export const changeConference = answer(model.changeConference)(async (asked) => {
  const { input, tx, file } = asked
  const { conference_id, version, meets_at, asked: person, attends, agencies } = input
  asked.note({ subject_id: conference_id })
  const head = await getHead(asked, conference_id)
  if (head.status !== 'planned') throw new Problem('conflict', 'conference.over')
  const change = { meets_at, attends, asked: person, ...(await sealHead(asked, conference_id, input)) }
  if (!(await store.updateHead(tx, file, conference_id, version, change)))
    throw await staleConference(asked, conference_id)
  const before = (await store.listAgencies(tx, file)).filter((each) => each.conference_id === conference_id)
  const same = (a: { organisation_id: string; consent_id: string }) => (b: typeof a) =>
    a.organisation_id === b.organisation_id && a.consent_id === b.consent_id
  for (const old of before)
    if (!agencies.some(same(old)) && !(await store.uninvite(tx, conference_id, old.organisation_id)))
      throw new Problem('conflict', 'conference.over')
  const kept = agencies.filter((each) => before.some(same(each)))
  for (const { organisation_id, named } of kept) await store.nameAgency(tx, file, conference_id, organisation_id, named)
  const added = agencies.filter((each) => !before.some(same(each)))
  await inviteAll(asked, conference_id, added)
  return { conference_id, version: version + 1 }
})

export const endConference = answer(model.endConference)(async (asked) => {
  const { input, tx, file } = asked
  const { conference_id, version, status } = input
  asked.note({ subject_id: conference_id })
  const head = await getHead(asked, conference_id)
  const obstacle = endObstacle(head, status)
  if (obstacle) throw new Problem('invalid', obstacle)
  if (!(await store.updateHead(tx, file, conference_id, version, { status })))
    throw await staleConference(asked, conference_id)
  await tellConference(asked, status === 'held' ? 'conference_held' : 'conference_cancelled', conference_id)
  return { conference_id, version: version + 1 }
})

export const addItem = answer(model.addItem)(async (asked) => {
  const { input, tx } = asked
  const { conference_id, ...item } = input
  asked.note({ subject_id: item.item_id, sections: [item.section] })
  const head = await getHead(asked, conference_id)
  if (head.status === 'cancelled') throw new Problem('conflict', 'conference.over')
  const items = await store.listItems(tx, [conference_id])
  const place = Math.max(-1, ...items.map((each) => each.place)) + 1
  await writeItem(asked, conference_id, place, item)
  return { item_id: item.item_id, version: 1 }
})

const aliasOf = async ({ tx, vault }: AskedByStaff<unknown>, at: store.MyHeadRow) =>
  (await readCard(tx, vault, at.organisation_id, at.case_id)).alias

export const readMyConferences = answer(model.readMyConferences)(async (asked) => {
  const { tx, vault, actor, today } = asked
  const heads = await store.listMyHeads(tx)
  const tasks =
    heads.length > 0
      ? await store.listTasks(
          tx,
          heads.map(({ conference_id }) => conference_id),
        )
      : []
  const conferences: model.MyConference[] = []
  for (const head of heads) {
    const { case_id, conference_id, meets_at, status, sections, agencies } = head
    const keys = await vault.caseKeys(tx, head.organisation_id, case_id)
    const { place } = sealed.openForAll(keys, head, conference_id, head.sealed)
    const mine = tasks.filter(
      (row) => row.conference_id === conference_id && row.owner_organisation_id === actor.organisation_id,
    )
    conferences.push({
      ...{ conference_id, case_id, meets_at, place },
      status: status as model.ConferenceStatus,
      alias: await aliasOf(asked, head),
      named: agencies.map(({ name }) => name),
      tasks: itemsFor(
        mine.map((row) => sealed.openTask(keys, row, actor)),
        sections,
      ),
    })
  }
  return { conferences, today }
})
