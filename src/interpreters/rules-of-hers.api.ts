// Reading and writing what she asked for; what is booked is held against it at once.
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { waitForAssignments } from '#people/exclusion.store.ts'
import { sealJson } from '#vault/envelope.ts'
import { rulePlace } from './gates.store.ts'
import { lookAgainAtFile, openRule } from './look-again.api.ts'
import { findRule, keepRule } from './rule.store.ts'
import * as model from './rules-of-hers.ts'

/** As it stands, with everything in it. */
export const ruleOf = async ({ tx, vault, file }: Pick<AskedOnFile<unknown>, 'tx' | 'vault' | 'file'>) => {
  const [row, keys] = await Promise.all([findRule(tx, file), vault.caseKeys(tx, file.organisation_id, file.case_id)])
  return { rule: openRule(keys, file, row?.sealed ?? null), version: row?.version ?? 0 }
}

/** What is part of the section safety stands empty for whoever does not open it. */
const guarded = { never_people: [], never_communities: [] }

export const readInterpretingRule = answer(model.readInterpretingRule)(async (asked) => {
  const opens_safety = asked.may('case.open').sections.includes('safety')
  const { rule, version } = await ruleOf(asked)
  return { rule: opens_safety ? rule : { ...rule, ...guarded }, version, opens_safety }
})

export const keepRuleOf = async (
  asked: Pick<AskedOnFile<unknown>, 'tx' | 'vault' | 'file' | 'actor' | 'today'>,
  version: number,
  rule: model.InterpretingRule,
): Promise<void> => {
  const { tx, vault, file } = asked
  // Nobody is confirmed between this change and the look at what is booked.
  await waitForAssignments(tx, file.case_id)
  const key = await vault.caseKey(tx, file.organisation_id, file.case_id)
  if (!(await keepRule(tx, file, version, sealJson(key, rulePlace(file), rule)))) throw new Problem('conflict', 'stale')
  await lookAgainAtFile(asked, file.case_id)
}

export const writeInterpretingRule = answer(model.writeInterpretingRule)(async (asked) => {
  const { case_id, version, rule } = asked.input
  const before = await ruleOf(asked)
  const opens_safety = asked.may('case.open').sections.includes('safety')
  const { never_people, never_communities } = before.rule
  // What somebody could not read, their saving leaves as it was.
  await keepRuleOf(asked, version, opens_safety ? rule : { ...rule, never_people, never_communities })
  return { case_id, version: version + 1 }
})
