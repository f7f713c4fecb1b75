// The directory as a file: cut to the tier of whoever will read it, and for ourselves with what imports brought along.
import { strToU8 } from 'fflate'
import type { DirectoryRecords, Tier } from '#directory/directory.ts'
import { providerSeenAt, seenAt } from '#directory/tiers.rules.ts'
import type { Facts } from '#facts/facts.ts'
import type { Tx } from '#kit/database.ts'
import { namedId } from '#kit/named-id.ts'
import { translatorOf } from '#language/load-texts.ts'
import { getOrganisation } from '#organisations/organisation.store.ts'
import { readKept, readStanding } from './exchange.store.ts'
import { exportOver } from './hsds-kept.rules.ts'
import { toNested } from './hsds-nest.rules.ts'
import { toRows } from './hsds-out.rules.ts'
import { writePackage } from './hsds-package.rules.ts'
import { outWords } from './hsds-words.rules.ts'

const languageOf = (country: string): string => ({ ES: 'es', IT: 'it' })[country] ?? 'en'

export const exportFile = async (
  tx: Tx,
  organisation_id: string,
  tier: Tier,
  form: 'json' | 'package',
  facts: Facts,
): Promise<{ bytes: Uint8Array; services: number }> => {
  const [standing, mine] = await Promise.all([
    readStanding(tx, organisation_id, false),
    getOrganisation(tx, organisation_id),
  ])
  const records: DirectoryRecords = {
    organisations: [...standing.organisations.values()].map(({ record }) => providerSeenAt(tier, record)),
    services: [...standing.services.values()].map(({ record }) => seenAt(tier, record)),
  }
  const language = languageOf(mine.country)
  const words = outWords(facts, translatorOf(language), language, namedId)
  const imported = new Map(
    [...standing.organisations.values(), ...standing.services.values()].flatMap(({ record, imported }) =>
      imported ? [[record.id, imported] as const] : [],
    ),
  )
  // What came in beyond our model is for nobody else: who may read it was never said.
  const tables =
    tier === 'own'
      ? exportOver(records, { imported, kept: await readKept(tx, organisation_id) }, words)
      : toRows(records, words)
  const bytes = form === 'json' ? strToU8(JSON.stringify(toNested(tables), null, 1)) : writePackage(tables)
  return { bytes, services: records.services.length }
}
