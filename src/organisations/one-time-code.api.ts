// One-time codes of an authenticator, and recovery codes. Every check answers a value that cannot be mistaken for yes:
// a time step or null; never the library's result object, which is truthy even for a wrong code.
import { randomInt } from 'node:crypto'
import { generateSecret, generateURI, verifySync } from 'otplib'
import type { Tx } from '#kit/database.ts'
import type { Moment } from '#kit/day.ts'
import type { Vault } from '#vault/vault.store.ts'
import {
  findCredential,
  type Owner,
  openTotpSecret,
  recoveryHash,
  spendRecoveryCode,
  spendTotpStep,
} from './second-factor.store.ts'
import { recoveryCodeCount } from './second-factor.ts'

const period = 30

export const newTotpSecret = (): string => generateSecret({ length: 20 })

export const totpUri = (secret: string, label: string): string =>
  generateURI({ issuer: 'Amparo', label, secret, period, digits: 6 })

/** The time step a code belongs to, one before and one after now allowed; null when it does not fit. */
export const timeStepOf = (secret: string, code: string, now: Moment): number | null => {
  const token = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const epoch = Math.floor(Date.parse(now) / 1000)
  for (const step of [0, -1, 1].map((away) => Math.floor(epoch / period) + away)) {
    const result = verifySync({ secret, token, epoch: step * period, period, digits: 6, epochTolerance: 0 })
    if (result.valid === true) return step
  }
  return null
}

// Without letters that are read as others on paper: 16 of 31 signs are 79 random bits.
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz'
const drawCode = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')).join(
    '-',
  )
export const drawCodes = (): string[] => Array.from({ length: recoveryCodeCount }, drawCode)

const plainCode = (typed: string): string => typed.toLowerCase().replace(/[\s-]/g, '')
export const recoveryHashOf = (staff_id: string, typed: string): Buffer => recoveryHash(staff_id, plainCode(typed))

/** Checks and uses up a one-time or recovery code of whoever this transaction speaks as. */
export const proveWithCode = async (
  tx: Tx,
  vault: Vault,
  owner: Owner,
  code: string,
  now: Moment,
): Promise<boolean> => {
  if (plainCode(code).length === 16) return spendRecoveryCode(tx, recoveryHashOf(owner.staff_id, code))
  const credential = await findCredential(tx)
  const secret = credential && (await openTotpSecret(tx, vault, owner, credential))
  if (!secret) return false
  const step = timeStepOf(secret, code, now)
  return step !== null && (await spendTotpStep(tx, step))
}
