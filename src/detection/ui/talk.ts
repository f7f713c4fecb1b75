// A screening while it is being asked: what was made sure of, in which language, and what was answered so far.
import { useEffect, useRef } from 'react'
import { useGet } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { language } from '#language/here.ts'
import { languages, publicLanguages } from '#language/languages.ts'
import type { AgeGroup } from '../reading.ts'
import { gateStops } from '../screening.rules.ts'
import type { InstrumentId, SafetyGate, ScreeningAnswer } from '../screening.ts'
import { readWords } from '../wording.ts'

export interface Talk {
  /** Made before the first press, so that pressing twice keeps one screening. */
  screening_id: string
  step: 'choose' | 'gate' | 'ask' | 'told'
  instrument: InstrumentId | null
  age: AgeGroup | null
  /** In which language the person is asked. */
  spoken: string
  gate: { [Key in keyof SafetyGate]: SafetyGate[Key] | null }
  answers: Record<string, ScreeningAnswer>
  words: string
  taken_on: string | null
}

export const newTalk = (today: string, age: AgeGroup | null, spoken: string | undefined): Talk => ({
  ...{ screening_id: newId(), step: 'choose', instrument: null, age, words: '', taken_on: today, answers: {} },
  spoken: spoken && publicLanguages().some(({ code }) => code === spoken) ? spoken : deskLanguage(),
  gate: { alone: null, interpreter: null, danger_now: null, limits_explained: null, may_skip: null },
})

/** A pseudo-language borrows the words of English. */
export const deskLanguage = (): string => {
  const here = languages.find(({ code }) => code === language())
  return !here || here.pseudo ? 'en' : here.code
}

/** The gate, once everything in it is answered; null before. */
export const gateOf = ({
  alone,
  interpreter,
  danger_now,
  limits_explained,
  may_skip,
}: Talk['gate']): SafetyGate | null =>
  interpreter === null || danger_now === null
    ? null
    : {
        ...{ alone: alone === true, interpreter, danger_now },
        ...{ limits_explained: limits_explained === true, may_skip: may_skip === true },
      }

export const gateIsOpen = (talk: Talk): boolean => {
  const gate = gateOf(talk.gate)
  return gate !== null && talk.age !== null && gateStops(gate).length === 0
}

/** The words for the worker and for the person; the same reading where they share a language. */
export const useWords = ({ instrument, spoken }: Pick<Talk, 'instrument' | 'spoken'>) => {
  const asked = (code: string) => (instrument ? { instrument, language: code } : null)
  const mine = useGet(readWords, asked(deskLanguage()), { staleMs: 600_000 })
  const theirs = useGet(readWords, spoken === deskLanguage() ? null : asked(spoken), { staleMs: 600_000 })
  return { mine, theirs: spoken === deskLanguage() ? mine : theirs }
}

/** Each step of a talk begins at its beginning, for the eye and for whoever hears the page. */
export const useBeginning = (step: Talk['step']) => {
  const here = useRef<HTMLDivElement>(null)
  const before = useRef(step)
  useEffect(() => {
    if (before.current === step) return
    before.current = step
    here.current?.focus({ preventScroll: true })
    here.current?.scrollIntoView({ block: 'start' })
  }, [step])
  return here
}
