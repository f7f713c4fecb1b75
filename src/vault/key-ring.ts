// All the keys one file has had. New writing uses the latest; what was sealed before a key was changed still opens.
import { cannotOpen } from './aead.ts'
import { keyVersionOf } from './envelope.ts'
import type { CaseKey } from './keys.ts'

export interface CaseKeyRing {
  latest: CaseKey
  /** The key this sealed value was sealed with, for any number of values read in one go. */
  of(sealed: Buffer): CaseKey
}

/** `keys` is not empty and starts with the latest. */
export const caseKeyRing = (keys: [CaseKey, ...CaseKey[]]): CaseKeyRing => ({
  latest: keys[0],
  of: (sealed) => {
    const version = keyVersionOf(sealed)
    const key = keys.find((each) => each.version === version)
    if (!key) throw cannotOpen()
    return key
  },
})
