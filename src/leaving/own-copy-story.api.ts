// The person's story in their copy: what they told, whoever heard it, as far as whoever makes the copy may read it; and what
// of it was coded.
import type { AskedOnFile } from '#gate/answer.ts'
import { showFacts } from '#story/fact.api.ts'
import { factWords } from '#story/fact-words.rules.ts'
import { getTelling, showTellings, wordsOf } from '#story/telling.api.ts'
import type { CopyEntry } from './own-copy.ts'

type Say = (key: string, values?: Record<string, string | number>) => string
type Asked = AskedOnFile<{ language: 'en' | 'es' | 'it'; copy_id: string }>
type Entry = Omit<CopyEntry, 'taken_out'>

export interface StoryInCopy {
  told: Entry[]
  facts: Entry[]
  /** Notes that stand here as a whole, and so not again among the notes. */
  note_ids: Set<string>
  /** What the person told to others, who can read it to them or give it on paper. */
  told_to_others: number
}

export const storyOf = async (asked: Asked, say: Say): Promise<StoryInCopy> => {
  const tellings = await showTellings(asked)
  const mine = tellings.filter(({ may_read }) => may_read)
  const told: Entry[] = []
  const note_ids = new Set<string>()
  for (const telling of mine) {
    const { words } = await wordsOf(asked, await getTelling(asked, telling.telling_id))
    if (words === null) continue
    const { section, told_on, topic, telling_id, whole_note, note_id } = telling
    if (whole_note && note_id) note_ids.add(note_id)
    told.push({ id: `told ${telling_id}`, on: told_on, section, label: say(`story.topic.${topic}`), text: words })
  }
  const { language } = asked.input
  const speaking = { say, language, list: (words: string[]) => words.join(', ') }
  const facts = (await showFacts(asked)).map(
    (fact): Entry => ({
      ...{ id: `fact ${fact.fact_id}`, on: fact.written_at.slice(0, 10), section: 'story' },
      ...{ label: say(`story.fact.${fact.fact}`), text: factWords(fact, speaking) },
    }),
  )
  return { told, facts, note_ids, told_to_others: tellings.length - mine.length }
}
