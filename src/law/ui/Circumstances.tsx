// What is so in the file, as the rules ask it: yes, no, or not known. What the file seems to say already is offered, never taken
// by itself.
import { useState } from 'react'
import { Button, Notice, Select } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Circumstances } from '../reckoning.ts'
import { choiceName, fieldName } from './law-words.ts'
import type { Law, Side } from './use-law.ts'

type Value = Circumstances[string]

interface Field {
  field: string
  choices: string[] | null
}

export const fieldsOf = (packs: Law['packs']): Field[] => {
  const found = new Map<string, Field>()
  for (const { circumstances } of packs)
    for (const each of circumstances) if (!found.has(each.field)) found.set(each.field, each)
  return [...found.values()].sort((a, b) => fieldName(a.field).localeCompare(fieldName(b.field)))
}

/** So few are asked without being unfolded. */
const mostAtOnce = 8

const unknown = 'unknown'
const codeOf = (value: Value | undefined): string =>
  value === undefined ? unknown : typeof value === 'boolean' ? (value ? 'yes' : 'no') : value
const readValue = (code: string): Value | undefined =>
  code === unknown ? undefined : code === 'yes' ? true : code === 'no' ? false : code

export const valueWords = (field: string, value: Value): string =>
  typeof value === 'boolean' ? t(value ? 'law.facts.yes' : 'law.facts.no') : choiceName(field, value)

interface Props {
  side: Side
  answers: Circumstances
  onChange: (next: Circumstances) => void
}

function Suggestions({ side, answers, onChange }: Props) {
  const open = side.law.suggestions.filter(({ field, value }) => answers[field] !== value)
  if (open.length === 0) return null
  return (
    <Notice>
      <p>{t('law.facts.suggested')}</p>
      <ul className="law-suggested">
        {open.map(({ field, value, because }) => (
          <li key={field}>
            <span>
              <strong>{fieldName(field)}</strong>: {valueWords(field, value)}{' '}
              <span className="law-quiet">{t(`law.facts.because.${because}`)}</span>
            </span>
            <Button
              small
              icon="check"
              aria-label={t('law.facts.take_of', { what: fieldName(field) })}
              onPress={() => onChange({ ...answers, [field]: value })}
            >
              {t('law.facts.take')}
            </Button>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

interface FieldsProps extends Omit<Props, 'side'> {
  fields: Field[]
}

function Fields({ fields, answers, onChange }: FieldsProps) {
  const answer = (field: string, code: string) => {
    const { [field]: _before, ...rest } = answers
    const value = readValue(code)
    onChange(value === undefined ? rest : { ...rest, [field]: value })
  }
  return (
    <div className="law-fields">
      {fields.map(({ field, choices }) => (
        <Select
          key={field}
          label={fieldName(field)}
          options={[
            { id: unknown, label: t('law.facts.unknown') },
            ...(choices
              ? choices.map((id) => ({ id, label: choiceName(field, id) }))
              : ['yes', 'no'].map((id) => ({ id, label: t(`law.facts.${id}`) }))),
          ]}
          value={codeOf(answers[field])}
          onChange={(code) => answer(field, code)}
        />
      ))}
    </div>
  )
}

export function CircumstanceFields({ side, answers, onChange }: Props) {
  const fields = fieldsOf(side.law.packs)
  // What is answered while the form is open stays where it was answered.
  const [known] = useState(() => Object.keys(side.law.file.circumstances))
  const first = fields.filter(({ field }) => known.includes(field))
  const rest = fields.filter(({ field }) => !known.includes(field))
  return (
    <>
      <Suggestions side={side} answers={answers} onChange={onChange} />
      <Fields fields={first} answers={answers} onChange={onChange} />
      {rest.length > 0 && (
        <details className="law-fold" open={first.length === 0 && rest.length < mostAtOnce}>
          <summary>{t('law.facts.rest', { count: rest.length })}</summary>
          <Fields fields={rest} answers={answers} onChange={onChange} />
        </details>
      )}
    </>
  )
}
