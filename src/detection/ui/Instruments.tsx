// Which instrument: whom it is for, who fills it in, how far its figures can be trusted, and under what it may be used.
import { Badge, Button, Notice, Section, Stack } from '#kit/ui/index.ts'
import { list, number, t } from '#language/here.ts'
import { screeningInstruments } from '../instruments.ts'
import type { InstrumentId, ScreeningInstrument } from '../screening.ts'
import './detection.css'

/** What is known of it, and how surely; what was not checked says so. */
export function InstrumentFacts({ instrument }: { instrument: ScreeningInstrument }) {
  const { validated, licence, reading, items_confidence, reviewed_by } = instrument
  const sure = (confidence: string) => t(`screening.confidence.${confidence}`)
  return (
    <ul className="screening-facts">
      <li>{t(`screening.filled.${instrument.filled_by}`)}</li>
      <li>
        {t(`screening.validated.${validated.state}`)}
        {validated.figures.map(({ measure, value, setting, confidence }) => (
          <span key={`${measure} ${setting}`}>
            {' · '}
            {t(`screening.figure.${measure}`, { value: number(value, { style: 'percent', maximumFractionDigits: 1 }) })}{' '}
            ({t(`screening.setting.${setting}`)}, {sure(confidence)})
          </span>
        ))}
      </li>
      <li>
        {t(`screening.rule.${reading.kind}`)} ({sure(reading.confidence)}) ·{' '}
        {t('screening.items_are', { sure: sure(items_confidence) })}
      </li>
      <li>
        {t(`screening.licence.${licence.status}`)} ({sure(licence.confidence)})
      </li>
      {!reviewed_by && <li>{t('screening.not_reviewed')}</li>}
    </ul>
  )
}

export function Instruments({ onChoose }: { onChoose: (id: InstrumentId) => void }) {
  return (
    <Section title={t('screening.choose')} lead={t('screening.choose_lead')}>
      <Stack>
        <Notice>{t('screening.opens_a_door')}</Notice>
        <ul className="screening-cards">
          {screeningInstruments.map((instrument) => (
            <li key={instrument.id} className="screening-card">
              <h3>
                {instrument.name} <Badge>{t('screening.questions', { count: instrument.items.length })}</Badge>
              </h3>
              <p>{list(instrument.population.map((code) => t(`screening.population.${code}`)))}</p>
              <details>
                <summary>{t('screening.about')}</summary>
                <InstrumentFacts instrument={instrument} />
              </details>
              <div>
                <Button
                  onPress={() => onChoose(instrument.id)}
                  aria-label={t('screening.use', { name: instrument.name })}
                >
                  {t('screening.use_short')}
                </Button>
              </div>
            </li>
          ))}
        </ul>
      </Stack>
    </Section>
  )
}
