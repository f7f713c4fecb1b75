// How what is passed on is sealed: to the partner who reads it, and to the house that keeps a record of it.
import { json, parsed } from '#reports/sealed.store.ts'
import { type KeyPair, openWith, sealTo } from '#vault/sealed-box.ts'
import { PassedReport, PassRecord } from './pass-kinds.ts'

/** What a partner reads of a report, sealed to the partner. */
export const sealPassed = (public_key: Buffer, pass_id: string, passed: PassedReport): Buffer =>
  sealTo(public_key, `report passed ${pass_id}`, json(passed))

export const openPassed = (keys: KeyPair, pass_id: string, sealed: Buffer): PassedReport =>
  parsed(PassedReport, openWith(keys.private_key, keys.public_key, `report passed ${pass_id}`, sealed))

/** What the house that passed it keeps, sealed to itself. */
export const sealPassRecord = (public_key: Buffer, pass_id: string, record: PassRecord): Buffer =>
  sealTo(public_key, `report pass record ${pass_id}`, json(record))

export const openPassRecord = (keys: KeyPair, pass_id: string, sealed: Buffer): PassRecord =>
  parsed(PassRecord, openWith(keys.private_key, keys.public_key, `report pass record ${pass_id}`, sealed))
