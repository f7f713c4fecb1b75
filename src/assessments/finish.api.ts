// Finishing: the answers become an assessment, are read with their own form, and are corrected from then on in sight only.
import { readCard } from '#cases/card.store.ts'
import { answer } from '#gate/answer.ts'
import type { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { ageRange } from '#people/person.rules.ts'
import { touchCase } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import * as assessments from './assessment.store.ts'
import type { Instrument, Read } from './instrument.ts'
import { instrumentOf } from './instruments.store.ts'
import { type AboutHer, KeptAssessment } from './kept.ts'
import { readAnswers } from './scoring.rules.ts'
import { demandAtHand, getSitting, keepSitting, type OnFile, openForSafety, tellTimeline } from './sitting.api.ts'
import { strangeAnswers } from './sitting.rules.ts'
import * as model from './sitting.ts'
import { saidOf } from './walk.rules.ts'

const aboutHer = async ({ tx, vault, file }: OnFile, taken_on: Day): Promise<AboutHer> => {
  const { gender, birth_year } = await readCard(tx, vault, file.organisation_id, file.case_id)
  return { gender, age: birth_year === null ? null : ageRange(birth_year, taken_on).from }
}

/** Read anew with the form the answers were given to, for whom she was on that day. */
export const readKept = (
  instrument: Instrument,
  { answers, about }: Pick<KeptAssessment, 'answers' | 'about'>,
): Read => {
  const { gender, age } = about
  return readAnswers(instrument, saidOf(answers), { gender: gender ?? undefined, age: age ?? undefined })
}

export const finishSitting = answer(model.finishSitting)(async (asked) => {
  const { input, tx, vault, file, actor } = asked
  const { organisation_id, case_id } = file
  const opened = await getSitting(asked, input.sitting_id)
  demandAtHand(opened)
  const { row, kept, instrument } = opened
  const { giving, official, answers } = kept
  if (Object.keys(saidOf(answers)).length === 0) throw new Problem('invalid', 'assessment.nothing_answered')
  const about = await aboutHer(asked, row.taken_on)
  const read = readKept(instrument, { answers, about })
  const assessment_id = row.sitting_id
  const sealing: KeptAssessment = { giving, official, answers, about, read, because: '' }
  const key = await vault.caseKey(tx, organisation_id, case_id)
  // The answers move: from now on they lie in one place.
  await keepSitting(asked, opened, input.version, { kept: { ...kept, answers: {} }, state: 'finished' })
  await Promise.all([
    assessments.insertAssessment(tx, {
      ...{ organisation_id, case_id, assessment_id, section: row.section, taken_on: row.taken_on },
      instrument: row.instrument,
      instrument_version: String(row.instrument_version),
      taken_by: actor.staff_id,
      sealed: sealJson(key, assessments.assessmentPlace(file, assessment_id), sealing),
    }),
    tellTimeline(asked, 'instrument_finished', assessment_id, row),
    touchCase(tx, case_id),
  ])
  return {
    assessment_id,
    version: 1,
    protocol_id: await openForSafety(asked, row.instrument, assessment_id, read.safety),
  }
})

export const amendAssessment = answer(model.amendAssessment)(async (asked) => {
  const { input, tx, vault, file } = asked
  const { assessment_id, version, reason } = input
  const [row, keys] = await Promise.all([
    assessments.findTaken(tx, file, assessment_id),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  if (!row) throw new Problem('not_found', 'assessment.not_found')
  asked.demand(row.section)
  asked.note({ subject_id: assessment_id, sections: [row.section], reason })
  const instrument = instrumentOf(row.instrument, Number(row.instrument_version))
  const strange = strangeAnswers(instrument, input.answers)
  if (strange.length > 0)
    throw new Problem('invalid', 'assessment.strange_answers', { items: strange.slice(0, 10).join(', ') })
  const place = assessments.assessmentPlace(file, assessment_id)
  const before = openJson(keys.of(row.sealed), place, row.sealed, KeptAssessment)
  const answers = { ...before.answers, ...input.answers }
  const read = readKept(instrument, { ...before, answers })
  const sealed = sealJson(keys.latest, place, { ...before, answers, read, because: reason } satisfies KeptAssessment)
  if (!(await assessments.amendAssessment(tx, file, { assessment_id, version }, sealed)))
    throw new Problem('conflict', 'stale', { current: { assessment_id, version: row.version } })
  await tellTimeline(asked, 'instrument_amended', assessment_id, row)
  const frightening = read.safety.filter((code) => Object.hasOwn(input.answers, code))
  return {
    assessment_id,
    version: version + 1,
    protocol_id: await openForSafety(asked, row.instrument, assessment_id, frightening),
  }
})
