// The people around: reading them with who must not learn where the person is, writing them, and choosing who is called.
import { Code, CodeEntry, type Facts } from '#facts/facts.ts'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import { lookAgain } from './look-again.api.ts'
import * as rules from './related.rules.ts'
import * as store from './related.store.ts'
import * as model from './related.ts'

const most = 200

/** Throws unless the code list knows this role in this group. */
const demandRole = (facts: Facts, { role, group }: model.RelatedPerson): void => {
  const Role = CodeEntry.extend({ groups: model.RelatedGroup.array(), code: Code })
  const known = facts.codes.related_roles?.codes.find((each) => each.code === role)
  if (!known || !Role.parse(known).groups.includes(group)) throw new Problem('invalid', 'people.role_not_here')
}

type Row = NonNullable<Awaited<ReturnType<typeof store.findRelated>>>

const opener = async ({ tx, vault, file, may }: AskedOnFile<unknown>) => {
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  const opened = may('case.open').sections
  return ({ sealed, section, ...row }: Row): model.Related => {
    const place = store.relatedPlace(file, row.related_id)
    const person = openJson(keys.of(sealed), place, sealed, model.RelatedPerson)
    return { ...row, section: section as model.Related['section'], person: rules.seenWith(person, opened) }
  }
}

export const listRelated = answer(model.listRelated)(async (asked) => {
  const [rows, open] = await Promise.all([store.listRelatedRows(asked.tx, asked.file), opener(asked)])
  const people = rows.map(open)
  asked.note({ sections: [...new Set(people.map((each) => each.section))] })
  return { people, must_not_learn_where: rules.mustNotLearnWhere(people) }
})

const staleOr = async (asked: AskedOnFile<unknown>, related_id: string): Promise<Problem> => {
  const [row, open] = await Promise.all([store.findRelated(asked.tx, asked.file, related_id), opener(asked)])
  return row ? new Problem('conflict', 'stale', { current: open(row) }) : new Problem('not_found', 'people.not_found')
}

export const writeRelated = answer(model.writeRelated)(async (asked) => {
  const { input, tx, vault, file, actor, facts, may } = asked
  const { related_id, version } = input
  const { organisation_id, case_id } = file
  const at = { organisation_id, case_id }
  const section = rules.sectionOf(input.person.group)
  asked.demand(section)
  asked.note({ subject_id: related_id, sections: [section] })
  demandRole(facts, input.person)

  const row = version === 0 ? undefined : await store.findRelated(tx, at, related_id)
  if (version > 0 && !row) throw new Problem('not_found', 'people.not_found')
  const keys = await vault.caseKeys(tx, organisation_id, case_id)
  const place = store.relatedPlace(at, related_id)
  const before = row && openJson(keys.of(row.sealed), place, row.sealed, model.RelatedPerson)
  if (before) asked.demand(rules.sectionOf(before.group))
  const person = rules.keepingWhy(input.person, before, may('case.open').sections)
  const sealed = sealJson(keys.latest, place, person)

  if (version === 0) {
    if ((await store.listRelatedRows(tx, at)).length >= most) throw new Problem('invalid', 'people.too_many')
    if (!(await store.insertRelated(tx, at, { related_id, section, sealed }))) throw await staleOr(asked, related_id)
  } else {
    const emergency = row!.emergency && rules.mayBeEmergency(person)
    if (!(await store.updateRelated(tx, at, related_id, version, { section, sealed, emergency })))
      throw await staleOr(asked, related_id)
  }
  const kind = version === 0 ? 'related_added' : 'related_changed'
  await addToTimeline(tx, { ...at, actor_id: actor.staff_id, kind, section, ref_id: related_id })
  await lookAgain(asked)
  return { related_id, version: version + 1 }
})

export const chooseEmergencyContact = answer(model.chooseEmergencyContact)(async (asked) => {
  const { input, tx, file, actor } = asked
  const { related_id, version } = input
  const { organisation_id, case_id } = file
  const at = { organisation_id, case_id }
  // Whoever stood there before may be in the other of the two sections.
  asked.demand('identity')
  asked.demand('home')
  asked.note({ ...(related_id && { subject_id: related_id }), sections: ['identity', 'home'] })
  const row = related_id === null ? undefined : await store.findRelated(tx, at, related_id)
  if (related_id !== null) {
    if (!row) throw new Problem('not_found', 'people.not_found')
    if (row.version !== version) throw await staleOr(asked, related_id)
    const { person } = (await opener(asked))(row)
    if (!rules.mayBeEmergency(person)) throw new Problem('refused', 'people.not_safe_to_call')
  }
  const wasThere = row?.emergency === true
  if (!wasThere) await store.endEmergency(tx, at)
  if (
    related_id !== null &&
    !wasThere &&
    !(await store.updateRelated(tx, at, related_id, version, { emergency: true }))
  )
    throw await staleOr(asked, related_id)
  const section = row ? (row.section as model.Related['section']) : 'identity'
  await addToTimeline(tx, {
    ...at,
    actor_id: actor.staff_id,
    kind: 'emergency_contact_chosen',
    section,
    ref_id: related_id,
  })
  return { related_id, version: wasThere || related_id === null ? version : version + 1 }
})
