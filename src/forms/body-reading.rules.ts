// What the signs and the short screening answered in a report are consistent with; nothing where neither was answered.
import { readSigns } from '#detection/decide.rules.ts'
import { instrumentOf } from '#detection/instruments.ts'
import type { Reading } from '#detection/reading.ts'
import { readScreening } from '#detection/screening.rules.ts'
import { InstrumentId, type ScreeningAnswers } from '#detection/screening.ts'
import type { IndicatorLists } from '#facts/indicators.ts'
import type { ReportBody } from '#reports/body.ts'
import { ageAnswered } from './form.rules.ts'
import { together } from './form-reading.rules.ts'

/** Items of an instrument stand among the answers under its name. */
const screened = (answers: ReportBody['answers'], instrument: string): ScreeningAnswers =>
  Object.fromEntries(
    Object.entries(answers)
      .filter(([code, said]) => code.startsWith(`${instrument}-`) && typeof said === 'string')
      .map(([code, said]) => [code.slice(instrument.length + 1), said as ScreeningAnswers[string]]),
  )

export const readingOf = (lists: IndicatorLists, body: ReportBody): Reading | null => {
  const age = ageAnswered(body)
  const signs = body.danger_now === 'yes' ? ['danger_now', ...body.signs] : body.signs
  const used = InstrumentId.options.filter((id) => Object.keys(screened(body.answers, id)).length > 0)
  if (body.signs.length === 0 && used.length === 0) return null
  return used.reduce(
    (reading, id) =>
      together(
        reading,
        readScreening(instrumentOf(id), screened(body.answers, id), age, { danger_now: body.danger_now ?? 'unsure' }),
      ),
    readSigns(lists, { signs, age }),
  )
}
