// Writing a letter from a template, read as it will be read before it is written.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  DateField,
  Dialog,
  Form,
  FormActions,
  Loaded,
  Notice,
  RadioGroup,
  Select,
  TextArea,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { hasText, t } from '#language/here.ts'
import { languages } from '#language/languages.ts'
import { MustNotLearn } from '#people/ui/MustNotLearn.tsx'
import { readTimeline } from '#timeline/timeline.ts'
import { readDocuments } from '../document.ts'
import { letterSheet } from '../letter.rules.ts'
import { type LetterField, type LetterTemplate, listLetters, writeLetter } from '../letter.ts'

type Template = Pick<LetterTemplate, 'code' | 'for' | 'section' | 'fields' | 'signs' | 'texts'>
interface Draft {
  document_id: string
  content_id: string
  letter: string
  language: string
  how: 'handed' | 'posted'
  values: Record<string, string>
}

interface FieldProps {
  field: LetterField
  value: string
  onChange: (value: string) => void
}

function Field({ field: { name, kind, required }, value, onChange }: FieldProps) {
  const words = { name: `values.${name}`, label: t(`documents.letter.field.${name}`), isRequired: required }
  if (kind === 'day') return <DateField {...words} value={value || null} onChange={(day) => onChange(day ?? '')} />
  if (kind === 'lines') return <TextArea {...words} rows={3} value={value} onChange={onChange} />
  return (
    <TextField
      {...words}
      value={value}
      onChange={onChange}
      {...(kind === 'time' && { width: 'short' as const, ltr: true })}
    />
  )
}

function Preview({ template, draft, today }: { template: Template; draft: Draft; today: string }) {
  const sheet = letterSheet(template, draft.language, draft.values, today)
  return (
    <section
      className="letter-sheet"
      dir={sheet.rtl ? 'rtl' : 'ltr'}
      lang={sheet.language}
      aria-label={t('documents.letter.preview')}
    >
      <p className="letter-day">{sheet.day}</p>
      <p className="letter-title">{sheet.title}</p>
      {sheet.blocks.map(({ kind, lines }) =>
        kind === 'list' ? (
          <ul key={`list ${lines.join()}`}>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        ) : (
          <p key={lines[0]}>{lines[0]}</p>
        ),
      )}
      <div className="letter-signs">
        {sheet.signatures.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
    </section>
  )
}

interface Props {
  file: CaseFile
  today: string
  onClose: () => void
  /** Another room's letter, begun with what it knows. */
  begun?: { letter: string; language: string; values: Record<string, string> }
}

export function LetterDialog({ file, today, onClose, begun }: Props) {
  const { case_id } = file
  const found = useGet(listLetters, { case_id })
  return (
    <Dialog isOpen wide onClose={onClose} title={t('documents.letter.title')}>
      <Loaded of={found}>
        {({ letters }) => (
          <Writing
            file={file}
            today={today}
            onClose={onClose}
            {...(begun && { begun })}
            letters={letters.filter(({ section }) => file.writes.includes(section))}
          />
        )}
      </Loaded>
    </Dialog>
  )
}

function Writing({ file, today, letters, onClose, begun }: Props & { letters: Template[] }) {
  const { case_id, card } = file
  const spoken = card.languages.find((code) => letters[0]?.texts[code]) ?? 'es'
  const [draft, setDraft, clear] = useDraft<Draft>(`letter ${case_id}${begun ? ` ${begun.letter}` : ''}`, {
    ...{ document_id: newId(), content_id: newId(), letter: letters[0]?.code ?? '', language: spoken, how: 'handed' },
    ...begun,
    values: { name: card.alias, ...begun?.values },
  })
  const [refused, setRefused] = useState<string | null>(null)
  const write = useWrite(writeLetter, { invalidates: [readDocuments, readTimeline] })
  const template = letters.find(({ code }) => code === draft.letter) ?? letters[0]
  if (!template) return null
  const save = () => {
    const asked = template.fields.map(({ name }) => [name, draft.values[name] ?? ''])
    write.mutate(
      { case_id, ...draft, language, how, letter: template.code, values: Object.fromEntries(asked) },
      {
        onSuccess: ({ state, because }) => {
          if (state === 'refused') {
            setRefused(because)
            setDraft({ ...draft, document_id: newId(), content_id: newId() })
            return
          }
          clear()
          toast(t('documents.letter.written'))
          onClose()
        },
      },
    )
  }
  const named = languages.filter(({ code }) => template.texts[code])
  const language = template.texts[draft.language] ? draft.language : (named[0]?.code ?? 'es')
  const how = template.for === 'professional' ? 'handed' : draft.how
  return (
    <div className="letter-writing">
      <Form problem={write.error} onSubmit={save}>
        <Select
          label={t('documents.letter.which')}
          options={letters.map(({ code }) => ({ id: code, label: t(`documents.letter.of.${code}`) }))}
          value={template.code}
          onChange={(letter) => setDraft({ ...draft, letter })}
        />
        <Select
          label={t('documents.letter.language')}
          options={named.map(({ code, autonym }) => ({ id: code, label: autonym }))}
          value={language}
          onChange={(language) => setDraft({ ...draft, language })}
        />
        {template.fields.map((field) => (
          <Field
            key={field.name}
            field={field}
            value={draft.values[field.name] ?? ''}
            onChange={(value) => setDraft({ ...draft, values: { ...draft.values, [field.name]: value } })}
          />
        ))}
        {template.for === 'person' && (
          <RadioGroup
            label={t('documents.letter.how')}
            options={(['handed', 'posted'] as const).map((id) => ({ id, label: t(`documents.letter.how.${id}`) }))}
            value={how}
            onChange={(chosen) => setDraft({ ...draft, how: chosen as Draft['how'] })}
          />
        )}
        <MustNotLearn case_id={case_id} />
        {refused && (
          <Notice tone="warning">
            {t('documents.letter.refused')} {hasText(refused) ? t(refused) : ''}
          </Notice>
        )}
        <FormActions>
          <Button type="submit" kind="primary" busy={write.isPending}>
            {t('documents.letter.write')}
          </Button>
        </FormActions>
      </Form>
      <div>
        <p className="document-hint">
          {t(template.for === 'person' ? 'documents.letter.neutral' : 'documents.letter.to_professional')}
        </p>
        <Preview template={template} draft={{ ...draft, language }} today={today} />
      </div>
    </div>
  )
}
