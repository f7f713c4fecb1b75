// What one answered instrument says: words first, then numbers; what it does not say; and on demand how sure each number
// is and where it comes from.
import type { ReactNode } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { Badge, Loaded, Notice, Skeleton } from '#kit/ui/index.ts'
import { day, isolate, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import type { AssessmentHead } from '../results.ts'
import { type Form, hereWorded, itemWords, readingWords, useForm } from './form-words.ts'
import { HowSure } from './HowSure.tsx'
import { Profile } from './Profile.tsx'
import { ScoreLine } from './ScoreLine.tsx'
import './results.css'

export const useFormOf = ({
  instrument,
  instrument_version,
}: Pick<AssessmentHead, 'instrument' | 'instrument_version'>) =>
  useForm({ instrument, version: instrument_version, language: hereWorded(), official: null })

function Given({ head }: { head: AssessmentHead }) {
  const { nameOf } = useColleagues()
  const { giving, taken_on, taken_by, amended } = head
  return (
    <p className="result-given">
      {t(`instruments.given_told.${giving.given}`, {
        day: day(taken_on, 'long'),
        name: isolate(nameOf(taken_by)),
        language: languageName(giving.spoken),
      })}
      {amended > 0 && (
        <>
          {' '}
          <Badge>{t('instruments.amended', { count: amended })}</Badge>
        </>
      )}
    </p>
  )
}

/** The parts below a whole, such as clusters of signs: each with its own line and change, one under the other. */
function Scores({ head, form }: { head: AssessmentHead; form: Form }) {
  const [first, ...others] = form.instrument.scores
  return (
    <>
      {first && <ScoreLine head={head} form={form} score={first} />}
      {others.length > 0 && (
        <details className="result-more">
          <summary>{t('instruments.parts', { count: others.length })}</summary>
          {others.map((score) => (
            <ScoreLine key={score.code} head={head} form={form} score={score} />
          ))}
        </details>
      )}
    </>
  )
}

interface ToldProps {
  head: AssessmentHead
  form: Form
  official: Form['official']
}

function Told({ head, form, official }: ToldProps) {
  const { findings, undecided, missing, safety } = head.read
  return (
    <>
      {safety.length > 0 && (
        <Notice tone="warning">
          {t('instruments.safety_answered')}
          <ul>
            {safety.map((code) => (
              <li key={code}>{itemWords(form, code)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {findings.map((code) => (
        <p key={code} className="score-words">
          {readingWords(form, code)}
        </p>
      ))}
      {form.instrument.shape === 'matrix' ? <Profile head={head} form={form} /> : <Scores head={head} form={form} />}
      {undecided.map((code) => (
        <p key={code} className="result-given">
          {t('instruments.undecided', { what: readingWords(form, code) })}
        </p>
      ))}
      <p className="result-no-verdict">
        {t(form.instrument.validated.state === 'no' ? 'instruments.not_validated' : 'instruments.no_diagnosis')}
      </p>
      {missing.length > 0 && <p className="result-given">{t('instruments.left_out_of', { count: missing.length })}</p>}
      <HowSure form={form} official={official} />
    </>
  )
}

interface ResultProps {
  head: AssessmentHead
  /** Opened by itself, and not one of several. */
  alone?: boolean
  official?: Form['official']
  children?: ReactNode
}

export function Result({ head, alone = false, official = null, children }: ResultProps) {
  const Heading = alone ? 'h2' : 'h3'
  const form = useFormOf(head)
  return (
    <article className="result section-card">
      <Loaded of={form} skeleton={<Skeleton kind="text" rows={4} />}>
        {(words) => (
          <>
            <header>
              <Heading className="result-title">
                {words.wording.title} <span className="result-name">{words.instrument.name}</span>
              </Heading>
              <Given head={head} />
            </header>
            <Told head={head} form={words} official={official} />
            {children}
          </>
        )}
      </Loaded>
    </article>
  )
}
