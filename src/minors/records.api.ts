// Writing down who stands for the child, what was assessed and decided, and what the child says to it.
import { endConsent } from '#consents/consent.store.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { waitForAssignments } from '#people/exclusion.store.ts'
import { lookAgain } from '#people/look-again.api.ts'
import * as guardianModel from './guardian.ts'
import * as heard from './heard.ts'
import * as store from './minor.store.ts'
import { pathway } from './pathway.ts'
import * as rules from './records.rules.ts'
import { showGuardian } from './records.store.ts'
import * as risk from './risk.ts'
import { demandMinor, demandStep, familyIsSafe, type OnFile, sealWords, tell } from './side.api.ts'

const refuseIf = (obstacle: string | null): void => {
  if (obstacle) throw new Problem('invalid', obstacle)
}

const staleGuardian = async ({ tx, vault, file }: OnFile): Promise<Problem> => {
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  return new Problem('conflict', 'stale', { current: await showGuardian(tx, file, keys) })
}

export const keepGuardian = answer(guardianModel.keepGuardian)(async (asked) => {
  const { input, tx, file, actor, now } = asked
  const { organisation_id, case_id } = file
  const { version, status, kind, may_consent, since_on, name, reached_by, why } = input
  asked.demand('law')
  asked.note({ sections: ['law'] })
  await demandMinor(asked)
  refuseIf(rules.guardianRecordObstacle(input) ?? (since_on && rules.aheadObstacle(since_on, now)))
  // Before the lock of the guardian, in the order of whoever records a consent on their word.
  await waitForAssignments(tx, case_id)
  const kept = await store.keepRow(tx, 'guardian', { organisation_id, case_id }, version, {
    status,
    kind,
    may_consent,
    since_on,
    recorded_by: actor.staff_id,
    recorded_at: now,
    sealed: await sealWords(asked, 'guardian', case_id, { name, reached_by, why }),
  })
  if (!kept) throw await staleGuardian(asked)
  // What stood on the word of someone who may not give it closes with this very writing.
  const ended = may_consent ? [] : await store.listGuardianConsents(tx, file)
  for (const consent_id of ended) {
    if (!(await endConsent(tx, consent_id))) throw new Problem('broken', 'consent.not_found')
    await tell(asked, 'consent_withdrawn', 'law', consent_id)
  }
  await lookAgain(asked)
  await tell(asked, 'guardian_recorded', 'law', null, { guardian: may_consent ? 'may_consent' : status })
  return { case_id, version: version + 1 }
})

export const recordFamilyRisk = answer(risk.recordFamilyRisk)(async (asked) => {
  const { input, tx, file, actor, now } = asked
  const { organisation_id, case_id } = file
  const { family_risk_id, outcome, assessed_on, review_on, who, grounds } = input
  asked.demand('safety')
  asked.note({ subject_id: family_risk_id, sections: ['safety'] })
  await demandMinor(asked)
  await demandStep(asked, 'family_risk')
  refuseIf(rules.aheadObstacle(assessed_on, now) ?? (review_on <= assessed_on ? 'minor.review_after_decision' : null))
  const row = { organisation_id, case_id, family_risk_id, outcome, assessed_on, review_on, recorded_by: actor.staff_id }
  const sealed = await sealWords(asked, 'family_risk', family_risk_id, { who, grounds })
  await store.insertRow(tx, 'family_risk', { ...row, sealed })
  await tell(asked, 'family_risk_assessed', 'safety', family_risk_id, { family_risk: outcome })
  return { family_risk_id }
})

export const recordMissingCheck = answer(risk.recordMissingCheck)(async (asked) => {
  const { input, tx, file, actor, now } = asked
  const { organisation_id, case_id } = file
  const { missing_check_id, outcome, asked: whom, checked_on, words, where, by_whom } = input
  asked.demand('safety')
  asked.note({ subject_id: missing_check_id, sections: ['safety'] })
  await demandMinor(asked)
  refuseIf(
    rules.aheadObstacle(checked_on, now) ?? rules.askingObstacle(whom, pathway.whom_to_ask, await familyIsSafe(asked)),
  )
  await demandStep(asked, 'missing_check')
  const row = {
    organisation_id,
    case_id,
    missing_check_id,
    outcome,
    asked: whom,
    checked_on,
    recorded_by: actor.staff_id,
  }
  const sealed = await sealWords(asked, 'missing_check', missing_check_id, { words, where, by_whom })
  await store.insertRow(tx, 'missing_check', { ...row, sealed })
  await tell(asked, 'missing_checked', 'safety', missing_check_id, { missing_check: outcome })
  return { missing_check_id }
})

export const recordBestInterest = answer(heard.recordBestInterest)(async (asked) => {
  const { input, tx, file, actor, now } = asked
  const { organisation_id, case_id } = file
  const { best_interest_id, question, heard: who, decided_on, review_on, ...rest } = input
  const { child_words, not_heard_why, options, decision } = rest
  asked.demand('safety')
  asked.note({ subject_id: best_interest_id, sections: ['safety'] })
  await demandMinor(asked)
  await demandStep(asked, 'best_interest')
  refuseIf(rules.aheadObstacle(decided_on, now) ?? rules.interestObstacle(input, await familyIsSafe(asked)))
  await store.insertRow(tx, 'best_interest', {
    ...{ organisation_id, case_id, best_interest_id, question, heard: who, decided_on, review_on },
    recorded_by: actor.staff_id,
    sealed: await sealWords(asked, 'best_interest', best_interest_id, {
      child_words,
      not_heard_why,
      options,
      decision,
    }),
  })
  await tell(asked, 'best_interest_decided', 'safety', best_interest_id, { question })
  return { best_interest_id }
})

export const recordAssent = answer(heard.recordAssent)(async (asked) => {
  const { input, tx, file, actor, now } = asked
  const { organisation_id, case_id } = file
  const { assent_id, about, answer: said, language, explained_by, asked_on, words, explained } = input
  asked.demand('identity')
  asked.note({ subject_id: assent_id, sections: ['identity'] })
  await demandMinor(asked)
  refuseIf(rules.aheadObstacle(asked_on, now))
  await store.insertRow(tx, 'assent', {
    ...{ organisation_id, case_id, assent_id, about, answer: said, language, explained_by, asked_on },
    asked_by: actor.staff_id,
    sealed: await sealWords(asked, 'assent', assent_id, { words, explained }),
  })
  await tell(asked, 'assent_asked', 'identity', assent_id, { assent: about, answer: said })
  return { assent_id }
})

export const withdrawAssent = answer(heard.withdrawAssent)(async (asked) => {
  const { input, tx, file } = asked
  const { assent_id } = input
  asked.demand('identity')
  asked.note({ subject_id: assent_id, sections: ['identity'] })
  const known = (await store.listAssents(tx, file)).find((each) => each.assent_id === assent_id)
  if (!known) throw new Problem('not_found', 'minor.assent_not_found')
  // Taken back twice is taken back once.
  if (await store.takeAssentBack(tx, file, assent_id))
    await tell(asked, 'assent_withdrawn', 'identity', assent_id, { assent: known.about })
  return { assent_id }
})
