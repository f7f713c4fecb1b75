// A partner's own counts over the last year. Small numbers stay as they are: it has seen every one of these referrals.
import { answer } from '#gate/answer.ts'
import { addMonths } from '#kit/day.ts'
import { getOrganisation } from '#organisations/organisation.store.ts'
import * as store from './partner.store.ts'
import * as model from './partner.ts'

const monthsBack = 12

export const readPartnerDesk = answer(model.readPartnerDesk)(async ({ tx, actor, today }) => {
  const { organisation_id } = actor
  const since = addMonths(today, -monthsBack)
  const [mine, answered, reasons, needs, places] = await Promise.all([
    getOrganisation(tx, organisation_id),
    store.countReceived(tx, organisation_id, since, today),
    store.countByReason(tx, organisation_id, since),
    store.countByNeed(tx, organisation_id, since),
    store.countPlaces(tx),
  ])
  const { name, country, province, languages } = mine
  return {
    since,
    organisation: { name, country, province, languages },
    ...answered,
    by_reason: reasons.map(({ code, count }) => ({ reason: code, count })),
    by_need: needs.map(({ code, count }) => ({ need: code, count })),
    places: places.units > 0 ? places : null,
  }
})
