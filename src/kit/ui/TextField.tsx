// One line of text. What people write may be in any script, so its direction follows what is typed.
import { Input, TextField as RawTextField, type TextFieldProps } from 'react-aria-components'
import { FieldParts, type FieldWords, marked } from './Field.tsx'

type Props = Omit<TextFieldProps, 'children' | 'className'> &
  FieldWords & { ltr?: boolean; placeholder?: string; width?: 'short' | 'full' }

export function TextField({ label, description, error, ltr, placeholder, width = 'full', ...rest }: Props) {
  return (
    <RawTextField {...rest} {...marked(error)} className={`field field-${width}`}>
      <FieldParts label={label} description={description} error={error} required={rest.isRequired}>
        <Input className="input" dir={ltr ? 'ltr' : 'auto'} {...(placeholder ? { placeholder } : {})} />
      </FieldParts>
    </RawTextField>
  )
}
