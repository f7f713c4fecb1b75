// What answers or signs were consistent with, in calm words: why, what is missing to say more, and what to do next. The
// next steps come first, because that is what somebody reads with the person in front of them.
import { Notice, Section, Stack } from '#kit/ui/index.ts'
import { hasText, list, t } from '#language/here.ts'
import type { Reading, Said } from '../reading.ts'
import './detection.css'

interface Props {
  reading: Reading
  /** The words of an item or a sign. */
  wordsOf: (code: string) => string
}

function Reasons({ said, wordsOf }: { said: Said[]; wordsOf: Props['wordsOf'] }) {
  return (
    <ul className="screening-said">
      {said.map(({ key, codes }) => (
        <li key={key}>
          {hasText(key) ? t(key) : key}
          {codes.length > 0 && (
            <ul>
              {codes.map((code) => (
                <li key={code} dir="auto">
                  {wordsOf(code)}
                </li>
              ))}
            </ul>
          )}
        </li>
      ))}
    </ul>
  )
}

export const levelWords = ({ level, consistent_with }: Pick<Reading, 'level' | 'consistent_with'>): string =>
  consistent_with.length > 0
    ? t('screening.consistent', { what: list(consistent_with.map((each) => t(`signs.direction.${each}`))) })
    : t(`screening.level.${level}`)

export function ReadingTold({ reading, wordsOf }: Props) {
  const { next, reasons, missing } = reading
  return (
    <Stack>
      <p className="screening-level">{levelWords(reading)}</p>
      <Notice>{t('screening.no_verdict')}</Notice>
      <Section title={t('screening.next')} plain>
        <ol className="screening-next">
          {next.map((step) => (
            <li key={step} className={step === 'emergency' ? 'screening-first' : ''}>
              {t(`signs.step.${step}`)}
            </li>
          ))}
        </ol>
      </Section>
      {reasons.length > 0 && (
        <Section title={t('screening.why')} plain>
          <Reasons said={reasons} wordsOf={wordsOf} />
        </Section>
      )}
      {missing.length > 0 && (
        <details>
          <summary>{t('screening.what_is_missing')}</summary>
          <Reasons said={missing} wordsOf={wordsOf} />
        </details>
      )}
    </Stack>
  )
}
