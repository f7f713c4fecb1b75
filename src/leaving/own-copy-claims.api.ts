// What the person's copy says of money that is owed to her: each claim with how far it is, the sums, and what she worked.
import { readClaimsSaid } from '#claims/claim.api.ts'
import type { AskedOnFile } from '#gate/answer.ts'
import type { Translator } from '#kit/say.ts'
import type { CopyEntry } from './own-copy.ts'

type Entry = Omit<CopyEntry, 'taken_out'>

const sum = (cents: number | null, currency: string): string | null =>
  cents === null ? null : `${(cents / 100).toFixed(2)} ${currency}`

export const claimsOf = async (asked: AskedOnFile<unknown>, say: Translator): Promise<Entry[]> =>
  (await readClaimsSaid(asked)).map((claim): Entry => {
    const { claim_id, kind, pack, status, filed_on, authority, number, currency, words, payments, spans } = claim
    const line = (key: string, value: string | null) => value && `${say(key)}: ${value}`
    return {
      ...{ id: claim_id, on: filed_on, section: 'law' },
      label: [say(`claims.kind.${kind}`), say(`claims.pack.${pack}`)].join(', '),
      text: [
        say(`claims.status.${status}`),
        ...[authority, number],
        line('claims.asked_cents', sum(claim.asked_cents, currency)),
        line('claims.granted_cents', sum(claim.granted_cents, currency)),
        ...payments.map(({ on, cents }) => `${say('claims.came_in')}: ${on}, ${sum(cents, currency)}`),
        ...spans.map(
          ({ from, until, days_a_week, minutes_a_day }) =>
            `${say('claims.spans')}: ${from} – ${until}, ${say('claims.days_a_week')} ${days_a_week}, ${say('claims.hours_a_day')} ${minutes_a_day / 60}`,
        ),
        words,
      ]
        .filter(Boolean)
        .join('\n'),
    }
  })
