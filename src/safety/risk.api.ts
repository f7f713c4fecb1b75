// Looking at the risk: reading what was judged and what makes it time to look, and writing the next look.
import { z } from 'zod'
import { readCard } from '#cases/card.store.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { newId } from '#kit/id.ts'
import { namedId } from '#kit/named-id.ts'
import { Problem } from '#kit/problem.ts'
import { transitionOf } from '#minors/pathway.rules.ts'
import { changeOf, dueOf, levelOf, lookObstacle } from './risk.rules.ts'
import * as store from './risk.store.ts'
import * as model from './risk.ts'
import { openRow, sealerOf, tell } from './sealed-row.api.ts'

type OnFile = AskedOnFile<unknown>
const Words = z.object({ words: z.string() })

const kindsOf = (always: boolean): string[] =>
  model.riskFacts.triggers.filter((each) => each.always === always).flatMap(({ timeline }) => timeline)
/** For the page of the day. */
export const timelineKinds = { always: kindsOf(true), after_a_look: kindsOf(false) }

const readDue = async ({ tx, vault, file, today }: OnFile, last: { looked_at: string } | undefined) => {
  const [keys, told, happened, card] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    store.listOpenTriggers(tx, file),
    store.listHappened(tx, file, [...timelineKinds.always, ...timelineKinds.after_a_look], last?.looked_at ?? null),
    readCard(tx, vault, file.organisation_id, file.case_id),
  ])
  const opened = told.map(({ trigger_id, trigger, on_day, sealed }) => ({
    trigger_id,
    trigger: trigger as model.RiskTriggerCode,
    on_day,
    ...openRow(keys, file, 'risk_trigger', trigger_id, sealed, Words),
  }))
  const transition = transitionOf(card, today)
  const turns = transition && transition.state !== 'over' ? transition.earliest_on : null
  return dueOf(model.riskFacts, opened, happened, last !== undefined, turns, today)
}

/** The risks with their history, and each look. */
export const showRisks = async (asked: OnFile) => {
  const { tx, vault, file } = asked
  const [keys, risks, looks, scores] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    store.listRisks(tx, file),
    store.listLooks(tx, file),
    store.listScores(tx, file),
  ])
  const placeOfLook = new Map(looks.map(({ look_id }, place) => [look_id, place]))
  return {
    risks: risks.map(({ risk_id, ended_at, version, sealed }): model.Risk => {
      const mine = scores
        .filter((score) => score.risk_id === risk_id && placeOfLook.has(score.look_id))
        .sort((a, b) => placeOfLook.get(a.look_id)! - placeOfLook.get(b.look_id)!)
        .map((score) => ({
          look: looks[placeOfLook.get(score.look_id)!]!,
          ...openRow(keys, file, 'risk_score', score.score_id, score.sealed, model.ScoreWords),
        }))
      return {
        risk_id,
        ended_at,
        version,
        ...openRow(keys, file, 'risk', risk_id, sealed, model.RiskWords),
        scores: mine.map(({ look, ...words }, place) => ({
          ...words,
          look_id: look.look_id,
          scored_at: look.looked_at,
          scored_name: look.looked_name,
          level: levelOf(model.riskFacts, words),
          ...changeOf(words, mine[place + 1]),
        })),
      }
    }),
    looks: looks.map(
      ({ sealed, ...look }): model.RiskLook => ({
        ...look,
        ...openRow(keys, file, 'risk_look', look.look_id, sealed, model.LookWords),
      }),
    ),
  }
}

export const readRisk = answer(model.readRisk)(async (asked) => {
  asked.demand('safety')
  asked.note({ sections: ['safety'] })
  const found = await showRisks(asked)
  const last = found.looks[0]
  return {
    ...found,
    due: await readDue(asked, last),
    review_on: last?.review_on ?? null,
    reviewed: model.riskFacts.reviewed_by !== null,
  }
})

export const lookAtRisk = answer(model.lookAtRisk)(async (asked) => {
  const { input, tx, vault, file, actor, today } = asked
  const { look_id, after, causes, review_on, words, scores, ended, assessments } = input
  const at = { organisation_id: file.organisation_id, case_id: file.case_id }
  asked.demand('safety')
  asked.note({ subject_id: look_id, sections: ['safety'] })
  await store.holdLooks(tx, file.case_id)
  const [last, known] = await Promise.all([store.findLastLook(tx, file), store.listRisks(tx, file)])
  if ((last?.look_id ?? null) !== after) throw new Problem('conflict', 'stale', { current: await showRisks(asked) })
  const obstacle = lookObstacle(
    input,
    known.map(({ risk_id, ended_at }) => ({ risk_id, ended: ended_at !== null })),
    today,
  )
  if (obstacle) throw new Problem('invalid', obstacle)
  const seal = await sealerOf(asked)
  await store.insertLook(tx, {
    ...at,
    ...{ look_id, review_on, causes, looked_by: actor.staff_id },
    sealed: seal('risk_look', look_id, { words, assessments }),
  })
  for (const { risk_id, first, ...score } of scores) {
    const score_id = newId()
    if (first)
      await store.insertRisk(tx, { ...at, risk_id, written_by: actor.staff_id, sealed: seal('risk', risk_id, first) })
    await store.insertScore(tx, { ...at, score_id, risk_id, look_id, sealed: seal('risk_score', score_id, score) })
  }
  if (ended.length > 0) await store.endRisks(tx, file, ended)
  await store.answerTriggers(tx, file, look_id, today)
  const transition = transitionOf(await readCard(tx, vault, file.organisation_id, file.case_id), today)
  if (transition && transition.earliest_on > today) {
    // The day stands in the calendar from the first look on, so that it comes up by itself.
    const trigger_id = namedId('risk birthday_18', file.case_id)
    await store.insertTrigger(tx, {
      ...at,
      ...{ trigger_id, trigger: 'birthday_18', on_day: transition.earliest_on, told_by: actor.staff_id },
      sealed: seal('risk_trigger', trigger_id, { words: '' }),
    })
  }
  await tell(asked, 'risk_looked_at', look_id)
  return { look_id }
})

export const tellRiskTrigger = answer(model.tellRiskTrigger)(async (asked) => {
  const { input, tx, file, actor } = asked
  const { trigger_id, trigger, on_day, words } = input
  asked.demand('safety')
  asked.note({ subject_id: trigger_id, sections: ['safety'], reason: trigger })
  if (!model.riskFacts.triggers.some((each) => each.trigger === trigger && each.told))
    throw new Problem('invalid', 'safety.trigger_not_told')
  const seal = await sealerOf(asked)
  const made = await store.insertTrigger(tx, {
    ...{ organisation_id: file.organisation_id, case_id: file.case_id },
    ...{ trigger_id, trigger, on_day, told_by: actor.staff_id },
    sealed: seal('risk_trigger', trigger_id, { words }),
  })
  if (!made) throw new Problem('conflict', 'gate.already_there')
  await tell(asked, 'risk_trigger_told', trigger_id, { risk_trigger: trigger })
  return { trigger_id }
})
