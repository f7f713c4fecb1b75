// Checks what a passkey signed: our question, once and in time, from our own address, with the person verified.
import type { House } from '#gate/answer.ts'
import type { Tx } from '#kit/database.ts'
import { takeChallenge } from './account.store.ts'
import { findPasskey, markPasskeyUsed } from './passkey.store.ts'
import type { NewPasskeyAnswer, PasskeyAnswer } from './passkey.ts'

/** Read when the first passkey is used: its readers of certificates are a tenth of what a house loads at its start. */
const reader = () => import('@simplewebauthn/server')

/** Without a public address the house is used on the machine it runs on. */
export const passkeySite = (house: Pick<House, 'public_url'>): string =>
  house.public_url ? new URL(house.public_url).hostname : 'localhost'

const expectedOrigin = (house: Pick<House, 'public_url'>, clientDataJSON: string): string => {
  if (house.public_url) return new URL(house.public_url).origin
  const { origin } = JSON.parse(Buffer.from(clientDataJSON, 'base64url').toString()) as { origin: string }
  return new URL(origin).hostname === 'localhost' ? origin : 'http://localhost'
}

/** Whose passkey answered, or null; a passkey that fits is marked as used. */
export const provenByPasskey = async (
  tx: Tx,
  house: Pick<House, 'public_url'>,
  answer: PasskeyAnswer,
): Promise<string | null> => {
  const { verifyAuthenticationResponse } = await reader()
  const credential_id = Buffer.from(answer.id, 'base64url')
  const found = await findPasskey(tx, credential_id)
  if (!found) return null
  try {
    const { userHandle, ...response } = answer.response
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...answer,
        response: userHandle ? { ...response, userHandle } : response,
        clientExtensionResults: {},
      },
      expectedChallenge: (challenge) => takeChallenge(tx, challenge, 'passkey'),
      expectedOrigin: expectedOrigin(house, response.clientDataJSON),
      expectedRPID: passkeySite(house),
      requireUserVerification: true,
      credential: { id: answer.id, publicKey: new Uint8Array(found.public_key), counter: found.counter },
    })
    if (verified !== true) return null
    await markPasskeyUsed(tx, credential_id, authenticationInfo.newCounter)
    return found.staff_id
  } catch {
    return null
  }
}

export interface ProvenPasskey {
  credential_id: Buffer
  public_key: Buffer
  counter: number
}
export const provenNewPasskey = async (
  tx: Tx,
  house: Pick<House, 'public_url'>,
  answer: NewPasskeyAnswer,
): Promise<ProvenPasskey | null> => {
  const { verifyRegistrationResponse } = await reader()
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: { ...answer, clientExtensionResults: {} },
      expectedChallenge: (challenge) => takeChallenge(tx, challenge, 'new_passkey'),
      expectedOrigin: expectedOrigin(house, answer.response.clientDataJSON),
      expectedRPID: passkeySite(house),
      requireUserVerification: true,
    })
    if (verified !== true || !registrationInfo) return null
    const { id, publicKey, counter } = registrationInfo.credential
    return { credential_id: Buffer.from(id, 'base64url'), public_key: Buffer.from(publicKey), counter }
  } catch {
    return null
  }
}
