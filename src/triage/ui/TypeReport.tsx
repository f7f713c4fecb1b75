// A report told on the telephone: the questions of the public door on one page, typed by a colleague; then the receipt,
// shown once, to read out in groups.
import { useState } from 'react'
import { holds } from '#facts/condition.rules.ts'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  CheckboxGroup,
  Form,
  FormActions,
  LinkButton,
  Loaded,
  MultiSelect,
  Notice,
  PageHeader,
  RadioGroup,
  Section,
  Select,
  Stack,
  TextArea,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { publicLanguages } from '#language/languages.ts'
import { listReports, triageReport } from '../report.ts'
import { type DeskForm, type DeskQuestion, drawReceipt, listDeskForms, typeReport } from '../typed.ts'
import { languageText, wordsOf } from './report-words.ts'
import './triage.css'

interface Draft {
  report_id: string
  form: string
  language: string
  answers: Record<string, string | string[]>
}

const shown = (form: DeskForm, answers: Draft['answers']): DeskQuestion[] =>
  form.asked.filter(({ shown_when }) => shown_when.every((when) => holds(when, answers)))

interface QuestionProps {
  question: DeskQuestion
  given: string | string[] | undefined
  onChange: (given: string | string[]) => void
}

function Question({ question, given, onChange }: QuestionProps) {
  const { code, kind, text, options, rows } = question
  const label = wordsOf(text, code)
  const named = (option: DeskQuestion['options'][number]) =>
    question.place === 'languages_of_the_person' ? languageText(option.code) : wordsOf(option.text, option.code)
  const choices = options.map((each) => ({ id: each.code, label: named(each) }))
  if (kind === 'text')
    return <TextArea label={label} rows={rows} value={typeof given === 'string' ? given : ''} onChange={onChange} />
  if (kind === 'many' && question.place === 'languages_of_the_person')
    return <MultiSelect label={label} options={choices} value={[given ?? []].flat()} onChange={onChange} />
  if (kind === 'many')
    return <CheckboxGroup label={label} options={choices} value={[given ?? []].flat()} onChange={onChange} />
  return (
    <RadioGroup
      label={label}
      inline
      options={choices}
      value={typeof given === 'string' ? given : null}
      onChange={onChange}
    />
  )
}

function Receipt({ receipt, report_id, onAgain }: { receipt: string; report_id: string; onAgain: () => void }) {
  const keep = useWrite(triageReport, { invalidates: [listReports] })
  return (
    <Section title={t('reports.receipt')} lead={t('reports.receipt_lead')}>
      <ol className="receipt-groups" dir="ltr" aria-label={t('reports.receipt')}>
        {(receipt.match(/.{4}/g) ?? []).map((group, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: groups may repeat and never move
          <li key={at}>{group}</li>
        ))}
      </ol>
      <Notice tone="warning">{t('reports.receipt_once')}</Notice>
      <div className="form-actions">
        {keep.isSuccess ? (
          <p>{t('reports.receipt_noted')}</p>
        ) : (
          <Button
            kind="primary"
            busy={keep.isPending}
            onPress={() => keep.mutate({ report_id, version: 1, kept: true })}
          >
            {t('reports.receipt_written_down')}
          </Button>
        )}
        <LinkButton href={`/desk/reports/${report_id}`}>{t('reports.to_the_report')}</LinkButton>
        <Button kind="quiet" onPress={onAgain}>
          {t('reports.type_another')}
        </Button>
      </div>
    </Section>
  )
}

const empty = (): Draft => ({ report_id: newId(), form: 'someone', language: 'es', answers: {} })

export function TypeReport() {
  const forms = useGet(listDeskForms, {}, { staleMs: Number.POSITIVE_INFINITY })
  const drawn = useGet(drawReceipt, {}, { staleMs: Number.POSITIVE_INFINITY })
  const [draft, setDraft, clear, returned] = useDraft<Draft>('typed report', empty())
  const [done, setDone] = useState<{ receipt: string; report_id: string } | null>(null)
  const save = useWrite(typeReport, { invalidates: [listReports] })
  const form = forms.data?.forms.find(({ id }) => id === draft.form)
  const send = () => {
    const receipt = drawn.data?.receipt
    if (!receipt || !form) return
    const asked = new Set(shown(form, draft.answers).map(({ code }) => code))
    const answers = Object.fromEntries(Object.entries(draft.answers).filter(([code]) => asked.has(code)))
    const { report_id, language } = draft
    save.mutate(
      { report_id, receipt, language, form: form.id, answers },
      {
        onSuccess: () => {
          clear()
          setDone({ receipt, report_id })
          toast(t('reports.typed_saved'))
        },
      },
    )
  }
  const again = () => {
    setDone(null)
    setDraft(empty())
    void drawn.refetch()
  }
  return (
    <Stack>
      <PageHeader
        title={t('reports.type_title')}
        lead={t('reports.type_lead')}
        back={{ href: '/desk/reports', label: t('reports.title') }}
      />
      {done ? (
        <Receipt {...done} onAgain={again} />
      ) : (
        <Loaded of={forms}>
          {(all) => (
            <Section title={t('reports.type_questions')} lead={t('reports.type_questions_lead')}>
              {returned && <Notice>{t('reports.draft_returned')}</Notice>}
              <Form problem={save.error} onSubmit={send}>
                <Select
                  label={t('reports.type_who')}
                  value={draft.form}
                  options={all.forms.map(({ id, field }) => ({
                    id,
                    label: field
                      ? t('reports.type_field', { field: t(`reports.field.${field}`) })
                      : t(`reports.door.${id}`),
                  }))}
                  onChange={(id) => setDraft({ ...draft, form: id ?? 'someone' })}
                />
                <Select
                  label={t('reports.type_language')}
                  description={t('reports.type_language_why')}
                  value={draft.language}
                  options={publicLanguages().map(({ code }) => ({ id: code, label: languageText(code) }))}
                  onChange={(language) => setDraft({ ...draft, language: language ?? 'es' })}
                />
                {form &&
                  shown(form, draft.answers).map((question) => (
                    <Question
                      key={`${form.id} ${question.code}`}
                      question={question}
                      given={draft.answers[question.code]}
                      onChange={(given) =>
                        setDraft({ ...draft, answers: { ...draft.answers, [question.code]: given } })
                      }
                    />
                  ))}
                <FormActions>
                  <Button type="submit" kind="primary" busy={save.isPending}>
                    {t('reports.type_save')}
                  </Button>
                </FormActions>
              </Form>
            </Section>
          )}
        </Loaded>
      )}
    </Stack>
  )
}
