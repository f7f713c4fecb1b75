// Whatever a record holds and however it is kept back, a reader of a tier gets nothing above it, and of a hidden
// location nobody gets the place.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Admission, type DirectoryService, DirectoryService as Model, Tier, tieredFields } from './directory.ts'
import { askedTiers, keptTo, providerSeenAt, reachesTier, seenAt, tierOf } from './tiers.rules.ts'

const id = '5f0c0d0a-3c5e-4d53-9a33-1f0b8f4f1f10'
const phone = { number: '600 000 001', source: 'x', confidence: 'checked' as const }
const town = { country: 'ES', region: 'ES-CT', province: '08', town: 'SECRETTOWN' }
/** Every field that may be kept back says something one can find again. */
const full = Model.parse({
  id,
  organisation_id: id,
  name: 'A',
  description: 'B',
  status: 'active',
  kinds: ['legal'],
  areas: [town],
  places: [town],
  addresses: [{ ...town, street: 'SECRETSTREET' }],
  phones: [phone],
  contacts: [{ name: 'SECRETNAME' }],
  email: 'secret@example.org',
  website: 'https://secret.example.org',
  schedules: [{ days: ['MO'], opens_at: '09:00', closes_at: '13:00', note: 'SECRETHOUR' }],
  how_to_enter: 'SECRETWAY',
  admission: { without_papers: 'yes', documents: ['passport'] },
  eligibility: 'C',
  required_documents: 'D',
  languages: ['es', 'ne'],
  languages_to_confirm: ['ne'],
  interpretation: 'E',
  accessibility: ['lift'],
  accessibility_note: 'F',
  costs: [{ what: 'G' }],
  fees: 'H',
  capacity: [{ unit: 'bed', maximum: 4, available: 1, updated_on: '2026-11-01' }],
  checked_on: '2026-11-01',
  source: 'x',
  confidence: 'checked',
})
const told: Record<(typeof tieredFields)[number], (service: DirectoryService) => boolean> = {
  phones: ({ phones }) => phones.length > 0,
  email: ({ email }) => email !== null,
  website: ({ website }) => website !== null,
  contacts: ({ contacts }) => contacts.length > 0,
  places: ({ places }) => places.length > 0,
  addresses: ({ addresses }) => addresses.length > 0,
  schedules: ({ schedules }) => schedules.length > 0,
  how_to_enter: ({ how_to_enter }) => how_to_enter !== null,
  admission: ({ admission }) => JSON.stringify(admission) !== JSON.stringify(Admission.parse({})),
  eligibility: ({ eligibility }) => eligibility !== null,
  required_documents: ({ required_documents }) => required_documents !== null,
  capacity: ({ capacity }) => capacity.length > 0,
  languages: ({ languages }) => languages.length > 0,
  languages_to_confirm: ({ languages_to_confirm }) => languages_to_confirm.length > 0,
  interpretation: ({ interpretation }) => interpretation !== null,
  accessibility: ({ accessibility }) => accessibility.length > 0,
  accessibility_note: ({ accessibility_note }) => accessibility_note !== null,
  costs: ({ costs }) => costs.length > 0,
  fees: ({ fees }) => fees !== null,
}
const tier = fc.constantFrom(...Tier.options)
const tiers = fc.dictionary(fc.constantFrom(...tieredFields), tier, { noNullPrototype: true }) as fc.Arbitrary<
  DirectoryService['tiers']
>

test('a reader of a tier gets exactly the fields kept to that tier or a wider one', () => {
  fc.assert(
    fc.property(tier, tiers, fc.boolean(), (reader, kept, hidden_location) => {
      const seen = seenAt(reader, { ...full, tiers: kept, hidden_location })
      for (const field of tieredFields) {
        const place = field === 'places' || field === 'addresses'
        assert.equal(told[field](seen), reachesTier(reader, tierOf(kept, field)) && !(hidden_location && place), field)
      }
      if (reader !== 'own') assert.deepEqual(seen.tiers, {})
      if (hidden_location) assert.ok(!/SECRET(TOWN|STREET)/.test(JSON.stringify(seen)))
      if (hidden_location) assert.ok(seen.areas.every((area) => !area.province && !area.town))
      // What is left is a record like any other.
      assert.deepEqual(Model.parse(seen), seen)
    }),
    { numRuns: 300 },
  )
})

test('kept to a circle with all that says the same; what has a word of its own keeps it', () => {
  const kept = keptTo({}, 'languages', 'partners')
  const blank = { languages: [], languages_to_confirm: [], interpretation: null }
  const { languages, languages_to_confirm, interpretation } = seenAt('public', { ...full, tiers: kept })
  assert.deepEqual({ languages, languages_to_confirm, interpretation }, blank)
  // The database drops by these words alone.
  assert.deepEqual(kept, { languages: 'partners', languages_to_confirm: 'partners', interpretation: 'partners' })
  assert.equal(seenAt('public', { ...full, tiers: { admission: 'own' } }).required_documents, null)
  assert.equal(seenAt('public', { ...full, tiers: { admission: 'own', eligibility: 'public' } }).eligibility, 'C')
  assert.ok(!askedTiers.includes('fees') && askedTiers.includes('costs'))
})

test('who stands closer never knows less', () => {
  fc.assert(
    fc.property(tier, tier, tiers, (one, other, kept) => {
      const [far, near] = reachesTier(one, other) ? [other, one] : [one, other]
      const [less, more] = [far, near].map((reader) => seenAt(reader!, { ...full, tiers: kept }))
      for (const field of tieredFields) assert.ok(!told[field](less!) || told[field](more!), field)
    }),
    { numRuns: 100 },
  )
})

test('names of people are for partners unless somebody says otherwise', () => {
  assert.deepEqual(seenAt('public', full).contacts, [])
  assert.deepEqual(seenAt('professionals', full).contacts, [])
  assert.equal(seenAt('partners', full).contacts.length, 1)
  assert.equal(seenAt('public', { ...full, tiers: { contacts: 'public' } }).contacts.length, 1)
  const provider = { id, name: 'A', contacts: full.contacts } as Parameters<typeof providerSeenAt>[1]
  assert.deepEqual(providerSeenAt('professionals', provider).contacts, [])
  assert.equal(providerSeenAt('partners', provider).contacts.length, 1)
})
