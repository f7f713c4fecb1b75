// Writing down what a person must not meet, and the way past it that needs two colleagues.
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { findPartners } from '#organisations/organisation.store.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import type { TimelineKind } from '#timeline/timeline.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import { excludes, keyOf, keyOfOverride } from './exclusion.rules.ts'
import * as store from './exclusion.store.ts'
import * as model from './exclusion.ts'
import { lookAgain } from './look-again.api.ts'
import { markOf, openExclusions } from './refuse-excluded.api.ts'

type OnFile = AskedOnFile<unknown>

const tell = ({ tx, file, actor }: OnFile, kind: TimelineKind, ref_id: string, excluded?: string) =>
  addToTimeline(tx, {
    organisation_id: file.organisation_id,
    case_id: file.case_id,
    actor_id: actor.staff_id,
    kind,
    section: 'safety',
    ref_id,
    ...(excluded && { codes: { excluded } }),
  })

const showExclusion = (
  { file }: OnFile,
  keys: CaseKeyRing,
  { sealed, ...row }: store.ExclusionRow,
): model.Exclusion => ({
  ...row,
  ...openJson(keys.of(sealed), store.exclusionPlace(file, row.exclusion_id), sealed, model.ExclusionDetails),
})

const readAll = async (asked: OnFile): Promise<model.Exclusion[]> => {
  const { tx, vault, file } = asked
  const [rows, keys] = await Promise.all([
    store.listExclusions(tx, file),
    vault.caseKeys(tx, file.organisation_id, file.case_id),
  ])
  return rows.map((row) => showExclusion(asked, keys, row))
}

const readOverrides = async (asked: OnFile): Promise<model.Override[]> => {
  const { tx, vault, file, actor, may } = asked
  const rows = await store.listOverrides(tx, file)
  if (rows.length === 0) return []
  const [keys, colleagues, partners, units] = await Promise.all([
    vault.caseKeys(tx, file.organisation_id, file.case_id),
    store.listStaffNames(tx, file.organisation_id),
    findPartners(tx),
    store.listUnitNames(tx),
  ])
  const nameOf = (wish: model.OverrideFor): string => {
    if (wish.kind === 'team_member') return colleagues.find(({ staff_id }) => staff_id === wish.staff_id)?.name ?? ''
    if (wish.kind === 'shelter') return units.find(({ unit_id }) => unit_id === wish.unit_id)?.name ?? ''
    // An appointment has no name; where it is and with whom stays in its own section.
    if (wish.kind === 'appointment') return ''
    return partners.find(({ organisation_id }) => organisation_id === wish.organisation_id)?.name ?? ''
  }
  const second = may('exclusions.approve').allowed
  return rows.map(({ sealed, ...row }) => {
    const place = store.overridePlace(file, row.override_id)
    const { assignment, reason } = openJson(keys.of(sealed), place, sealed, model.OverrideDetails)
    return {
      ...row,
      answer: row.answer as model.Override['answer'],
      assignment,
      reason,
      whom: nameOf(assignment),
      may_answer: second && row.answer === null && row.requested_by !== actor.staff_id,
    }
  })
}

export const readExclusions = answer(model.readExclusions)(async (asked) => {
  asked.demand('safety')
  asked.note({ sections: ['safety'] })
  const [exclusions, overrides] = await Promise.all([readAll(asked), readOverrides(asked)])
  return { exclusions, overrides }
})

export const readExcluded = answer(model.readExcluded)(async (asked) => {
  const { tx, file, today, note } = asked
  note({ sections: [] })
  const exclusions = await openExclusions(asked)
  if (exclusions.length === 0) return { colleagues: [], partners: [] }
  const [staff, organisations] = await Promise.all([store.listStaffNames(tx, file.organisation_id), findPartners(tx)])
  const kindsOf = (assignment: model.Assignment) => [
    ...new Set(excludes(exclusions, assignment, today).because.map(({ kind }) => kind)),
  ]
  return {
    colleagues: staff
      .map(({ staff_id, name }) => ({
        staff_id,
        kinds: kindsOf({ kind: 'team_member', key: keyOf('team_member', staff_id), people: [{ staff_id, name }] }),
      }))
      .filter(({ kinds }) => kinds.length > 0),
    partners: organisations
      .map(({ organisation_id, name }) => ({
        organisation_id,
        kinds: kindsOf({ kind: 'referral', key: '', organisations: [{ organisation_id, name }] }),
      }))
      .filter(({ kinds }) => kinds.length > 0),
  }
})

const sealDetails = async ({ tx, vault, file }: OnFile, exclusion_id: string, details: model.ExclusionDetails) =>
  sealJson(
    await vault.caseKey(tx, file.organisation_id, file.case_id),
    store.exclusionPlace(file, exclusion_id),
    details,
  )

type New = Pick<model.Exclusion, 'exclusion_id' | 'what' | 'since_on' | 'until_on' | 'reason' | 'said_by'>

