// How likely, how bad, why, and what is done about one risk.
import { newId } from '#kit/id.ts'
import { Badge, Button, DateField, RadioGroup, TextArea, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { levelOf } from '../risk.rules.ts'
import { type Measure, type RiskWords, riskFacts } from '../risk.ts'

export interface Scoring {
  risk_id: string
  title: string
  kind: RiskWords['kind']
  isNew: boolean
  /** Judged anew with this look. */
  changed: boolean
  likelihood: number | null
  impact: number | null
  reasons: string
  measures: (Measure & { id?: string })[]
}

interface Props {
  score: Scoring
  place: number
  onChange: (change: Partial<Scoring>) => void
}

const five = ['1', '2', '3', '4', '5']

function Scale({
  name,
  value,
  onChange,
}: {
  name: 'likelihood' | 'impact'
  value: number | null
  onChange: (to: number) => void
}) {
  return (
    <RadioGroup
      label={t(`safety.risk.${name}`)}
      inline
      options={five.map((id) => ({ id, label: t(`safety.risk.${name}.${id}`) }))}
      value={value === null ? '' : String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
    />
  )
}

export function RiskScoreFields({ score, place, onChange }: Props) {
  const { likelihood, impact, reasons, measures } = score
  const set = (at: number, change: Partial<Measure>) =>
    onChange({ measures: measures.map((each, index) => (index === at ? { ...each, ...change } : each)) })
  return (
    <>
      <Scale name="likelihood" value={likelihood} onChange={(to) => onChange({ likelihood: to })} />
      <Scale name="impact" value={impact} onChange={(to) => onChange({ impact: to })} />
      {likelihood && impact && (
        <p>
          <Badge tone="calm">{t(`safety.level.${levelOf(riskFacts, { likelihood, impact })}`)}</Badge>
        </p>
      )}
      <TextArea
        name={`scores.${place}.reasons`}
        label={t('safety.risk.reasons')}
        isRequired
        rows={3}
        value={reasons}
        onChange={(to) => onChange({ reasons: to })}
      />
      {measures.map((measure, at) => (
        <div key={measure.id ?? measure.what} className="safety-row">
          <TextField label={t('safety.risk.measure')} value={measure.what} onChange={(what) => set(at, { what })} />
          <TextField label={t('safety.risk.measure_who')} value={measure.who} onChange={(who) => set(at, { who })} />
          <DateField
            label={t('safety.risk.measure_until')}
            value={measure.until}
            onChange={(until) => set(at, { until })}
          />
        </div>
      ))}
      {measures.length < 12 && (
        <div>
          <Button
            small
            icon="add"
            kind="quiet"
            onPress={() => onChange({ measures: [...measures, { id: newId(), what: '', who: '', until: null }] })}
          >
            {t('safety.risk.add_measure')}
          </Button>
        </div>
      )}
    </>
  )
}
