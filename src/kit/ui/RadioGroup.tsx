// One answer out of a few, all of them in sight.
import { Radio, type RadioGroupProps, RadioGroup as RawRadioGroup } from 'react-aria-components'
import { FieldParts, type FieldWords, marked } from './Field.tsx'
import type { Option } from './Select.tsx'

type Props = Omit<RadioGroupProps, 'children' | 'className'> & FieldWords & { options: Option[]; inline?: boolean }

export function RadioGroup({ label, description, error, options, inline, ...rest }: Props) {
  return (
    <RawRadioGroup {...rest} {...marked(error)} className="field field-full">
      <FieldParts label={label} description={description} error={error} required={rest.isRequired}>
        <div className={inline ? 'check-list check-inline' : 'check-list'}>
          {options.map((option) => (
            <Radio key={option.id} value={option.id} className="check check-radio">
              <span className="check-box" />
              <span className="check-label">
                <span dir="auto">{option.label}</span>
                {option.description && <small>{option.description}</small>}
              </span>
            </Radio>
          ))}
        </div>
      </FieldParts>
    </RawRadioGroup>
  )
}
