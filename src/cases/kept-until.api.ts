// Until when a file is kept that is closed on a day, by whichever room closes it: the rules of where the organisation is.
import type { AskedOnFile } from '#gate/answer.ts'
import type { Tx } from '#kit/database.ts'
import { addMonths, type Day } from '#kit/day.ts'
import type { Card } from '#people/card.ts'
import { presumedMinor } from '#people/person.rules.ts'
import type { At } from '#timeline/timeline.store.ts'
import { readCard } from './card.store.ts'
import { retentionOf } from './retention.rules.ts'
import { type Retention, RetentionFile } from './retention.ts'

const houseOf = async (tx: Tx, organisation_id: string): Promise<{ months: number; country: string }> =>
  tx
    .selectFrom('organisation')
    .select(['retention_months as months', 'country'])
    .where('organisation_id', '=', organisation_id)
    .executeTakeFirstOrThrow()

interface Kept {
  facts: Pick<AskedOnFile<unknown>['facts'], 'retention'>
  card: Pick<Card, 'birth_year' | 'age_in_doubt'>
  house: { months: number; country: string }
  closed_on: Day
}

/** By the card and the house themselves, where whoever closes has them already. */
export const keptFor = ({ facts, card, house, closed_on }: Kept): Retention =>
  retentionOf(
    facts.retention.map((each) => RetentionFile.parse(each)),
    {
      closed_on,
      // Only the year is known: the last day of it never cuts a term short.
      of_age_on: card.birth_year === null ? null : addMonths(`${card.birth_year}-12-31`, 216),
      minor: presumedMinor(card, closed_on),
      house_months: house.months,
      jurisdiction: house.country,
    },
  )

type Asked = Pick<AskedOnFile<unknown>, 'tx' | 'vault' | 'facts'> & { file: At }

export const keptUntil = async ({ tx, vault, file, facts }: Asked, closed_on: Day): Promise<Retention> => {
  const [card, house] = await Promise.all([
    readCard(tx, vault, file.organisation_id, file.case_id),
    houseOf(tx, file.organisation_id),
  ])
  return keptFor({ facts, card, house, closed_on })
}
