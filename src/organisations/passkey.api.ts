// Keeping, naming and removing passkeys.
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { findMe, keepChallenge, markSecondFactor, newSecret } from './account.store.ts'
import { changePasskey, findMyPasskeys, insertPasskey } from './passkey.store.ts'
import * as model from './passkey.ts'
import { passkeySite, provenNewPasskey } from './passkey-check.api.ts'
import { demandShown } from './second-factor.api.ts'

// EdDSA, ES256, RS256: what security keys, telephones and laptops speak.
const algorithms = [-8, -7, -257]

export const askForNewPasskey = answer(model.askForNewPasskey)(async (asked) => {
  const { tx, actor, house } = asked
  await demandShown(asked)
  const [me, kept] = await Promise.all([findMe(tx, actor.staff_id), findMyPasskeys(tx)])
  const challenge = newSecret()
  await keepChallenge(tx, challenge, 'new_passkey', actor.staff_id)
  const id = Buffer.from(actor.staff_id.replaceAll('-', ''), 'hex').toString('base64url')
  return {
    challenge,
    rp: { id: passkeySite(house), name: me?.organisation_name ?? 'Amparo' },
    user: { id, name: me?.email ?? '', displayName: me?.name ?? '' },
    pubKeyCredParams: algorithms.map((alg) => ({ type: 'public-key' as const, alg })),
    timeout: 300_000,
    attestation: 'none' as const,
    excludeCredentials: kept.map((each) => ({
      id: each.credential_id.toString('base64url'),
      type: 'public-key' as const,
    })),
    authenticatorSelection: { residentKey: 'required' as const, userVerification: 'required' as const },
  }
})

export const addPasskey = answer(model.addPasskey)(async (asked) => {
  const { tx, input, house } = asked
  await demandShown(asked)
  const proven = await provenNewPasskey(tx, house, input.answer)
  if (!proven) throw new Problem('invalid', 'passkey.not_accepted')
  await insertPasskey(tx, { passkey_id: input.passkey_id, name: input.name, ...proven })
  await markSecondFactor(tx)
  return { passkey_id: input.passkey_id }
})

const unknown = () => new Problem('not_found', 'passkey.not_found')

export const renamePasskey = answer(model.renamePasskey)(async ({ tx, input }) => {
  if (!(await changePasskey(tx, input.passkey_id, input.name))) throw unknown()
  return { passkey_id: input.passkey_id }
})

export const removePasskey = answer(model.removePasskey)(async (asked) => {
  await demandShown(asked)
  if (!(await changePasskey(asked.tx, asked.input.passkey_id, null))) throw unknown()
  return { passkey_id: asked.input.passkey_id }
})

export const passkeyAnswers = [askForNewPasskey, addPasskey, renamePasskey, removePasskey]
