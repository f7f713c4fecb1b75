// Attacks on the public door, part by part: what somebody writes may hurt who reads it, somebody may try numbers, send
// poisoned files, or come in a flood.
import { script } from './public-script.ts'
import type { AttackResult } from './run.ts'

const parts: (() => Promise<AttackResult[]>)[] = [script]

export const publicDoor = async (): Promise<AttackResult[]> => {
  const results: AttackResult[] = []
  for (const part of parts) results.push(...(await part()))
  return results
}
