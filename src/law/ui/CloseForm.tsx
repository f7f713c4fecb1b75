// Closing a deadline with its proof: the day, and a document of the file or the number the registry stamped.
import { useState } from 'react'
import { readDocuments } from '#documents/document.ts'
import { typeName } from '#documents/ui/words.ts'
import { useGet } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, DateField, Form, FormActions, Notice, Select, TextField } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { closeDeadline } from '../deadline.ts'
import { choicesOf, eventName, ruleOf, type ShownItem } from './law-words.ts'
import { type Side, useLawForm } from './use-law.ts'

const none = 'none'

interface Answers {
  event_id: string
  code: string | null
  on: string | null
  document_id: string
  number: string
}

export function CloseForm({ item, side, onDone }: { item: ShownItem; side: Side; onDone: () => void }) {
  const { file, rules, today, told } = side
  const { case_id } = file
  const deadline_id = item.deadline_id!
  const closes = ruleOf(rules, item)?.closes ?? []
  const found = useGet(readDocuments, { case_id })
  const [first] = useState<Answers>(() => ({
    ...{ event_id: newId(), code: closes[0] ?? null, on: today, document_id: none, number: '' },
  }))
  const form = useLawForm<typeof closeDeadline, Answers, { version: number }>(
    closeDeadline,
    `close ${deadline_id}`,
    first,
    ({ changes }) => told(changes),
    onDone,
    // Whatever a colleague changed of it meanwhile, the proof is the same.
    { record: { version: item.version ?? 0 }, answersOf: () => first, said: {} },
  )
  const { answers, set } = form
  const { code, on, document_id, number } = answers
  const proven = document_id !== none || number.trim() !== ''
  const papers = (found.data?.documents ?? [])
    .filter(({ status, section }) => status === 'live' && (section === 'law' || section === 'identity'))
    .map(({ document_id: id, type, number: of, issued_on }) => ({
      id,
      label: [typeName(type), of, issued_on && day(issued_on)].filter(Boolean).join(' · '),
    }))
  const save = () =>
    on &&
    proven &&
    form.save((given: Answers, version: number) => ({
      ...{ case_id, deadline_id, version, event_id: given.event_id, code, on, number },
      document_id: document_id === none ? null : document_id,
    }))
  return (
    <Form problem={form.problem} onSubmit={() => void save()}>
      {form.returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <p>{t('law.close.why')}</p>
      {closes.length > 1 && (
        <Select
          name="code"
          label={t('law.close.code')}
          isRequired
          options={choicesOf(closes, eventName)}
          value={code}
          onChange={(next) => set({ code: next })}
        />
      )}
      <DateField
        name="on"
        label={t('law.close.on')}
        isRequired
        max={today}
        value={on}
        onChange={(next) => set({ on: next })}
      />
      <TextField
        name="number"
        label={t('law.close.number')}
        description={t('law.close.number_why')}
        ltr
        value={number}
        onChange={(next) => set({ number: next })}
      />
      {papers.length > 0 && (
        <Select
          name="document_id"
          label={t('law.close.document')}
          options={[{ id: none, label: t('law.close.no_document') }, ...papers]}
          value={document_id}
          onChange={(next) => set({ document_id: next })}
        />
      )}
      <FormActions>
        <Button type="submit" kind="primary" busy={form.busy} isDisabled={!on || !proven}>
          {t('law.close.save')}
        </Button>
        <Button kind="quiet" onPress={form.leave}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
      {!proven && <p className="law-quiet">{t('law.close.needs_proof')}</p>}
    </Form>
  )
}
