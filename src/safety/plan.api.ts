// Reading the safety plan, writing its next version, and giving it to the person on paper or for the phone.
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import * as store from './plan.store.ts'
import * as model from './plan.ts'
import { isDrawable, planSheet, tellingWords } from './plan-card.rules.ts'
import { planCardFacts } from './plan-card.ts'
import { setPlan } from './plan-press.api.ts'
import { openRow, sealerOf, tell } from './sealed-row.api.ts'

type OnFile = AskedOnFile<unknown>

/** Every version, latest first. */
export const showPlans = async ({ tx, vault, file }: OnFile): Promise<model.SafetyPlan[]> => {
  const [keys, rows] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    store.listPlans(tx, file),
  ])
  return rows.map(({ sealed, ...row }) => ({
    ...row,
    ...openRow(keys, file, 'safety_plan', String(row.plan_version), sealed, model.SafetyPlanWords),
  }))
}

export const readSafetyPlan = answer(model.readSafetyPlan)(async (asked) => {
  asked.demand('safety')
  asked.note({ sections: ['safety'] })
  return { versions: await showPlans(asked) }
})

export const keepSafetyPlan = answer(model.keepSafetyPlan)(async (asked) => {
  const { input, tx, file, actor, today } = asked
  const { case_id, plan_version: seen, language, made, review_on, ...words } = input
  asked.demand('safety')
  asked.note({ sections: ['safety'] })
  if (review_on <= today) throw new Problem('invalid', 'safety.review_after_today')
  if (Object.values(words).every((part) => part.length === 0)) throw new Problem('invalid', 'safety.plan_empty')
  const plan_version = seen + 1
  const seal = await sealerOf(asked)
  const kept = await store.insertPlan(tx, {
    ...{ organisation_id: file.organisation_id, case_id, plan_version, language, made, review_on },
    written_by: actor.staff_id,
    sealed: seal('safety_plan', String(plan_version), words),
  })
  if (!kept) throw new Problem('conflict', 'stale', { current: (await showPlans(asked))[0] })
  await tell(asked, 'safety_plan_written', null, { made })
  return { plan_version }
})

export const printSafetyPlan = answer(model.printSafetyPlan)(async (asked) => {
  const { input, tx, actor } = asked
  asked.demand('safety')
  asked.note({ sections: ['safety'], reason: `safety_plan_${input.form}` })
  const plan = (await showPlans(asked)).find(({ plan_version }) => plan_version === input.plan_version)
  if (!plan) throw new Problem('not_found', 'safety.plan_not_found')
  const sheet = planSheet(planCardFacts, plan.language, plan, input.parts)
  if (sheet.blocks.length === 0) throw new Problem('invalid', 'safety.plan_empty')
  if (!isDrawable(sheet)) throw new Problem('invalid', 'safety.plan_script')
  const telling = tellingWords(planCardFacts, plan, input.parts, await store.listHouseNames(tx, actor.organisation_id))
  // A name that says nothing, wherever it ends up.
  const name = `${input.form === 'card' ? 'notes' : 'page'}-${plan.plan_version}.pdf`
  if (telling.length > 0 && input.sure === 'no') return { name, bytes: null, telling }
  const bytes = Buffer.from(await setPlan(sheet, input.form)).toString('base64')
  return { name, bytes, telling }
})
