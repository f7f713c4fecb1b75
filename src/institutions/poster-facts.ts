// What posters say of each sector, and where which number rings in danger: as data, not in code.
import { z } from 'zod'
import postersData from '#data/institutions/posters.json' with { type: 'json' }
import { Code, FactFile } from '#facts/facts.ts'
import { Country } from './institution.ts'
import { Sector } from './sector.ts'

export const PosterFacts = FactFile.extend({
  emergency: z.strictObject({ number: z.string().regex(/^\d{2,4}$/), countries: z.array(Country).min(1) }),
  /** Codes of data/indicators. */
  signs: z.record(Sector, z.array(Code).min(4).max(6)),
})
export const posterFacts = PosterFacts.parse(postersData)
