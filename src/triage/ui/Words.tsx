// What somebody told: the words first, then the answers and signs in the reader's language.
import { useId } from 'react'
import { Facts, Notice, Prose, Section } from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import type { Report } from '../report.ts'
import { languageText, signText, wordsOf } from './report-words.ts'

/** Answers that have a place of their own are shown there, and not twice. */
const placed = new Set([
  ...['danger_now', 'danger_me', 'minors', 'minors_me', 'age_under_18', 'who_is_at_risk', 'contact_wish'],
  'languages_of_the_person',
])
const spoken = ['yes', 'no', 'unsure', 'skip', 'none', 'possible', 'clear']

/** `raft-unsafe_work` is an item of the instrument `raft`. */
const questionText = (code: string): string => {
  const [, instrument, item] = /^(raft|qyit|ahtst|tvit-short|cse-it)-(.+)$/.exec(code) ?? []
  return instrument ? wordsOf(`screening.${instrument}.${item}`, code) : wordsOf(`forms.${code}`, code)
}
const optionText = (question: string, code: string): string =>
  spoken.includes(code) ? wordsOf(`reports.doubt.${code}`, code) : wordsOf(`forms.${question}.${code}`, code)

export function Words({ report }: { report: Report }) {
  const { body } = report
  const said = (key: string, code: string | null) => (code ? t(`reports.${key}.${code}`) : t('reports.not_said'))
  const languages = body.languages_of_the_person.map(languageText)
  const answers = Object.entries(body.answers).filter(([code]) => !placed.has(code))
  return (
    <Section title={t('reports.what_happened')}>
      {body.what_happened ? (
        <div className="report-words">
          <Prose>{body.what_happened}</Prose>
        </div>
      ) : (
        <p className="quiet">{t('reports.no_words')}</p>
      )}
      <Facts
        items={[
          { label: t('reports.where'), value: body.where ? <Prose>{body.where}</Prose> : t('reports.not_said') },
          { label: t('reports.danger_now'), value: said('doubt', body.danger_now) },
          { label: t('reports.minors'), value: said('doubt', body.minors) },
          { label: t('reports.who'), value: said('who', body.who_is_at_risk) },
          { label: t('reports.speaks'), value: languages.length > 0 ? list(languages) : t('reports.not_said') },
          ...(body.reporter_role ? [{ label: t('reports.role'), value: said('role', body.reporter_role) }] : []),
          { label: t('reports.wish'), value: t(`reports.wish.${body.contact_wish}`) },
          ...answers.map(([question, given]) => ({
            label: questionText(question),
            value: list([given].flat().map((code) => optionText(question, code))),
          })),
        ]}
      />
      {(body.contact_how || body.code_word) && (
        <Notice tone="warning">
          <p>{t('reports.contact_how')}</p>
          {body.contact_how && <Prose>{body.contact_how}</Prose>}
          {body.code_word && (
            <p>
              {t('reports.code_word')} <bdi>{body.code_word}</bdi>
            </p>
          )}
        </Notice>
      )}
    </Section>
  )
}

/** Signs that were ticked, and what they are consistent with: never more than that. */
export function Signs({ report }: { report: Report }) {
  const id = useId()
  const { reading, body } = report
  if (!reading && body.signs.length === 0) return null
  return (
    <Section title={t('reports.signs')} lead={t('reports.signs_lead')}>
      {reading && (
        <p>
          <b>{wordsOf(`signs.level.${reading.level}`, reading.level)}</b>
          {reading.consistent_with.length > 0 && (
            <> {list(reading.consistent_with.map((each) => wordsOf(`signs.direction.${each}`, each)))}</>
          )}
        </p>
      )}
      {body.signs.length > 0 && (
        <>
          <p id={id} className="field-label">
            {t('reports.signs_seen')}
          </p>
          <ul aria-labelledby={id}>
            {body.signs.map((code) => (
              <li key={code}>{signText(code)}</li>
            ))}
          </ul>
        </>
      )}
      {reading && reading.next.length > 0 && (
        <>
          <p className="field-label">{t('reports.signs_next')}</p>
          <ul>
            {reading.next.map((step) => (
              <li key={step}>{wordsOf(`signs.step.${step}`, step)}</li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
