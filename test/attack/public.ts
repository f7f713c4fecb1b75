// Attacks on the public door, part by part: what somebody writes may hurt who reads it, somebody may try numbers, send
// poisoned files, or come in a flood.
import { publicFlood } from './public-flood.ts'
import { publicReceipts } from './public-receipts.ts'
import { script } from './public-script.ts'
import { attackUploads } from './public-uploads.ts'
import type { AttackResult } from './run.ts'

const parts: (() => Promise<AttackResult[]>)[] = [script, publicReceipts, publicFlood, attackUploads]

export const publicDoor = async (): Promise<AttackResult[]> => {
  const results: AttackResult[] = []
  for (const part of parts) results.push(...(await part()))
  return results
}
