// Making, listing and revoking the links by which services answer for their own records.
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { linkEnd, linkShown, waysObstacle } from '#links/link.rules.ts'
import { listLinksOf, makeLink, revokeLink } from '#links/link.store.ts'
import * as model from './confirm.ts'
import { loadDirectory } from './service.api.ts'
import { seenAt } from './tiers.rules.ts'

export const askService = answer(model.askService)(async ({ input, tx, actor, today, note }) => {
  const { service_id, link } = input
  note({ subject_id: service_id })
  if (waysObstacle(link)) throw new Problem('invalid', 'link.same_way')
  const directory = await loadDirectory(tx, actor.organisation_id)
  const service = directory.services.find(({ id }) => id === service_id)
  if (!service) throw new Problem('not_found', 'service.not_found')
  await makeLink(tx, {
    ...link,
    organisation_id: actor.organisation_id,
    case_id: null,
    purpose: 'service_update',
    ref_id: service_id,
    made_by: actor.staff_id,
    expires_at: linkEnd(today),
    // What anybody may know of it: a link that goes astray tells nothing more.
    carries: seenAt('public', service),
  })
  return { link_id: link.link_id, version: 1 }
})

export const listServiceLinks = answer(model.listServiceLinks)(async ({ input, tx, actor, now }) => ({
  links: (await listLinksOf(tx, actor.organisation_id, input.service_id)).map((row) => linkShown(row, now)),
}))

export const revokeServiceLink = answer(model.revokeServiceLink)(async ({ input, tx, actor, now, note }) => {
  const { service_id, link_id, version } = input
  note({ subject_id: service_id })
  const rows = await listLinksOf(tx, actor.organisation_id, service_id)
  const row = rows.find((each) => each.link_id === link_id)
  if (!row) throw new Problem('not_found', 'link.not_found')
  if (!(await revokeLink(tx, row, version, now)))
    throw new Problem('conflict', 'stale', { current: linkShown(row, now) })
  return { link_id, version: version + 1 }
})
