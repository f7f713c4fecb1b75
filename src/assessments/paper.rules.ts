// What stands on the sheet: every question with its circles, in one language or two, and a mark by which whoever types it
// in knows the form.
import { type Instrument, type InstrumentId, instrumentIds, type WordedIn, type Wording } from './instrument.ts'

export interface SheetWords {
  wording: Wording
  /** Sentences shown in place of ours. */
  official: Record<string, string>
  title: string
  how: string
  day: string
  if_it_fits: string
}

interface Both {
  own: string
  /** In the second language; empty where there is none. */
  beside: string
}
export interface PaperSheet {
  language: WordedIn
  beside: WordedIn | null
  title: Both
  how: Both
  day: Both
  recall: Both
  mark: string
  questions: {
    number: number
    /** The heading of its part, above the first question of it; empty elsewhere. */
    part: Both
    text: Both
    /** Said where it concerns only some: a sheet cannot leave a question out by itself. */
    only: Both
    /** Empty: words or a day are written on lines. */
    options: Both[]
    lines: number
  }[]
}

/** Says which form it is to whoever types it in, and nothing to anybody who finds it. */
export const markOf = (id: InstrumentId, version: number): string =>
  `${String(instrumentIds.indexOf(id) + 1).padStart(2, '0')}-${version}`

const linesOf = (answers: string): number => (answers === 'text' ? 3 : answers === 'day' ? 1 : 0)

export const paperSheet = (instrument: Instrument, own: SheetWords, beside: SheetWords | null): PaperSheet => {
  const both = (of: (words: SheetWords) => string | undefined): Both => ({
    own: of(own) ?? '',
    beside: (beside && of(beside)) ?? '',
  })
  const none: Both = { own: '', beside: '' }
  let part = ''
  return {
    language: own.wording.language,
    beside: beside?.wording.language ?? null,
    title: both(({ title }) => title),
    how: both(({ how }) => how),
    day: both(({ day }) => day),
    recall: both(({ wording }) => wording.recall),
    mark: markOf(instrument.id, instrument.version),
    questions: instrument.items.map((item, place) => {
      const isNew = item.part !== part && instrument.parts.length > 1
      part = item.part
      return {
        number: place + 1,
        part: isNew ? both(({ wording }) => wording.parts[item.part]) : none,
        text: both(({ wording, official }) => official[item.code] ?? wording.items[item.code]),
        only: item.asked_when ? both(({ if_it_fits }) => if_it_fits) : none,
        options: (instrument.answers[item.answers] ?? []).map(({ code }) =>
          both(({ wording }) => wording.answers[item.answers]?.[code]),
        ),
        lines: linesOf(item.answers),
      }
    }),
  }
}