/** Also for other rooms that know whom she must not meet: whoever asks must be allowed to write the section. */
export const writeExclusion = async (asked: OnFile, exclusion: New): Promise<void> => {
  const { tx, file, note } = asked
  const { exclusion_id, what, since_on, until_on, reason, said_by } = exclusion
  if (until_on !== null && until_on < since_on) throw new Problem('invalid', 'exclusion.ends_before')
  note({ subject_id: exclusion_id, sections: ['safety'] })
  await store.waitForAssignments(tx, file.case_id)
  const sealed = await sealDetails(asked, exclusion_id, { what, reason, said_by })
  const { organisation_id, case_id } = file
  await store.insertExclusion(tx, {
    organisation_id,
    case_id,
    exclusion_id,
    kind: what.kind,
    since_on,
    until_on,
    sealed,
  })
  await tell(asked, 'exclusion_recorded', exclusion_id, what.kind)
  await lookAgain(asked)
}

export const addExclusion = answer(model.addExclusion)(async (asked) => {
  asked.demand('safety')
  await writeExclusion(asked, asked.input)
  return { exclusion_id: asked.input.exclusion_id, version: 1 }
})

/** As it stands for whoever was slower. */
const stale = async (asked: OnFile, exclusion_id: string): Promise<Problem> => {
  const current = (await readAll(asked)).find((each) => each.exclusion_id === exclusion_id)
  if (!current) return new Problem('not_found', 'exclusion.not_found')
  if (current.ended_at) return new Problem('conflict', 'exclusion.ended_already')
  return new Problem('conflict', 'stale', { current })
}

export const changeExclusion = answer(model.changeExclusion)(async (asked) => {
  const { input, tx, file, today, demand, note } = asked
  demand('safety')
  const { exclusion_id, version, reason, said_by, until_on } = input
  const before = (await readAll(asked)).find((each) => each.exclusion_id === exclusion_id)
  if (!before) throw new Problem('not_found', 'exclusion.not_found')
  // A last day in the past would end it without saying so.
  if (until_on !== null && (until_on < today || until_on < before.since_on))
    throw new Problem('invalid', 'exclusion.ends_before')
  note({ subject_id: exclusion_id, sections: ['safety'] })
  const sealed = await sealDetails(asked, exclusion_id, { what: before.what, reason, said_by })
  if (!(await store.updateExclusion(tx, file, exclusion_id, version, { until_on, sealed })))
    throw await stale(asked, exclusion_id)
  await tell(asked, 'exclusion_changed', exclusion_id, before.what.kind)
  await lookAgain(asked)
  return { exclusion_id, version: version + 1 }
})

export const endExclusion = answer(model.endExclusion)(async (asked) => {
  const { input, tx, file, demand, note } = asked
  demand('safety')
  const { exclusion_id, version } = input
  note({ subject_id: exclusion_id, sections: ['safety'] })
  if (!(await store.updateExclusion(tx, file, exclusion_id, version, 'end'))) throw await stale(asked, exclusion_id)
  await tell(asked, 'exclusion_ended', exclusion_id)
  return { exclusion_id, version: version + 1 }
})

export const askOverride = answer(model.askOverride)(async (asked) => {
  const { input, tx, vault, file, demand, note } = asked
  demand('safety')
  const { override_id, assignment, reason } = input
  const { organisation_id, case_id } = file
  note({ subject_id: override_id, sections: ['safety'] })
  const key = await vault.caseKey(tx, organisation_id, case_id)
  await store.insertOverride(tx, {
    organisation_id,
    case_id,
    override_id,
    assignment: markOf(asked, keyOfOverride(assignment)),
    sealed: sealJson(key, store.overridePlace(file, override_id), { assignment, reason }),
  })
  await tell(asked, 'override_asked', override_id)
  return { override_id, version: 1 }
})

export const answerOverride = answer(model.answerOverride)(async (asked) => {
  const { input, tx, file, may, note } = asked
  const { override_id, version, answer: said } = input
  // Whoever answers must be able to read what they answer.
  if (!may('case.open').sections.includes('safety')) throw new Problem('not_found', 'exclusion.override_not_found')
  const row = (await readOverrides(asked)).find((each) => each.override_id === override_id)
  if (!row) throw new Problem('not_found', 'exclusion.override_not_found')
  note({ subject_id: override_id, sections: ['safety'], reason: said })
  if (row.answer !== null) throw new Problem('conflict', 'exclusion.answered_already')
  if (!row.may_answer) throw new Problem('refused', 'exclusion.second_person')
  if (!(await store.answerOverride(tx, file, override_id, version, said)))
    throw new Problem('conflict', 'exclusion.answered_already')
  await tell(asked, said === 'approved' ? 'override_approved' : 'override_declined', override_id)
  return { override_id, version: version + 1 }
})
