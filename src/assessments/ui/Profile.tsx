// A matrix is no sum: every domain by itself, on its own five steps, beside where it stood the time before.
import { day, number, t } from '#language/here.ts'
import type { AssessmentHead } from '../results.ts'
import { type Form, readingWords, scoreName } from './form-words.ts'
import { Track } from './Track.tsx'

interface Props {
  head: AssessmentHead
  form: Form
}

export function Profile({ head, form }: Props) {
  const since = head.changes[0]?.since
  return (
    <>
      {since && <p className="result-given">{t('instruments.profile_since', { day: day(since, 'short') })}</p>}
      <ul className="profile">
        {form.instrument.scores.map((score) => {
          const read = head.read.scores.find(({ code }) => code === score.code)
          const change = head.changes.find((each) => each.score === score.code)
          const value = read?.value ?? null
          if (value === null) return null
          const values = Array.from({ length: score.to - score.from + 1 }, (_, step) => score.from + step)
          return (
            <li key={score.code}>
              <span>{scoreName(form, score.code)}</span>
              <Track values={values} before={change?.before ?? null} after={value} />
              <strong>{number(value)}</strong>
              <small>
                {change && change.direction !== 'same' && (
                  <>{t('instruments.profile_was', { before: number(change.before) })} · </>
                )}
                {read?.band && readingWords(form, read.band)}
              </small>
            </li>
          )
        })}
      </ul>
    </>
  )
}
