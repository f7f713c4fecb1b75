// Keeping the register of institutions, and what is agreed with each of them.
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { cutPage, readPageKey } from '#kit/page.ts'
import { Problem } from '#kit/problem.ts'
import { newLinkCode } from '#links/secret.ts'
import * as store from './institution.store.ts'
import * as model from './institution.ts'
import type { Sector } from './sector.ts'

type Asked = AskedByStaff<unknown>

const listed = ({
  intake_version: _v,
  sealed: _s,
  changed_at: _c,
  ...row
}: store.InstitutionRow): model.InstitutionLine => ({
  ...row,
  sector: row.sector as Sector,
  status: row.status as model.InstitutionStatus,
})

export const listInstitutions = answer(model.listInstitutions)(async ({ input, tx, actor, today }) => {
  const { after, limit, due, words, ...rest } = input
  const wanted: store.Wanted = {
    ...rest,
    organisation_id: actor.organisation_id,
    ...(due && { due: today }),
    ...(words?.trim() && { words: words.trim() }),
  }
  const [found, total] = await Promise.all([
    store.listInstitutionRows(tx, wanted, limit + 1, readPageKey(after)),
    store.countInstitutions(tx, wanted),
  ])
  const { rows, next } = cutPage(found, limit, (row) => ({ value: row.name, id: row.institution_id }))
  return { institutions: rows.map(listed), next, total }
})

export const readInstitution = answer(model.readInstitution)(async ({ input, tx, vault, actor, note }) => {
  const { institution_id } = input
  const { organisation_id } = actor
  note({ subject_id: institution_id })
  const row = await store.getInstitutionRow(tx, organisation_id, institution_id)
  const open = store.openerOf(tx, vault, organisation_id)
  const contact = await open(model.InstitutionContact, store.placeOf.contact(institution_id), row)
  const pathways: model.AgreedPathway[] = []
  for (const { version, intake_version, sealed, ...pathway } of await store.listPathwayRows(
    tx,
    organisation_id,
    institution_id,
  )) {
    const place = store.placeOf.pathway(institution_id, version)
    const { agreed_with } = await open(model.AgreedWith, place, { intake_version, sealed })
    pathways.push({ ...pathway, pathway_version: version, agreed_with })
  }
  const reports_at_least = await store.reportsAtLeast(tx, institution_id)
  return { ...listed(row), contact, pathways, reports_at_least, changed_at: row.changed_at }
})

const stale = async ({ tx, actor }: Asked, institution_id: string): Promise<Problem> => {
  await store.getInstitutionRow(tx, actor.organisation_id, institution_id)
  return new Problem('conflict', 'stale')
}

export const keepInstitution = answer(model.keepInstitution)(async (asked) => {
  const { input, tx, actor, facts, note } = asked
  const { institution_id, version, contact, ...plain } = input
  const { organisation_id } = actor
  note({ subject_id: institution_id })
  const known =
    plain.province === null || (plain.country === 'ES' && facts.provinces.some(({ code }) => code === plain.province))
  if (!known || !facts.codes.countries?.codes.some(({ code }) => code === plain.country))
    throw new Problem('invalid', 'gate.not_allowed_value')
  const seal = await store.sealerTo(tx, organisation_id)
  const row = { ...plain, ...seal(store.placeOf.contact(institution_id), contact) }
  if (version > 0) {
    const code = await store.changeInstitution(tx, { organisation_id, institution_id, version }, row)
    if (!code) throw await stale(asked, institution_id)
    return { institution_id, code, version: version + 1 }
  }
  const code = newLinkCode()
  if (!(await store.insertInstitution(tx, { organisation_id, institution_id, code, ...row })))
    throw await stale(asked, institution_id)
  return { institution_id, code, version: 1 }
})

export const keepPathway = answer(model.keepPathway)(async (asked) => {
  const { input, tx, actor, today, note } = asked
  const { institution_id, pathway_version, steps, agreed_on, review_on, agreed_with } = input
  const { organisation_id } = actor
  note({ subject_id: institution_id })
  if (agreed_on > today) throw new Problem('invalid', 'institutions.not_yet')
  await store.getInstitutionRow(tx, organisation_id, institution_id)
  const [latest] = await store.listPathwayRows(tx, organisation_id, institution_id)
  if ((latest?.version ?? 0) !== pathway_version) throw new Problem('conflict', 'stale')
  const version = pathway_version + 1
  const seal = await store.sealerTo(tx, organisation_id)
  const sealed = seal(store.placeOf.pathway(institution_id, version), { agreed_with })
  const row = { organisation_id, institution_id, version, steps, agreed_on, review_on, ...sealed }
  if (!(await store.insertPathway(tx, row))) throw new Problem('conflict', 'stale')
  return { institution_id, pathway_version: version }
})
