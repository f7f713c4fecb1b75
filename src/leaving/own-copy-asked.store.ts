// What a copy tells of screenings and of proceedings against the person: her own answers and what is held against her.
import { listScreenings, screeningPlace } from '#assessments/screened.store.ts'
import { KeptScreening } from '#assessments/screened.ts'
import type { Tx } from '#kit/database.ts'
import { listProceedings, proceedingPlace } from '#proceedings/proceeding.store.ts'
import { ProceedingWords } from '#proceedings/proceeding.ts'
import type { At } from '#timeline/timeline.store.ts'
import { openJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'

const mostScreenings = 100

export const openScreenings = async (tx: Tx, at: At, keys: CaseKeyRing) =>
  (await listScreenings(tx, at, mostScreenings)).map(({ sealed, ...row }) => ({
    ...row,
    ...openJson(keys.of(sealed), screeningPlace(at, row.screening_id), sealed, KeptScreening),
  }))

export const openProceedings = async (tx: Tx, at: At, keys: CaseKeyRing) =>
  (await listProceedings(tx, at)).map(({ sealed, ...row }) => ({
    ...row,
    ...openJson(keys.of(sealed), proceedingPlace(at, row.proceeding_id), sealed, ProceedingWords),
  }))
