// One thing to agree to or tick, and groups of them.
import type { ReactNode } from 'react'
import { type CheckboxProps, Checkbox as RawCheckbox, CheckboxGroup as RawGroup } from 'react-aria-components'
import { FieldParts, type FieldWords, marked } from './Field.tsx'
import { Icon } from './Icon.tsx'
import type { Option } from './Select.tsx'

export function Checkbox({
  children,
  ...rest
}: Omit<CheckboxProps, 'children' | 'className'> & { children: ReactNode }) {
  return (
    <RawCheckbox {...rest} className="check">
      <span className="check-box">
        <Icon name="check" size={14} />
      </span>
      <span className="check-label">{children}</span>
    </RawCheckbox>
  )
}

interface GroupProps extends FieldWords {
  options: Option[]
  value?: string[]
  defaultValue?: string[]
  onChange?: (value: string[]) => void
  isRequired?: boolean
  isDisabled?: boolean
  name?: string
  /** Beside each other: short answers, and many of them. */
  inline?: boolean
}

export function CheckboxGroup({ label, description, error, options, inline, ...rest }: GroupProps) {
  return (
    <RawGroup {...rest} {...marked(error)} className="field field-full">
      <FieldParts label={label} description={description} error={error} required={rest.isRequired}>
        <div className={inline ? 'check-list check-inline' : 'check-list'}>
          {options.map((option) => (
            <Checkbox key={option.id} value={option.id}>
              <span dir="auto">{option.label}</span>
              {option.description && <small>{option.description}</small>}
            </Checkbox>
          ))}
        </div>
      </FieldParts>
    </RawGroup>
  )
}
