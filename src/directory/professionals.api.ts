// Giving an institution a link to read what is kept to professionals, a new code for it, and taking it back.
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { addDays } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { linkShown, longestReading, waysObstacle } from '#links/link.rules.ts'
import * as links from '#links/link.store.ts'
import * as model from './professionals.ts'

/** Nothing is sealed to it: what it opens is read when it is opened. */
const carries = {}

export const openToProfessionals = answer(model.openToProfessionals)(async ({ input, tx, actor, today, note }) => {
  const { link, for_whom, until } = input
  const { organisation_id, staff_id } = actor
  note({ subject_id: link.link_id })
  if (waysObstacle(link)) throw new Problem('invalid', 'link.same_way')
  if (until <= today || until > addDays(today, longestReading))
    throw new Problem('invalid', 'link.reading_until', { fields: [{ path: 'until', code: 'invalid' }] })
  await links.makeLink(tx, {
    ...link,
    organisation_id,
    case_id: null,
    purpose: 'directory',
    ref_id: organisation_id,
    made_by: staff_id,
    for_whom,
    expires_at: `${until}T00:00:00Z`,
    carries,
  })
  return { link_id: link.link_id, version: 1 }
})

export const listReadingLinks = answer(model.listReadingLinks)(async ({ tx, actor, now }) => ({
  links: (await links.listReadingLinks(tx, actor.organisation_id)).map((row) => ({
    ...linkShown(row, now),
    for_whom: row.for_whom ?? '',
  })),
}))

const getLink = async ({ input, tx, actor, note }: AskedByStaff<{ link_id: string; version: number }>) => {
  note({ subject_id: input.link_id })
  const rows = await links.listReadingLinks(tx, actor.organisation_id)
  const row = rows.find(({ link_id }) => link_id === input.link_id)
  if (!row) throw new Problem('not_found', 'link.not_found')
  return row
}

export const renewReadingCode = answer(model.renewReadingCode)(async (asked) => {
  const { input, tx, now } = asked
  const { link_id, version, code, code_by } = input
  const row = await getLink(asked)
  if (waysObstacle({ link_by: row.link_by as 'email', code_by })) throw new Problem('invalid', 'link.same_way')
  if (row.revoked_at || row.expires_at <= now) throw new Problem('conflict', 'link.over')
  const fresh = await links.freshCode(row, code)
  if (!(await links.giveNewCode(tx, row, version, { fresh, code_by, carries })))
    throw new Problem('conflict', 'stale', { current: linkShown(row, now) })
  return { link_id, version: version + 1 }
})

export const closeReadingLink = answer(model.closeReadingLink)(async (asked) => {
  const { input, tx, now } = asked
  const { link_id, version } = input
  const row = await getLink(asked)
  if (!(await links.revokeLink(tx, row, version, now)))
    throw new Problem('conflict', 'stale', { current: linkShown(row, now) })
  return { link_id, version: version + 1 }
})
