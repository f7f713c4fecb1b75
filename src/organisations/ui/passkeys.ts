// The browser's half of a passkey: asks the device to make one or to sign with one. Fetched when someone uses it.
import type { ReplyOf } from '#kit/endpoint.ts'
import type { askForPasskey } from '../account.ts'
import type { askForNewPasskey, NewPasskeyAnswer, PasskeyAnswer } from '../passkey.ts'

/** Browsers tie passkeys to a name, never to a bare address such as 127.0.0.1. */
export const knowsPasskeys = (): boolean =>
  typeof window !== 'undefined' && 'PublicKeyCredential' in window && !/^[\d.]+$|:/.test(location.hostname)

/** Null when the person changed her mind, or the device said no. */
export const signWithPasskey = async (question: ReplyOf<typeof askForPasskey>): Promise<PasskeyAnswer | null> => {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  return (await startAuthentication({ optionsJSON: question }).catch(() => null)) as PasskeyAnswer | null
}

export const makePasskey = async (question: ReplyOf<typeof askForNewPasskey>): Promise<NewPasskeyAnswer | null> => {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const made = await startRegistration({ optionsJSON: question as never }).catch(() => null)
  return made as NewPasskeyAnswer | null
}
