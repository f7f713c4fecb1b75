// Time of colleagues that is not about a person, and who is free when.
import { z } from 'zod'
import { Day, Moment } from '#kit/day.ts'
import { endpoint } from '#kit/endpoint.ts'
import { Id } from '#kit/id.ts'
import { TimeZone, zoneHere } from '#people/safe-contact.ts'
import { WallTime } from './appointment.ts'
import { BusyKind } from './clash.ts'

export const mostColleagues = 200

export const freeBusy = endpoint({
  method: 'POST',
  path: '/api/agenda/free-busy',
  action: 'agenda.read',
  asks: true,
  summary: 'When colleagues are taken, at most two hundred for at most 42 days: times alone, never why.',
  input: z.object({ staff_ids: z.array(Id).min(1).max(mostColleagues), from: Day, until: Day }),
  reply: z.object({
    from_at: Moment,
    /** Minutes since that moment, in their order, `540/600 720/780`: many colleagues are asked about at once. `spansOf` reads them. */
    people: z.array(z.object({ staff_id: Id, taken: z.string().regex(/^\d+\/\d+( \d+\/\d+)*$/) })),
  }),
})

export const BusyTime = z.object({
  busy_id: Id,
  kind: BusyKind,
  starts_at: Moment,
  ends_at: Moment,
  version: z.int(),
})
export type BusyTime = z.infer<typeof BusyTime>

export const listBusyTimes = endpoint({
  method: 'GET',
  path: '/api/agenda/busy-times',
  action: 'agenda.read',
  summary: 'My own times off, trainings and meetings from a day on.',
  input: z.object({ from: Day }),
  reply: z.object({ busy_times: z.array(BusyTime) }),
})

const Wall = z.object({ on: Day, at: WallTime })

export const keepBusyTime = endpoint({
  method: 'POST',
  path: '/api/agenda/busy-times',
  action: 'agenda.read',
  summary: 'Keeps a time of mine free of appointments. The same id again changes it.',
  input: z.object({
    busy_id: Id,
    kind: BusyKind,
    from: Wall,
    until: Wall,
    zone: TimeZone.default(zoneHere),
    /** 0 for one that is new. */
    version: z.int().min(0).default(0),
  }),
  reply: z.object({ busy_id: Id, version: z.int() }),
})

export const dropBusyTime = endpoint({
  method: 'POST',
  path: '/api/agenda/busy-times/:busy_id/drop',
  action: 'agenda.read',
  summary: 'Gives a time of mine back.',
  input: z.object({ busy_id: Id }),
  reply: z.object({ busy_id: Id }),
})
