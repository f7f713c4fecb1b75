// An answer taken down wrongly is corrected in sight: what stood before stays, with who changed it and why.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import {
  Button,
  DateField,
  Dialog,
  Form as Fields,
  FormActions,
  Notice,
  Select,
  TextArea,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import type { Item } from '../instrument.ts'
import { listResults, readAssessment } from '../results.ts'
import { amendAssessment } from '../sitting.ts'
import { type Form, itemWords, optionsOf, optionWords } from './form-words.ts'

interface Props {
  case_id: string
  opened: ReplyOf<typeof readAssessment>
  form: Form
  onClose: () => void
}
const leftOut = 'left_out_here'

function Answer({
  form,
  item,
  value,
  onChange,
}: {
  form: Form
  item: Item
  value: string
  onChange: (to: string) => void
}) {
  const label = t('instruments.amend_to')
  if (item.answers === 'text') return <TextArea label={label} rows={3} value={value} onChange={onChange} />
  if (item.answers === 'day')
    return <DateField label={label} value={value || null} onChange={(day) => onChange(day ?? '')} />
  return (
    <Select
      label={label}
      options={[
        ...optionsOf(form, item).map(({ code }) => ({ id: code, label: optionWords(form, item, code) })),
        { id: leftOut, label: t('instruments.was_left_out') },
      ]}
      value={value || leftOut}
      onChange={(code) => onChange(code === leftOut ? '' : code)}
    />
  )
}

export function AmendDialog({ case_id, opened, form, onClose }: Props) {
  const { assessment_id, version, answers, read } = opened
  const [code, setCode] = useState(read.asked[0] ?? '')
  const [to, setTo] = useState(answers[code] ?? '')
  const [reason, setReason] = useState('')
  const amend = useWrite(amendAssessment, { invalidates: [listResults, readAssessment, readTimeline] })
  const item = form.instrument.items.find((each) => each.code === code)
  const save = () =>
    amend.mutate(
      { case_id, assessment_id, version, answers: { [code]: to || null }, reason },
      {
        onSuccess: ({ protocol_id }) => {
          toast(t(protocol_id ? 'instruments.amended_safety' : 'instruments.amended_now'))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen onClose={onClose} title={t('instruments.amend')}>
      <Fields problem={amend.error} onSubmit={save}>
        <Notice>{t('instruments.amend_why')}</Notice>
        <Select
          label={t('instruments.amend_item')}
          options={read.asked.map((id) => ({ id, label: itemWords(form, id) }))}
          value={code}
          onChange={(next) => {
            setCode(next)
            setTo(answers[next] ?? '')
          }}
        />
        {item && <Answer form={form} item={item} value={to} onChange={setTo} />}
        <TextArea
          name="reason"
          label={t('instruments.amend_reason')}
          isRequired
          rows={2}
          value={reason}
          onChange={setReason}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={amend.isPending} isDisabled={to === (answers[code] ?? '')}>
            {t('instruments.amend_save')}
          </Button>
        </FormActions>
      </Fields>
    </Dialog>
  )
}
