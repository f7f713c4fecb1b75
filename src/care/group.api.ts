// Making groups, leading them, and each person's own taking part.
import type { Section } from '#access/access.ts'
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { openNeighbour } from '#places/check.api.ts'
import type { Neighbour } from '#places/fit.rules.ts'
import { groupObstacle, takingPartObstacle } from './group.rules.ts'
import * as store from './group.store.ts'
import * as model from './group.ts'
import { sectionOfPurpose } from './lists.ts'
import { openCare, sealCare } from './sealed.store.ts'
import { keyOf, keysOf, type OnFile, tellCare } from './tell.api.ts'

type Asking = AskedByStaff<unknown>

const showGroups = async ({ tx }: Pick<Asking, 'tx'>, group_id: string | null = null): Promise<model.Group[]> =>
  (await store.listGroupRows(tx, group_id)).map(({ office_id: _, ...row }) => ({
    ...row,
    section: row.section as Section,
  }))

export const listGroups = answer(model.listGroups)(async (asked) => ({
  groups: await showGroups(asked),
  may_make: asked.may('groups.manage').allowed,
}))

const staleGroup = async (asked: Asking, group_id: string): Promise<Problem> => {
  const [current] = await showGroups(asked, group_id)
  return current ? new Problem('conflict', 'stale', { current }) : new Problem('not_found', 'care.group_not_found')
}

export const keepGroup = answer(model.keepGroup)(async (asked) => {
  const { input, tx, actor, note } = asked
  const { organisation_id } = actor
  const { group_id, version, purpose, leaders, name, language, room, most, starts_on, ends_on } = input
  note({ subject_id: group_id })
  if (ends_on !== null && ends_on < starts_on) throw new Problem('invalid', 'care.until_before_since')
  const known = await store.listLeaders(tx, organisation_id, leaders)
  if (known.length < new Set(leaders).size) throw new Problem('invalid', 'care.leader_not_found')
  const change = { name, language, room, most, starts_on, ends_on }
  const [before] = await store.listGroupRows(tx, group_id)
  if (version === 0) {
    if (before) throw await staleGroup(asked, group_id)
    const of = { organisation_id, group_id, office_id: actor.office_id, created_by: actor.staff_id }
    await store.insertGroup(tx, { ...of, purpose, section: sectionOfPurpose(purpose), ...change })
  } else if (!(await store.updateGroup(tx, organisation_id, group_id, version, change)))
    throw await staleGroup(asked, group_id)
  const led = before?.leaders.map(({ staff_id }) => staff_id) ?? []
  for (const staff_id of led.filter((each) => !leaders.includes(each)))
    await store.endLeader(tx, organisation_id, group_id, staff_id)
  for (const staff_id of [...new Set(leaders)].filter((each) => !led.includes(each)))
    await store.insertLeader(tx, { organisation_id, group_id, staff_id })
  return { group_id, version: version + 1 }
})

const getLed = async (asked: Asking, group_id: string): Promise<model.Group> => {
  const [group] = await showGroups(asked, group_id)
  if (!group?.leads) throw new Problem('not_found', 'care.group_not_found')
  return group
}

export const readGroup = answer(model.readGroup)(async (asked) => {
  const { input, tx, vault, actor, note } = asked
  const { group_id } = input
  const group = await getLed(asked, group_id)
  note({ subject_id: group_id })
  const [sessions, rows] = await Promise.all([
    store.listGroupSessions(tx, actor.organisation_id, group_id),
    store.listLedMembers(tx, group_id),
  ])
  const members: model.GroupMember[] = []
  for (const { member_id, joined_on, left_on, attended, sealed_called, ...row } of rows) {
    const keys = await vault.openCaseKeys(tx, row, row.keys)
    const opened = openCare(keys, row, 'group_member', member_id, sealed_called, model.MemberName, 'sealed_called')
    members.push({ member_id, called: opened.called, joined_on, left_on, attended })
  }
  return { group, sessions: sessions as model.GroupSession[], members }
})

