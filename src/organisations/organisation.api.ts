// Settings of the organisation, its offices, its partners.
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import {
  findOffices,
  findPartners,
  getOrganisation,
  insertOffice,
  insertPartner,
  letLead,
  updateOffice,
  updateOrganisation,
} from './organisation.store.ts'
import * as model from './organisation.ts'

export const readOrganisation = answer(model.readOrganisation)(({ tx, actor }) =>
  getOrganisation(tx, actor.organisation_id),
)

export const changeOrganisation = answer(model.changeOrganisation)(async ({ tx, input, actor, note }) => {
  const { organisation_id } = actor
  const { version: expected, ...settings } = input
  const version = await updateOrganisation(tx, organisation_id, expected, settings)
  if (version === undefined)
    throw new Problem('conflict', 'stale', { current: await getOrganisation(tx, organisation_id) })
  note({ subject_id: organisation_id })
  return { organisation_id, version }
})

export const listOffices = answer(model.listOffices)(async ({ tx, actor }) => ({
  offices: await findOffices(tx, actor.organisation_id),
}))

export const addOffice = answer(model.addOffice)(async ({ tx, input, actor, note }) => {
  await insertOffice(tx, { ...input, organisation_id: actor.organisation_id })
  note({ subject_id: input.office_id })
  return { office_id: input.office_id, version: 1 }
})

export const changeOffice = answer(model.changeOffice)(async ({ tx, input, actor, note }) => {
  const { version: expected, ...office } = input
  const version = await updateOffice(tx, { ...office, organisation_id: actor.organisation_id }, expected)
  if (version === undefined) {
    const current = (await findOffices(tx, actor.organisation_id)).find((each) => each.office_id === input.office_id)
    if (!current) throw new Problem('not_found', 'office.not_found')
    throw new Problem('conflict', 'stale', { current })
  }
  note({ subject_id: input.office_id })
  return { office_id: input.office_id, version }
})

export const listPartners = answer(model.listPartners)(async ({ tx }) => ({ partners: await findPartners(tx) }))

export const addPartner = answer(model.addPartner)(async ({ tx, input, vault, note }) => {
  if (!(await insertPartner(tx, input))) throw new Problem('refused', 'access.refused')
  await vault.createOrganisation(tx, input.organisation_id)
  note({ subject_id: input.organisation_id })
  return { organisation_id: input.organisation_id, office_id: input.office_id }
})

export const letPartnerLead = answer(model.letPartnerLead)(async ({ tx, input, note }) => {
  const { organisation_id, leads_files } = input
  note({ subject_id: organisation_id })
  const said = await letLead(tx, organisation_id, leads_files)
  if (said === 'not_found') throw new Problem('not_found', 'partner.not_found')
  if (said !== 'done') throw new Problem('conflict', `partner.${said}`)
  return { organisation_id }
})

export const organisationAnswers = [
  readOrganisation,
  changeOrganisation,
  listOffices,
  addOffice,
  changeOffice,
  listPartners,
  addPartner,
  letPartnerLead,
]
