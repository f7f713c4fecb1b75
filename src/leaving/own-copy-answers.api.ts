// What a copy tells of instruments: each question as it was put to her, what she answered, and what it may mean, never as
// a verdict. What she broke off is in it too.

import { listTaken } from '#assessments/assessment.store.ts'
import type { Instrument, Wording } from '#assessments/instrument.ts'
import { wordingOf } from '#assessments/instruments.store.ts'
import { openTaken } from '#assessments/results.api.ts'
import type { AssessmentHead } from '#assessments/results.ts'
import { openSitting } from '#assessments/sitting.api.ts'
import { listSittings } from '#assessments/sitting.store.ts'
import type { GivenAnswers } from '#assessments/sitting.ts'
import type { AskedOnFile } from '#gate/answer.ts'
import type { CaseKeyRing } from '#vault/key-ring.ts'
import type { CopyEntry } from './own-copy.ts'

type Say = (key: string, values?: Record<string, string | number>) => string
interface Making {
  asked: AskedOnFile<{ language: 'en' | 'es' | 'it' }>
  keys: CaseKeyRing
  say: Say
}

const answered = (instrument: Instrument, wording: Wording, answers: GivenAnswers, say: Say): string[] =>
  instrument.items.flatMap(({ code, answers: set }) => {
    const given = answers[code]
    if (given === undefined) return []
    const said = given === null ? say('leaving.copy.answers.skipped') : (wording.answers[set]?.[given] ?? given)
    return [`${wording.items[code] ?? code} ${said}`]
  })

const meaning = ({ scores, findings }: AssessmentHead['read'], { readings }: Wording): string[] => {
  const codes = [
    ...scores.flatMap(({ band, cut_offs }) => [
      ...(band ? [band] : []),
      ...cut_offs.flatMap(({ code, met }) => (met === true ? [code] : [])),
    ]),
    ...findings,
  ]
  return [...new Set(codes)].flatMap((code) => readings[code] ?? [])
}

export const answersOf = async ({ asked, keys, say }: Making): Promise<Omit<CopyEntry, 'taken_out'>[]> => {
  const { tx, file, input } = asked
  const { language } = input
  const [taken, begun] = await Promise.all([listTaken(tx, file), listSittings(tx, file, ['open', 'stopped'])])
  const finished = taken.map((row) => {
    const { kept, instrument, version, read } = openTaken(keys, asked, row)
    const wording = wordingOf(row.instrument, version, language)
    return {
      ...{ id: row.assessment_id, on: row.taken_on, section: row.section, label: wording.title },
      text: [...answered(instrument, wording, kept.answers, say), ...meaning(read, wording)].join('\n'),
    }
  })
  const unfinished = []
  for (const row of begun) {
    const { kept, instrument } = await openSitting(asked, row, keys)
    const wording = wordingOf(row.instrument, row.instrument_version, language)
    const why = [kept.stopped_because, ...kept.put_off.map(({ reason }) => reason)]
    unfinished.push({
      ...{ id: row.sitting_id, on: row.taken_on, section: row.section },
      label: say('leaving.copy.answers.unfinished', { title: wording.title }),
      text: [...answered(instrument, wording, kept.answers, say), ...why].filter(Boolean).join('\n'),
    })
  }
  return [...finished, ...unfinished]
}