export const keepGroupSession = answer(model.keepGroupSession)(async (asked) => {
  const { input, tx, actor, today, note } = asked
  const { group_id, session_id, version, on_day, minutes, status } = input
  await getLed(asked, group_id)
  note({ subject_id: session_id })
  if (status === 'held' && on_day > today) throw new Problem('invalid', 'care.not_yet')
  const { organisation_id } = actor
  const said = { on_day, minutes, status }
  const kept =
    version === 0
      ? await store.insertGroupSession(tx, { organisation_id, group_id, session_id, ...said })
      : await store.updateGroupSession(tx, organisation_id, { group_id, session_id, version }, said)
  if (!kept) {
    const sessions = await store.listGroupSessions(tx, organisation_id, group_id)
    throw new Problem('conflict', 'stale', { current: sessions.find((each) => each.session_id === session_id) })
  }
  return { session_id, version: version + 1 }
})

export const markGroupAttendance = answer(model.markGroupAttendance)(async (asked) => {
  const { input, tx, note } = asked
  const { group_id, member_id, version } = input
  await getLed(asked, group_id)
  note({ subject_id: member_id })
  const said = await store.markAttendance(tx, input)
  if (said === 'stale') {
    const member = (await store.listLedMembers(tx, group_id)).find((each) => each.member_id === member_id)
    const current = member?.attended.find(({ session_id }) => session_id === input.session_id)
    throw new Problem('conflict', 'stale', { current })
  }
  if (said !== 'done') throw new Problem('not_found', 'care.group_not_found')
  return { member_id, version: version + 1 }
})

export const showTakingPart = async (asked: OnFile): Promise<model.TakesPart[]> => {
  const { tx, file } = asked
  const [rows, keys] = await Promise.all([store.listTakingPart(tx, file), keysOf(asked)])
  return rows.map(({ sealed_called, sealed, marked, came, ...row }) => ({
    ...row,
    section: row.section as Section,
    marked: marked ?? 0,
    came: came ?? 0,
    ...openCare(keys, file, 'group_member', row.member_id, sealed_called, model.MemberName, 'sealed_called'),
    ...openCare(keys, file, 'group_member', row.member_id, sealed, model.MemberWords),
  }))
}

const refuseMeeting = (obstacle: string | null): void => {
  if (obstacle) throw new Problem('refused', obstacle)
}

export const joinGroup = answer(model.joinGroup)(async (asked) => {
  const { input, tx, file, today, demand, note } = asked
  const { group_id, member_id, joined_on, called } = input
  const [group] = await showGroups(asked, group_id)
  if (!group) throw new Problem('not_found', 'care.group_not_found')
  demand(group.section)
  note({ subject_id: group_id, sections: [group.section] })
  const rows = await store.listCompany(tx, group_id, file.case_id)
  const mine = rows.find(({ newcomer }) => newcomer)
  if (!mine) throw new Problem('not_found', 'care.group_not_found')
  const there: Neighbour[] = []
  for (const row of rows) if (!row.newcomer) there.push(await openNeighbour(asked, row))
  refuseMeeting(groupObstacle(group, await openNeighbour(asked, mine), there, today))
  const key = await keyOf(asked)
  const said = await store.join(tx, {
    ...{ member_id, group_id, of_case_id: file.case_id, joined_on },
    called: sealCare(key, file, 'group_member', member_id, { called }, 'sealed_called'),
    words: sealCare(key, file, 'group_member', member_id, { words: '' }),
  })
  if (said !== 'done') {
    const obstacle = takingPartObstacle(said)
    throw new Problem('conflict', obstacle)
  }
  await tellCare(asked, 'group_joined', group.section, member_id)
  return { member_id, version: 1 }
})

export const leaveGroup = answer(model.leaveGroup)(async (asked) => {
  const { input, tx, file, today, demand, note } = asked
  const { member_id, version, left_on, outcome, words } = input
  const member = (await showTakingPart(asked)).find((each) => each.member_id === member_id)
  if (!member) throw new Problem('not_found', 'care.group_not_found')
  demand(member.section)
  note({ subject_id: member_id, sections: [member.section] })
  if (left_on > today) throw new Problem('invalid', 'care.not_yet')
  const sealed = sealCare(await keyOf(asked), file, 'group_member', member_id, { words })
  const said = await store.leave(tx, { member_id, version, left_on, outcome, words: sealed })
  if (said === 'stale') throw new Problem('conflict', 'stale', { current: member })
  if (said !== 'done') {
    const obstacle = takingPartObstacle(said)
    throw new Problem('invalid', obstacle)
  }
  await tellCare(asked, 'group_left', member.section, member_id)
  return { member_id, version: version + 1 }
})
