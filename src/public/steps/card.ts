// The card as a file to print or keep: made from the same facts as the page, on the day it is asked for.
import { isProblem } from '#kit/problem.ts'
import { translatorOf } from '#language/load-texts.ts'
import { cardOf } from '../card.rules.ts'
import { setCard } from '../card.ts'
import { helpLines, todayHere } from '../lines.ts'
import { countryOf } from '../rights.rules.ts'
import { rightsFiles, spokenIn } from '../rights.ts'
import type { Asking, Step } from '../step.ts'
import { nameOfRegion } from '../views/rights.ts'
import { sayRights } from './rights.ts'

/** One card is the same for everybody that day: whoever asks a thousand times makes the press work once. */
const kept = new Map<string, Promise<Uint8Array>>()
/** All countries in all languages, with and without the sheet: about 20 MB if somebody asks for every one. */
const mostKept = 300

const once = (key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array> => {
  const known = kept.get(key)
  if (known) return known
  const making = make()
  kept.set(key, making)
  making.catch(() => kept.delete(key))
  if (kept.size > mostKept) kept.delete(kept.keys().next().value!)
  return making
}

const made = async ({ reader, typed, house }: Asking): Promise<Uint8Array> => {
  const { organisations } = await house.now()
  const file = countryOf(
    rightsFiles,
    typed.one('country'),
    organisations.map(({ country }) => country),
  )
  const sheet = typed.one('sheet') !== ''
  const today = todayHere()
  return once([today, file.country, reader.language, sheet].join(' '), () => {
    const lines = helpLines(house.facts).filter(({ country }) => country === file.country)
    const local = spokenIn(file.country)
    const there = { language: local, t: translatorOf(local) }
    return setCard(cardOf(reader, there, nameOfRegion(reader.language, file.country), file, lines, today), sheet)
  })
}

export const cardStep: Step = {
  name: 'card',
  take: async (asking) => {
    try {
      const bytes = await made(asking)
      return { status: 200, text: '', file: { name: 'numbers.pdf', media: 'application/pdf', bytes } }
    } catch (error) {
      const { status, notice } = asking.house.noticeOf(error, asking.reader)
      return sayRights(asking, isProblem(error) ? status : 500, notice)
    }
  },
}
