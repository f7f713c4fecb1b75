// What reading a file of sound gives: what it is, how long it lasts, and the same sound without anything else.
import type { Refusal } from './media.rules.ts'
import type { Sound } from './media.ts'

export interface SoundFound {
  media: Sound
  seconds: number
  /** The same sound and nothing else: no names, days, places, pictures. */
  clean: Uint8Array
  /** What was left out, to be looked at for what hides there. */
  left: Uint8Array
}
export type SoundRead = SoundFound | { refused: Refusal }
