// Groups: what for, in which language, led by whom, and each person's own taking part. Nobody who takes part is ever shown
// who else does; of the staff, only those who lead are.
import { z } from 'zod'
import { Section } from '#access/access.ts'
import { Day } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line, OptionalProse } from '#kit/text.ts'
import { LanguageCode } from '#people/card.ts'
import { GroupOutcome, GroupPurpose } from './lists.ts'

const written = {
  /** Neutral: a name that can stand in a calendar. */
  name: Line(80),
  purpose: GroupPurpose,
  language: LanguageCode,
  room: OptionalProse(80),
  most: z.int().min(2).max(40),
  starts_on: Day,
  ends_on: Day.nullable(),
}

export const Group = z.object({
  group_id: Id,
  ...written,
  section: Section,
  leaders: z.array(z.object({ staff_id: Id, name: z.string() })),
  /** Whether the reader leads it, and whether they may change it. */
  leads: z.boolean(),
  manages: z.boolean(),
  next_on: Day.nullable(),
  version: z.int(),
})
export type Group = z.infer<typeof Group>

export const listGroups = endpoint({
  method: 'GET',
  path: '/api/groups',
  action: 'groups.read',
  summary: 'The groups of the house, without who takes part in them.',
  input: z.object({}),
  reply: z.object({ groups: z.array(Group), may_make: z.boolean() }),
})

export const keepGroup = endpoint({
  method: 'PUT',
  path: '/api/groups/:group_id',
  action: 'groups.manage',
  summary: 'Makes a group or changes it: its name, language, room and who leads it. What it is for stays.',
  input: z.object({
    group_id: Id,
    version: z.int().min(0),
    ...written,
    leaders: z.array(Id).min(1).max(6),
  }),
  reply: z.object({ group_id: Id, version: z.int() }),
})

export const GroupAttendance = z.enum(['came', 'excused', 'did_not_come'])
export const GroupSession = z.object({
  session_id: Id,
  on_day: Day,
  minutes: z.int(),
  status: z.enum(['planned', 'held', 'cancelled']),
  version: z.int(),
})
export type GroupSession = z.infer<typeof GroupSession>

/** As a leader knows somebody who takes part: by the name they chose for it. Nothing leads from here to a file. */
export const GroupMember = z.object({
  member_id: Id,
  called: z.string(),
  joined_on: Day,
  left_on: Day.nullable(),
  attended: z.array(z.object({ session_id: Id, attendance: GroupAttendance, version: z.int() })),
})
export type GroupMember = z.infer<typeof GroupMember>

export const readGroup = endpoint({
  method: 'GET',
  path: '/api/groups/:group_id',
  action: 'groups.lead',
  summary: 'A group for those who lead it: its sessions and who takes part, by the names they chose.',
  input: z.object({ group_id: Id }),
  reply: z.object({ group: Group, sessions: z.array(GroupSession), members: z.array(GroupMember) }),
})

export const keepGroupSession = endpoint({
  method: 'PUT',
  path: '/api/groups/:group_id/sessions/:session_id',
  action: 'groups.lead',
  summary: 'Plans a day the group meets, or says that it was held or cancelled.',
  input: z.object({
    group_id: Id,
    session_id: Id,
    version: z.int().min(0),
    on_day: Day,
    minutes: z.int().min(10).max(600),
    status: GroupSession.shape.status,
  }),
  reply: z.object({ session_id: Id, version: z.int() }),
})

export const markGroupAttendance = endpoint({
  method: 'PUT',
  path: '/api/groups/:group_id/sessions/:session_id/members/:member_id',
  action: 'groups.lead',
  summary: 'A leader marks whether somebody came.',
  input: z.object({
    group_id: Id,
    session_id: Id,
    member_id: Id,
    version: z.int().min(0),
    attendance: GroupAttendance,
  }),
  reply: z.object({ member_id: Id, version: z.int() }),
})

/** Sealed with the file: what it was for the person, in their words. */
export const MemberWords = z.object({ words: OptionalProse(2000) })
export const MemberName = z.object({ called: Line(60) })

/** One's own taking part, as the file tells it: of nobody else. */
export const TakesPart = z.object({
  member_id: Id,
  group_id: Id,
  name: z.string(),
  purpose: GroupPurpose,
  section: Section,
  called: z.string(),
  joined_on: Day,
  left_on: Day.nullable(),
  outcome: GroupOutcome.nullable(),
  words: z.string(),
  came: z.int(),
  marked: z.int(),
  version: z.int(),
})
export type TakesPart = z.infer<typeof TakesPart>

export const joinGroup = endpoint({
  method: 'POST',
  path: '/api/cases/:case_id/groups/:group_id',
  action: 'case.write',
  summary:
    'The person joins a group, by the name they choose for it. Whom they must not meet there refuses it, never saying who.',
  input: z.object({ case_id: Id, group_id: Id, member_id: Id, joined_on: Day, ...MemberName.shape }),
  reply: z.object({ member_id: Id, version: z.int() }),
})

export const leaveGroup = endpoint({
  method: 'PUT',
  path: '/api/cases/:case_id/group-members/:member_id',
  action: 'case.write',
  summary: 'The person leaves a group: when, and what it was for them.',
  input: z.object({
    case_id: Id,
    member_id: Id,
    version: z.int(),
    left_on: Day,
    outcome: GroupOutcome,
    ...MemberWords.shape,
  }),
  reply: z.object({ member_id: Id, version: z.int() }),
})
