// Several answers out of a long list, such as the languages someone speaks: chosen ones stand as chips that can be
// taken away again.
import { useState } from 'react'
import { Button, Label, Tag, TagGroup, TagList } from 'react-aria-components'
import { t } from '#kit/say.ts'
import { ComboBox } from './ComboBox.tsx'
import type { FieldWords } from './Field.tsx'
import { Icon } from './Icon.tsx'
import type { Option } from './Select.tsx'

interface Props extends FieldWords {
  options: Option[]
  value: string[]
  onChange: (value: string[]) => void
  isRequired?: boolean
  name?: string
}

export function MultiSelect({ label, description, error, options, value, onChange, isRequired, name }: Props) {
  // A new box for each answer, so that the typed text goes once it has become a chip.
  const [turn, setTurn] = useState(0)
  const left = options.filter(({ id }) => !value.includes(id))
  const chosen = value.map((id) => options.find((each) => each.id === id) ?? { id, label: id })
  return (
    <div className="multi-select">
      <ComboBox
        key={turn}
        label={label}
        description={description}
        error={error}
        options={left}
        isRequired={Boolean(isRequired) && value.length === 0}
        autoFocus={turn > 0}
        menuTrigger="input"
        {...(name ? { name } : {})}
        onChange={(id) => {
          if (id === null) return
          onChange([...value, id])
          setTurn(turn + 1)
        }}
      />
      {chosen.length > 0 && (
        <TagGroup onRemove={(keys) => onChange(value.filter((id) => !keys.has(id)))}>
          <Label className="visually-hidden">{t('ui.chosen', { label })}</Label>
          <TagList className="chips">
            {chosen.map((option) => (
              <Tag key={option.id} id={option.id} textValue={option.label} className="chip chip-removable">
                <span dir="auto">{option.label}</span>
                <Button slot="remove" className="chip-remove">
                  <Icon name="close" size={14} />
                </Button>
              </Tag>
            ))}
          </TagList>
        </TagGroup>
      )}
    </div>
  )
}
