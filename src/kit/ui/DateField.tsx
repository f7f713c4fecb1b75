// A day typed by keyboard, part by part. It stays in one reading order inside right-to-left text, where a flexible box
// would turn the date round.
import { type CalendarDate, parseDate } from '@internationalized/date'
import { DateInput, DateSegment, DateField as RawDateField } from 'react-aria-components'
import { FieldParts, type FieldWords, marked } from './Field.tsx'

interface Props extends FieldWords {
  /** `YYYY-MM-DD`, or null while empty. */
  value?: string | null
  defaultValue?: string
  onChange?: (value: string | null) => void
  min?: string
  max?: string
  isRequired?: boolean
  isDisabled?: boolean
  name?: string
}

const read = (day: string | null | undefined): CalendarDate | null => (day ? parseDate(day) : null)

export function DateField({ label, description, error, value, defaultValue, onChange, min, max, ...rest }: Props) {
  return (
    <RawDateField
      {...rest}
      {...(value === undefined ? {} : { value: read(value) })}
      {...(defaultValue ? { defaultValue: parseDate(defaultValue) } : {})}
      {...(min ? { minValue: parseDate(min) } : {})}
      {...(max ? { maxValue: parseDate(max) } : {})}
      onChange={(date) => onChange?.(date ? date.toString() : null)}
      {...marked(error)}
      shouldForceLeadingZeros
      className="field field-short"
    >
      <FieldParts label={label} description={description} error={error} required={rest.isRequired}>
        <DateInput className="input input-date">
          {(segment) => <DateSegment segment={segment} className="input-segment" />}
        </DateInput>
      </FieldParts>
    </RawDateField>
  )
}
