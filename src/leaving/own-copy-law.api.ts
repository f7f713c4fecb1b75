// What the person's copy says of the law: what happened and when as it was written down, and the days that the rules made of it.
import type { AskedOnFile } from '#gate/answer.ts'
import type { Translator } from '#kit/say.ts'
import { eventPlace, findLawFile, listEvents } from '#law/law-file.store.ts'
import { EventWords } from '#law/law-file.ts'
import { factsOf, happeningsOf, reckonOn } from '#law/reckon-file.api.ts'
import { openJson } from '#vault/envelope.ts'
import type { CopyEntry } from './own-copy.ts'

type Entry = Omit<CopyEntry, 'taken_out'>

export const lawOf = async ({ tx, vault, file, today }: AskedOnFile<unknown>, say: Translator): Promise<Entry[]> => {
  const kept = await findLawFile(tx, file)
  if (!kept) return []
  const keys = await vault.caseKeys(tx, file.organisation_id, file.case_id)
  const rows = (await listEvents(tx, file)).filter(({ status }) => status === 'live')
  const happened = rows.map(({ event_id, code, happened_on, sealed }): Entry => {
    const { number, words } = openJson(keys.of(sealed), eventPlace(file, event_id), sealed, EventWords)
    const text = [say(`law.event.${code}`), number, words].filter(Boolean).join('\n')
    return { id: event_id, on: happened_on, section: 'law', label: '', text }
  })
  const days = reckonOn(factsOf(kept, happeningsOf(rows)), today)
    .filter(({ kind, state }) => (kind === 'deadline' || kind === 'period') && state !== 'taken_away')
    .map(
      ({ key, rule_id, due_on, state }): Entry => ({
        ...{ id: key, on: due_on, section: 'law', label: say(`law.state.${state}`) },
        text: [say(`law.rule.${rule_id}.title`), say(`law.rule.${rule_id}.means`)].join('\n'),
      }),
    )
  return [...happened, ...days]
}
