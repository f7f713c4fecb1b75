// The small fields the form of a record is made of: a line that may be empty, a number that may be empty, an answer
// that may be "not stated".
import { useState } from 'react'
import { Select, TextArea, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { Said } from '../directory.ts'
import { fieldLabel, saidName } from './directory-words.ts'

interface LineProps {
  name: string
  label: string
  value: string | null
  onChange: (value: string | null) => void
  max?: number
  rows?: number
  ltr?: boolean
  type?: 'text' | 'email' | 'url' | 'tel'
  isRequired?: boolean
  description?: string
}

/** What is only blanks was not written. */
export function MaybeLine({ value, onChange, max = 200, rows, ltr = false, type = 'text', ...rest }: LineProps) {
  const change = (text: string) => onChange(text === '' ? null : text)
  return rows ? (
    <TextArea {...rest} rows={rows} maxLength={max} value={value ?? ''} onChange={change} />
  ) : (
    <TextField {...rest} type={type} ltr={ltr} maxLength={max} value={value ?? ''} onChange={change} />
  )
}

interface NumberProps {
  name: string
  label: string
  value: number | null
  onChange: (value: number | null) => void
}

export function MaybeNumber({ value, onChange, ...rest }: NumberProps) {
  return (
    <TextField
      {...rest}
      ltr
      width="short"
      inputMode="numeric"
      maxLength={6}
      value={value === null ? '' : String(value)}
      onChange={(text) => {
        const digits = text.replace(/\D/g, '')
        onChange(digits === '' ? null : Number(digits))
      }}
    />
  )
}

/** An amount of money: with a comma or a point, as one types it. */
export function MaybeAmount({ value, onChange, ...rest }: NumberProps) {
  const [typed, setTyped] = useState(value === null ? '' : String(value))
  return (
    <TextField
      {...rest}
      ltr
      width="short"
      inputMode="decimal"
      maxLength={9}
      value={typed}
      onChange={(text) => {
        const kept = text.replace(/[^\d.,]/g, '')
        setTyped(kept)
        const amount = Number.parseFloat(kept.replace(',', '.'))
        onChange(Number.isFinite(amount) ? amount : null)
      }}
    />
  )
}

interface SaidProps {
  field: string
  value: Said
  onChange: (value: Said) => void
}

export function SaidSelect({ field, value, onChange }: SaidProps) {
  return (
    <Select
      name={`service.${field}`}
      label={fieldLabel(field)}
      width="short"
      options={Said.options.map((id) => ({ id, label: saidName(id) }))}
      value={value}
      onChange={(said) => onChange(said as Said)}
    />
  )
}

interface SourceDateProps {
  name: string
  value: string | null
  onChange: (value: string | null) => void
}

/** The age of a text: a year, a month or a day, as far as it is known. */
export function SourceDateField({ name, value, onChange }: SourceDateProps) {
  return (
    <TextField
      name={name}
      label={fieldLabel('source_date')}
      description={t('directory.source_date_how')}
      ltr
      width="short"
      maxLength={10}
      value={value ?? ''}
      onChange={(typed) => onChange(typed.trim() === '' ? null : typed.trim())}
    />
  )
}

/** Options of a list of codes by the names the reader knows. */
export const optionsOf = (codes: readonly { code: string }[], nameOf: (code: string) => string) =>
  codes.map(({ code }) => ({ id: code, label: nameOf(code) }))

export const choices = (ids: readonly string[], key: string) => ids.map((id) => ({ id, label: t(`${key}.${id}`) }))
