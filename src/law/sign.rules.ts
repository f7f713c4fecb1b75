// A signature written into a file of rules: two values change and no other letter, so that whoever reads the difference sees a
// name and a day.
import type { Day } from '#kit/day.ts'

export interface Signature {
  rule_id: string
  /** Which version of the rule. */
  rule_from: Day
  by: string
  on: Day
}

const text = String.raw`(?:null|"(?:[^"\\]|\\.)*")`
const valueAt = (name: string) => new RegExp(String.raw`("${name}"\s*:\s*)${text}`)
const begins = (rule_id: string) => new RegExp(String.raw`"id"\s*:\s*"${rule_id}"`, 'g')

/** Undefined where the file has no such version of the rule. */
export const signedFile = (file: string, { rule_id, rule_from, by, on }: Signature): string | undefined => {
  for (const { index } of file.matchAll(begins(rule_id))) {
    const rest = file.slice(index)
    const from = /"valid_from"\s*:\s*"([^"]*)"/.exec(rest)?.[1]
    if (from !== rule_from) continue
    const set = (words: string, name: string, value: string) =>
      words.replace(valueAt(name), (_, before: string) => before + JSON.stringify(value))
    return file.slice(0, index) + set(set(rest, 'reviewed_by', by), 'reviewed_on', on)
  }
  return undefined
}
