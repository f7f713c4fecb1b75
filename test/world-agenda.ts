// Appointments in an invented world, sealed as their room seals them, with the time they take of whoever goes along.

import type { z } from 'zod'
import type { Section } from '#access/access.ts'
import {
  type AppointmentKind,
  type AppointmentMode,
  type AppointmentStatus,
  AppointmentWords,
  type Reason,
} from '#agenda/appointment.ts'
import { sealOutcome, sealWords } from '#agenda/appointment-sealed.store.ts'
import { awayOf } from '#agenda/clash.rules.ts'
import { spanOf } from '#agenda/clock.rules.ts'
import { zoneHere } from '#people/safe-contact.ts'
import type { ACase, AStaff, World } from './world.ts'

export interface AppointmentWish {
  section: Section
  kind: AppointmentKind
  on: string
  at: string
  minutes?: number
  mode?: AppointmentMode
  status?: AppointmentStatus
  reason?: Reason
  /** The first leads, the others go along. */
  staff: AStaff[]
  away?: number
  interpreter?: string
  reminder?: boolean
  words: z.input<typeof AppointmentWords>
  outcome?: string
  province?: string | null
  series_id?: string
}

export const anAppointment = async (world: World, file: ACase, appointment_id: string, wish: AppointmentWish) => {
  const { organisation_id, case_id, key } = file
  const { section, kind, on, at, minutes = 60, mode = 'in_person', status = 'planned', away = 0, staff, reason } = wish
  const { starts_at, ends_at } = spanOf({ on, at, minutes, zone: zoneHere })
  const slot = { starts_at, ends_at, away_before: away, away_after: away }
  await world.tx
    .insertInto('appointment')
    .values({
      ...{ organisation_id, case_id, appointment_id, section, kind, minutes, mode, status, ...slot },
      ...{ on_day: on, at_time: at, zone: zoneHere, province: wish.province ?? null },
      ...{ interpreter_language: wish.interpreter ?? null, reminder_wanted: wish.reminder ?? false },
      ...{ reason_of: reason?.of ?? null, reason_why: reason?.why ?? null, series_id: wish.series_id ?? null },
      planned_by: file.worker.staff_id,
      closed_by: status === 'held' || status === 'no_show' ? file.worker.staff_id : null,
      sealed: sealWords(key, file, appointment_id, AppointmentWords.parse(wish.words)),
      sealed_outcome: wish.outcome ? sealOutcome(key, file, appointment_id, wish.outcome) : null,
    })
    .execute()
  const { from, until } = awayOf(slot)
  await world.tx
    .insertInto('appointment_staff')
    .values(
      staff.map(({ staff_id }, place) => ({
        ...{ organisation_id, case_id, appointment_id, staff_id, section },
        ...{ part: place === 0 ? 'leads' : 'accompanies', busy_from: from, busy_until: until },
        live: status === 'planned' || status === 'held',
      })),
    )
    .execute()
  if (wish.reminder && status === 'planned')
    await world.tx
      .insertInto('appointment_reminder')
      .values({
        ...{ organisation_id, case_id, appointment_id, section, about: 'new' },
        reminder_id: world.id('reminder', appointment_id),
      })
      .execute()
}
