// Keeping a talk about needs and reading it beside the one before.

import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline, touchCase } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { Vault } from '#vault/vault.store.ts'
import { assessmentPlace, insertAssessment, listAssessments } from './assessment.store.ts'
import * as model from './assessment.ts'
import { compareNeeds } from './needs.rules.ts'
import type { NeedsAnswers } from './needs.ts'

/** What she tells of her needs is part of her story, and opens with it. */
const section = 'story'
const talksShown = 24

interface KeptTalk extends model.NeedsTalk {
  answers: NeedsAnswers
}

/** The latest talks with their answers, for every room that starts from what she needs. */
export const findNeeds = async (
  { tx, vault, facts, file }: Pick<AskedOnFile<unknown>, 'tx' | 'facts' | 'file'> & { vault: Pick<Vault, 'caseKeys'> },
  opened = 1,
): Promise<{ talks: KeptTalk[]; history: model.NeedsTalk[] }> => {
  const { case_id, organisation_id } = file
  const [keys, rows] = await Promise.all([
    vault.caseKeys(tx, organisation_id, case_id),
    listAssessments(tx, case_id, facts.needs.id, talksShown),
  ])
  const history = rows.map(({ sealed: _, ...row }) => row)
  const talks = rows.slice(0, opened).map(({ sealed, ...row }) => ({
    ...row,
    answers: openJson(keys.of(sealed), assessmentPlace(file, row.assessment_id), sealed, model.KeptAnswers),
  }))
  return { talks, history }
}

export const readNeeds = answer(model.readNeeds)(async (asked) => {
  asked.demand(section)
  const { talks, history } = await findNeeds(asked, 2)
  const [latest = null, before = null] = talks
  return {
    latest,
    before,
    changes: latest && before ? compareNeeds(asked.facts.needs, before.answers, latest.answers) : [],
    history,
  }
})

export const takeNeeds = answer(model.takeNeeds)(async ({ input, tx, vault, facts, file, actor, today, demand }) => {
  demand(section)
  const { case_id, organisation_id } = file
  const { assessment_id, answers, taken_on = today } = input
  if (taken_on > today) throw new Problem('invalid', 'needs.taken_later')
  const key = await vault.caseKey(tx, organisation_id, case_id)
  await Promise.all([
    insertAssessment(tx, {
      organisation_id,
      case_id,
      assessment_id,
      instrument: facts.needs.id,
      instrument_version: String(facts.needs.version),
      section,
      taken_on,
      taken_by: actor.staff_id,
      sealed: sealJson(key, assessmentPlace(file, assessment_id), answers),
    }),
    addToTimeline(tx, {
      organisation_id,
      case_id,
      actor_id: actor.staff_id,
      kind: 'needs_assessed',
      section,
      ref_id: assessment_id,
    }),
    touchCase(tx, case_id),
  ])
  return { assessment_id, version: 1 }
})
