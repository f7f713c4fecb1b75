// The rows of sticky facts.
import { sql } from 'kysely'
import type { Section } from '#access/access.ts'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import type { At } from '#timeline/timeline.store.ts'
import type { AlertKind } from './alert.ts'

interface NewAlert extends At {
  alert_id: string
  section: Section
  kind: AlertKind
  since: Day
  until_on: Day | null
  written_by: string
  sealed: Buffer
}

export const insertAlert = (tx: Tx, alert: NewAlert) => tx.insertInto('alert').values(alert).execute()

export const listAlerts = (tx: Tx, { organisation_id, case_id }: At, today: Day) =>
  tx
    .selectFrom('alert')
    .select(['alert_id', 'section', 'kind', 'since', 'until_on', 'written_by', 'written_at', 'sealed'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('ended_at', 'is', null)
    .where((is) => is.or([is('until_on', 'is', null), is('until_on', '>=', today)]))
    .orderBy('written_at')
    .orderBy('alert_id')
    .execute()

export const findAlert = (tx: Tx, { organisation_id, case_id }: At, alert_id: string) =>
  tx
    .selectFrom('alert')
    .select(['section', 'kind', 'ended_at'])
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('alert_id', '=', alert_id)
    .executeTakeFirst()

export const setEnded = (tx: Tx, { organisation_id, case_id }: At, alert_id: string, by: string | null) =>
  tx
    .updateTable('alert')
    .set({ ended_by: by, ended_at: by === null ? null : sql<string>`guard.clock()` })
    .where('organisation_id', '=', organisation_id)
    .where('case_id', '=', case_id)
    .where('alert_id', '=', alert_id)
    .execute()
