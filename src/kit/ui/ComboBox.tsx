// One answer out of a long list, found by typing; accents and case do not matter.
import { Button, type ComboBoxProps, Input, type Key, Popover, ComboBox as RawComboBox } from 'react-aria-components'
import { FieldParts, type FieldWords, marked } from './Field.tsx'
import { Icon } from './Icon.tsx'
import { type Option, Options } from './Select.tsx'

type Props = Omit<
  ComboBoxProps<Option>,
  'children' | 'className' | 'items' | 'defaultItems' | 'value' | 'defaultValue' | 'onChange'
> &
  FieldWords & {
    options: Option[]
    value?: string | null
    defaultValue?: string
    onChange?: (value: string | null) => void
    width?: 'short' | 'full'
  }

export function ComboBox({
  label,
  description,
  error,
  options,
  value,
  defaultValue,
  onChange,
  width = 'full',
  ...rest
}: Props) {
  return (
    <RawComboBox
      menuTrigger="focus"
      {...rest}
      defaultItems={options}
      {...(value === undefined ? {} : { selectedKey: value })}
      {...(defaultValue === undefined ? {} : { defaultSelectedKey: defaultValue })}
      onSelectionChange={(key: Key | null) => onChange?.(key === null ? null : String(key))}
      {...marked(error)}
      className={`field field-${width}`}
      allowsEmptyCollection
    >
      <FieldParts label={label} description={description} error={error} required={rest.isRequired}>
        <div className="input-with-button">
          <Input className="input" dir="auto" />
          <Button className="input-button">
            <Icon name="down" size={16} />
          </Button>
        </div>
      </FieldParts>
      <Popover className="popover popover-field">
        <Options />
      </Popover>
    </RawComboBox>
  )
}
