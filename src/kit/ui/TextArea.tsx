// Several lines: a note, a story, a goal in her own words. It grows with what is written.
import { TextArea as RawTextArea, TextField, type TextFieldProps } from 'react-aria-components'
import { FieldParts, type FieldWords, marked } from './Field.tsx'

type Props = Omit<TextFieldProps, 'children' | 'className'> & FieldWords & { rows?: number }

export function TextArea({ label, description, error, rows = 4, ...rest }: Props) {
  return (
    <TextField {...rest} {...marked(error)} className="field field-full">
      <FieldParts label={label} description={description} error={error} required={rest.isRequired}>
        <RawTextArea className="input input-area" dir="auto" rows={rows} />
      </FieldParts>
    </TextField>
  )
}
