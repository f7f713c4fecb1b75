// Before an instrument begins: in whose words it is shown, what lies beside them, what is offered first, and what is
// worth a second thought today.
import type { InstrumentId, WordedIn } from './instrument.ts'
import { wordedIn } from './instrument.ts'
import type { Giving } from './sitting.ts'

const isWorded = (code: string): code is WordedIn => (wordedIn as readonly string[]).includes(code)

/**
 * Her first language that we have words in, with the worker's beside it. Where we have none, the worker's words are shown
 * and an interpreter says them.
 */
export const usualGiving = (spoken: readonly string[], here: WordedIn, interpreter_needed: boolean): Giving => {
  const hers = spoken.find(isWorded)
  const worded = hers ?? here
  return {
    given: 'asked',
    spoken: hers ?? spoken[0] ?? here,
    worded,
    beside: worded === here ? null : here,
    interpreter: interpreter_needed ? 'professional' : 'none',
  }
}

/** What she is asked in follows what is spoken with her, as long as we have words for it. */
export const inLanguage = (giving: Giving, spoken: string, here: WordedIn): Giving => {
  const worded = isWorded(spoken) ? spoken : here
  return { ...giving, spoken, worded, beside: worded === here ? null : here }
}

/** A professional fills it in from what is known: nobody is asked in any language. */
export const forProfessional = (here: WordedIn): Giving => ({
  given: 'asked',
  spoken: here,
  worded: here,
  beside: null,
  interpreter: 'none',
})

interface Listed {
  instrument: InstrumentId
  long: boolean
  minutes: number
}

/** Short ones first; of the same length in the order of the list. */
export const shortFirst = <Each extends Listed>(offered: readonly Each[]): Each[] =>
  [...offered].sort((a, b) => Number(a.long) - Number(b.long) || a.minutes - b.minutes)

/** The long ones of today that make another long one too much. */
export const tooMuchToday = (
  { instrument, long }: Pick<Listed, 'instrument' | 'long'>,
  long_today: readonly InstrumentId[],
): InstrumentId[] => (long ? long_today.filter((each) => each !== instrument) : [])
