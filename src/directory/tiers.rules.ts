// What a reader of a tier may know of a record of the directory. Every list, page, export, map and calendar that is
// for somebody else passes here. Where a hidden location is leaves with nobody.
import { hideLocation } from './directory.rules.ts'
import {
  type DirectoryOrganisation,
  type DirectoryService,
  type Schedule,
  Tier,
  type Tiers,
  tieredFields,
} from './directory.ts'

type TieredField = (typeof tieredFields)[number]

const closeness = (tier: Tier): number => Tier.options.indexOf(tier)

/** The names of people who work there are for partners unless somebody says otherwise. */
const unlessSaid: Tiers = { contacts: 'partners' }

/** What says the same in other words is kept to the same circle, unless it has a word of its own. */
const goesWith: Partial<Record<TieredField, TieredField>> = {
  eligibility: 'admission',
  required_documents: 'admission',
  languages_to_confirm: 'languages',
  interpretation: 'languages',
  accessibility_note: 'accessibility',
  fees: 'costs',
}
/** What one is asked about, one by one. */
export const askedTiers = tieredFields.filter((field) => !goesWith[field])

export const tierOf = (tiers: Tiers, field: TieredField): Tier => {
  const lead = goesWith[field]
  return tiers[field] ?? unlessSaid[field] ?? (lead ? tierOf(tiers, lead) : 'public')
}

/** Kept to a circle with all that goes with it: the database drops each field by its own word. */
export const keptTo = (tiers: Tiers, field: TieredField, tier: Tier): Tiers => ({
  ...tiers,
  [field]: tier,
  ...Object.fromEntries(tieredFields.filter((each) => goesWith[each] === field).map((each) => [each, tier])),
})

/** Whether a reader of `tier` may know a field that is kept to `of`. */
export const reachesTier = (tier: Tier, of: Tier): boolean => closeness(tier) >= closeness(of)

const emptied = {
  phones: [],
  email: null,
  website: null,
  contacts: [],
  places: [],
  addresses: [],
  schedules: [] as Schedule[],
  how_to_enter: null,
  admission: undefined,
  eligibility: null,
  required_documents: null,
  capacity: [],
  languages: [],
  languages_to_confirm: [],
  interpretation: null,
  accessibility: [],
  accessibility_note: null,
  costs: [],
  fees: null,
} satisfies Record<TieredField, unknown>

/** Nothing stated: whoever may not read whom a service lets in is told to ask. */
const nothingStated: DirectoryService['admission'] = {
  without_papers: 'unknown',
  with_criminal_record: 'unknown',
  with_substance_use: 'unknown',
  with_psychiatric_care: 'unknown',
  when_pregnant: 'unknown',
  with_disability: 'unknown',
  as_a_couple: 'unknown',
  with_debt: 'unknown',
  sons_up_to: null,
  needs_referral: 'unknown',
  referral_by: [],
  only_identified: 'unknown',
  needs_registration: 'unknown',
  documents: [],
}

/** A record as a reader of this tier may have it; one's own reads all of it but the tiers it was kept to. */
export const seenAt = (tier: Tier, service: DirectoryService): DirectoryService => {
  const safe = hideLocation(service)
  if (tier === 'own') return safe
  const kept = (Object.keys(emptied) as TieredField[]).filter((field) => !reachesTier(tier, tierOf(safe.tiers, field)))
  const blank = Object.fromEntries(kept.map((field) => [field, field === 'admission' ? nothingStated : emptied[field]]))
  // Which fields are kept back is itself nobody's business outside.
  return { ...safe, ...blank, tiers: {} }
}

/** Of an organisation only the people one can ask for are kept from the public. */
export const providerSeenAt = (tier: Tier, provider: DirectoryOrganisation): DirectoryOrganisation =>
  reachesTier(tier, 'partners') ? provider : { ...provider, contacts: [] }
