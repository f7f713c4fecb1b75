// What the answers of a professional's form are consistent with, before anything is sent: the signs that were seen and
// the short screening, read together. The higher of both holds, and what to do is the sum of both.
import { readSigns } from '#detection/decide.rules.ts'
import { type Level, levels, type Reading, type Said, steps } from '#detection/reading.ts'
import { readScreening } from '#detection/screening.rules.ts'
import type { ScreeningAnswers, ScreeningInstrument } from '#detection/screening.ts'
import type { IndicatorLists } from '#facts/indicators.ts'
import { ageAnswered, bodyOf } from './form.rules.ts'
import type { AskedForm, Given } from './form.ts'

const higher = (a: Level, b: Level): Level => (levels.indexOf(a) >= levels.indexOf(b) ? a : b)
const once = (said: Said[]): Said[] => [...new Map(said.map((each) => [JSON.stringify(each), each])).values()]

export const together = (a: Reading, b: Reading): Reading => ({
  level: higher(a.level, b.level),
  consistent_with: [...new Set([...a.consistent_with, ...b.consistent_with])],
  reasons: once([...a.reasons, ...b.reasons]),
  missing: once([...a.missing, ...b.missing]),
  next: steps.filter((step) => a.next.includes(step) || b.next.includes(step)),
})

const screened = (form: AskedForm, answers: Given, instrument: string): ScreeningAnswers =>
  Object.fromEntries(
    form.asked
      .filter(({ from, code }) => from.instrument === instrument && answers[code] !== undefined)
      .map(({ code }) => [code.slice(instrument.length + 1), answers[code] as ScreeningAnswers[string]]),
  )

export const readForm = (
  form: AskedForm,
  answers: Given,
  lists: IndicatorLists,
  instruments: readonly ScreeningInstrument[],
): Reading => {
  const { signs = [], danger_now, ...body } = bodyOf(form, answers)
  const age = ageAnswered(body)
  const seen = danger_now === 'yes' ? ['danger_now', ...signs] : signs
  let reading = readSigns(lists, { signs: seen, age })
  for (const { instrument } of form.parts.flatMap((part) => part.questions)) {
    const used = instruments.find(({ id }) => id === instrument)
    if (!used) continue
    const said = screened(form, answers, used.id)
    if (Object.keys(said).length > 0)
      reading = together(reading, readScreening(used, said, age, { danger_now: danger_now ?? 'unsure' }))
  }
  const urgent = danger_now === 'yes' && !reading.next.includes('emergency')
  return urgent ? { ...reading, next: ['emergency', ...reading.next] } : reading
}
