// The people of an organisation: invited by a link, given roles, moved between offices, and one day gone.
import { z } from 'zod'
import { Role } from '#access/access.ts'
import { Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { Line } from '#kit/text.ts'
import { Email, Password, Secret } from './account.ts'

export const StaffMember = z.object({
  organisation_id: Id,
  staff_id: Id,
  office_id: Id,
  office_name: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(Role),
  status: z.enum(['invited', 'active', 'left']),
  language: z.string(),
  version: z.int(),
  /** Until when an open invitation is good. */
  invited_until: Moment.nullable(),
})
export type StaffMember = z.infer<typeof StaffMember>

const Roles = z
  .array(Role)
  .min(1)
  .max(5)
  .transform((roles) => [...new Set(roles)])
const DeskLanguage = z.enum(['en', 'es', 'it'])
/** SHA-256 in hex of a secret the inviting browser made: the house never holds the link itself. */
const LinkMark = z.string().regex(/^[0-9a-f]{64}$/)

export const listStaff = endpoint({
  method: 'GET',
  path: '/api/staff',
  action: 'organisation.read',
  summary: 'The people of my organisation, or of a partner I look after.',
  input: z.object({ organisation_id: Id.optional() }),
  reply: z.object({ staff: z.array(StaffMember) }),
})

export const inviteStaff = endpoint({
  method: 'POST',
  path: '/api/staff',
  action: 'staff.manage',
  summary: 'Invite someone. The link is made in the browser of whoever invites; only its mark comes here.',
  input: z.object({
    staff_id: Id,
    organisation_id: Id.optional(),
    /** Absent: the first office, as for the people of a partner whose offices we do not see. */
    office_id: Id.optional(),
    name: Line(120),
    email: Email,
    roles: Roles,
    language: DeskLanguage,
    invitation_id: Id,
    link_mark: LinkMark,
  }),
  reply: z.object({ staff_id: Id, invitation_id: Id, version: z.int() }),
})

export const renewInvitation = endpoint({
  method: 'POST',
  path: '/api/staff/:staff_id/invitation',
  action: 'staff.manage',
  summary: 'A new link for someone who lost theirs or every way to sign in, or who comes back.',
  input: z.object({ staff_id: Id, invitation_id: Id, link_mark: LinkMark }),
  reply: z.object({ staff_id: Id, invitation_id: Id }),
})

export const changeStaff = endpoint({
  method: 'POST',
  path: '/api/staff/:staff_id',
  action: 'staff.manage',
  summary: "Someone else's roles and office; at once, on all their devices.",
  input: z.object({ staff_id: Id, roles: Roles, office_id: Id, version: z.int() }),
  reply: z.object({ staff_id: Id, version: z.int() }),
})

export const endStaff = endpoint({
  method: 'POST',
  path: '/api/staff/:staff_id/leave',
  action: 'staff.manage',
  summary: 'Someone leaves: signed out everywhere and off every file, at once.',
  input: z.object({ staff_id: Id, version: z.int() }),
  reply: z.object({ staff_id: Id, version: z.int() }),
})

/** Only by POST: a preview of the link, by a mail scanner for example, uses nothing up. */
export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/api/invitation',
  action: 'public',
  summary: 'Use an invitation up: the account opens with this password, and this device is signed in.',
  input: z.object({ link: Secret, password: Password }),
  reply: z.object({ outcome: z.enum(['welcome', 'refused', 'wait']) }),
})
