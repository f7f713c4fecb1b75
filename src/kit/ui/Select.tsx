// One answer out of a short list.
import {
  Button,
  type Key,
  ListBox,
  ListBoxItem,
  Popover,
  Select as RawSelect,
  type SelectProps,
  SelectValue,
} from 'react-aria-components'
import { t } from '#kit/say.ts'
import { FieldParts, type FieldWords, marked } from './Field.tsx'
import { Icon } from './Icon.tsx'

export interface Option {
  id: string
  label: string
  description?: string
}

type Props = Omit<SelectProps<Option>, 'children' | 'className' | 'value' | 'onChange' | 'defaultValue' | 'items'> &
  FieldWords & {
    options: Option[]
    value?: string | null
    defaultValue?: string
    onChange?: (value: string) => void
    width?: 'short' | 'full'
  }

export function Select({
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
    <RawSelect
      placeholder={t('ui.choose')}
      // A list still on its way opens all the same and fills when it comes: a press is never lost.
      allowsEmptyCollection
      {...rest}
      {...(value === undefined ? {} : { value })}
      {...(defaultValue === undefined ? {} : { defaultValue })}
      onChange={(key: Key | null) => key !== null && onChange?.(String(key))}
      {...marked(error)}
      className={`field field-${width}`}
    >
      <FieldParts label={label} description={description} error={error} required={rest.isRequired}>
        <Button className="input input-select">
          <SelectValue className="input-value">
            {({ defaultChildren, selectedText }) => selectedText || defaultChildren}
          </SelectValue>
          <Icon name="down" size={16} />
        </Button>
      </FieldParts>
      <Popover className="popover popover-field">
        <Options options={options} />
      </Popover>
    </RawSelect>
  )
}

/** The open list of a choice; shared by Select and ComboBox. */
export function Options({ options }: { options?: Option[] }) {
  const row = (option: Option) => (
    <ListBoxItem id={option.id} textValue={option.label} className="option">
      <span dir="auto">{option.label}</span>
      {option.description && <small>{option.description}</small>}
    </ListBoxItem>
  )
  return (
    <ListBox
      className="options"
      {...(options ? { items: options } : {})}
      renderEmptyState={() => <span className="options-empty">{t('ui.nothing_found')}</span>}
    >
      {row}
    </ListBox>
  )
}
