// A scale of 0 to 4 with words under each step: people place themselves by the words, and may leave it unanswered.
import { Radio, RadioGroup } from 'react-aria-components'
import { t } from '#kit/say.ts'
import { Button } from './Button.tsx'
import { FieldParts, type FieldWords } from './Field.tsx'

interface Props extends FieldWords {
  /** The sentence of each step, lowest first. */
  steps: string[]
  value: number | null
  onChange: (value: number | null) => void
  isDisabled?: boolean
}

export function NumberScale({ label, description, error, steps, value, onChange, isDisabled = false }: Props) {
  return (
    <RadioGroup
      className="field field-full"
      orientation="horizontal"
      isDisabled={isDisabled}
      value={value === null ? null : String(value)}
      onChange={(chosen) => onChange(Number(chosen))}
      isInvalid={Boolean(error)}
    >
      <FieldParts label={label} description={description} error={error}>
        <div className="scale">
          {steps.map((step, place) => (
            <Radio key={step} value={String(place)} className="scale-step" data-level={place}>
              <span className="scale-number">{place}</span>
              <span className="scale-words">{step}</span>
            </Radio>
          ))}
        </div>
      </FieldParts>
      {value !== null && (
        <Button kind="quiet" small isDisabled={isDisabled} onPress={() => onChange(null)}>
          {t('ui.leave_unanswered')}
        </Button>
      )}
    </RadioGroup>
  )
}
