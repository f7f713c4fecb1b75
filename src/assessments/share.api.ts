// Putting answers into a FHIR file: every one of them open to whoever asks, and for a partner to a live consent too.
import type { Section } from '#access/access.ts'
import { listConsentRows } from '#consents/consent.store.ts'
import { holdConsent, holdOutsideConsent } from '#consents/hold.store.ts'
import { findWordingOnce } from '#detection/wording.store.ts'
import { answer } from '#gate/answer.ts'
import { namedId } from '#kit/named-id.ts'
import { Problem } from '#kit/problem.ts'
import { translatorOf } from '#language/load-texts.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { findTaken, type TakenRow } from './assessment.store.ts'
import { bundleOf, type Shared } from './fhir.rules.ts'
import { wordingOf } from './instruments.store.ts'
import { openTaken } from './results.api.ts'
import * as model from './share.ts'
import type { OnFile } from './sitting.api.ts'

const demandConsent = async ({ tx, file, note }: OnFile, consent_id: string, sections: Section[]): Promise<void> => {
  const consent = (await listConsentRows(tx, file)).find((each) => each.consent_id === consent_id)
  const { recipient_organisation_id: organisation, recipient_service_id: service } = consent ?? {}
  const held = organisation
    ? await holdConsent(tx, consent_id, file.case_id, organisation)
    : service
      ? await holdOutsideConsent(tx, consent_id, file.case_id, service)
      : false
  if (!consent || !held) throw new Problem('invalid', 'assessment.consent_not_live')
  if (!sections.every((section) => consent.sections.includes(section)))
    throw new Problem('invalid', 'assessment.consent_not_for_this')
  note({ reason: `consent ${consent_id}` })
}

/** With the sentences she saw: our own, or the official ones of that day where they may be passed on with their note. */
const sharedOf = async (asked: OnFile, keys: CaseKeyRing, row: TakenRow): Promise<Shared> => {
  const { kept, instrument, version, read } = openTaken(keys, asked, row)
  const { giving, official, answers } = kept
  const once =
    official === null
      ? undefined
      : await findWordingOnce(asked.tx, asked.file.organisation_id, {
          ...{ instrument: row.instrument, language: giving.worded, version: official },
        })
  return {
    ...{ assessment_id: row.assessment_id, instrument, giving, answers, read },
    wording: wordingOf(row.instrument, version, giving.worded),
    official: once ? { sentences: once.sentences, licence_note: once.licence_note } : null,
    taken_on: row.taken_on,
    amended: row.version > 1,
  }
}

export const shareAnswers = answer(model.shareAnswers)(async (asked) => {
  const { input, tx, vault, file, now, note, visitor } = asked
  const { assessments, share_id, consent_id } = input
  const rows: TakenRow[] = []
  for (const assessment_id of new Set(assessments)) {
    const row = await findTaken(tx, file, assessment_id)
    if (!row) throw new Problem('not_found', 'assessment.not_found')
    asked.demand(row.section)
    rows.push(row)
  }
  const sections = [...new Set(rows.map(({ section }) => section))]
  note({ subject_id: share_id, sections, reason: 'herself' })
  if (consent_id) await demandConsent(asked, consent_id, sections)
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  const all: Shared[] = []
  for (const row of rows) all.push(await sharedOf(asked, keys, row))
  const say = translatorOf(visitor.language)
  const bundle = bundleOf(all, {
    id: share_id,
    now,
    note: say('assessment.share.not_a_diagnosis'),
    idOf: (what) => namedId('answers shared', share_id, what),
  })
  // A name that says nothing, wherever it ends up.
  return { name: `copy-${share_id.slice(0, 8)}.json`, json: JSON.stringify(bundle, null, 2) }
})
