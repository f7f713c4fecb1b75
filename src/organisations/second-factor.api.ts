// Setting up and showing the second factor. Once an account is protected, changing how needs the factor shown again.
import qrcode from 'qrcode'
import { type AskedByStaff, answer } from '#gate/answer.ts'
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import type { Vault } from '#vault/vault.store.ts'
import { findMe, markSecondFactor, marksOf } from './account.store.ts'
import { drawCodes, newTotpSecret, proveWithCode, recoveryHashOf, timeStepOf, totpUri } from './one-time-code.api.ts'
import { findMyPasskeys } from './passkey.store.ts'
import { provenByPasskey } from './passkey-check.api.ts'
import { findCredential, setRecoveryCodes, setTotpSecret } from './second-factor.store.ts'
import * as model from './second-factor.ts'
import { counted } from './sign-in.api.ts'

const lasts = 10 * 60_000

/** Someone at a desk left open cannot replace the factor that keeps them out. */
export const demandShown = async ({ tx, actor, now }: AskedByStaff<unknown>): Promise<void> => {
  const [credential, passkeys] = await Promise.all([findCredential(tx), findMyPasskeys(tx)])
  if (!credential?.sealed_totp && passkeys.length === 0) return
  const shown = actor.second_factor_at ? Date.parse(actor.second_factor_at) : 0
  if (Date.parse(now) - shown > lasts) throw new Problem('refused', 'access.second_factor_needed')
}

/** Ties what was drawn to whom it was drawn for, without keeping it. */
const markOf = (vault: Vault, staff_id: string, drawn: string): string =>
  vault.fingerprint(Buffer.from(`drawn for ${staff_id}: ${drawn}`)).toString('base64url')

const demandMark = (vault: Vault, staff_id: string, drawn: string, mark: string): void => {
  if (markOf(vault, staff_id, drawn) !== mark) throw new Problem('invalid', 'second_factor.not_ours')
}

export const readFactors = answer(model.readFactors)(async ({ tx }) => {
  const [credential, passkeys] = await Promise.all([findCredential(tx), findMyPasskeys(tx)])
  return {
    password_set_at: credential?.password_set_at ?? null,
    authenticator_set_at: credential?.totp_set_at ?? null,
    recovery_codes_left: credential?.codes_left ?? 0,
    passkeys,
  }
})

/** A path of one-unit squares, so that the screen draws the picture without running anything. */
const qrPath = (text: string): { size: number; path: string } => {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  const cells = Array.from(modules.data, (dark, index) =>
    dark ? `M${(index % modules.size) + 2} ${Math.floor(index / modules.size) + 2}h1v1h-1z` : '',
  )
  return { size: modules.size + 4, path: cells.join('') }
}

export const drawAuthenticator = answer(model.drawAuthenticator)(async ({ tx, actor, vault }) => {
  const me = await findMe(tx, actor.staff_id)
  const secret = newTotpSecret()
  const uri = totpUri(secret, me?.email ?? '')
  return { secret, uri, qr: qrPath(uri), mark: markOf(vault, actor.staff_id, secret) }
})

export const setAuthenticator = answer(model.setAuthenticator)(async (asked) => {
  const { tx, input, actor, vault, now, visitor } = asked
  await demandShown(asked)
  demandMark(vault, actor.staff_id, input.secret, input.mark)
  let step: number | null = null
  const right = await counted(tx, marksOf(vault, `new code of ${actor.staff_id}`, visitor.address), async () => {
    step = timeStepOf(input.secret, input.code, now)
    return step !== null
  })
  if (right === 'wait') return { outcome: 'wait' }
  if (step === null) return { outcome: 'refused' }
  await setTotpSecret(tx, vault, actor, input.secret, step)
  await markSecondFactor(tx)
  return { outcome: 'set' }
})

export const drawRecoveryCodes = answer(model.drawRecoveryCodes)(async (asked) => {
  await demandShown(asked)
  const codes = drawCodes()
  return { codes, mark: markOf(asked.vault, asked.actor.staff_id, codes.join(' ')) }
})

export const keepRecoveryCodes = answer(model.keepRecoveryCodes)(async (asked) => {
  const { tx, input, actor, vault } = asked
  await demandShown(asked)
  demandMark(vault, actor.staff_id, input.codes.join(' '), input.mark)
  await setRecoveryCodes(
    tx,
    input.codes.map((code) => recoveryHashOf(actor.staff_id, code)),
  )
  return { kept: input.codes.length }
})

const prove = async (tx: Tx, asked: AskedByStaff<Parameters<typeof isCode>[0]>): Promise<boolean> => {
  const { input, vault, actor, house, now } = asked
  if (isCode(input)) return proveWithCode(tx, vault, actor, input.code, now)
  return (await provenByPasskey(tx, house, input.answer)) === actor.staff_id
}
type Shown = { code: string } | { answer: Parameters<typeof provenByPasskey>[2] }
const isCode = (input: Shown): input is { code: string } => 'code' in input

export const showSecondFactor = answer(model.showSecondFactor)(async (asked) => {
  const { tx, actor, vault, visitor } = asked
  const marks = marksOf(vault, `code of ${actor.staff_id}`, visitor.address)
  const right = await counted(tx, marks, () => prove(tx, asked))
  if (right === 'wait') return { outcome: 'wait' }
  if (!right) return { outcome: 'refused' }
  await markSecondFactor(tx)
  return { outcome: 'shown' }
})

export const secondFactorAnswers = [
  readFactors,
  drawAuthenticator,
  setAuthenticator,
  drawRecoveryCodes,
  keepRecoveryCodes,
  showSecondFactor,
]
