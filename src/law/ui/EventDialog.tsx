// Writing down what happened, or correcting it. What followed from it is said the moment it is saved.
import { readDocuments } from '#documents/document.ts'
import { typeName } from '#documents/ui/words.ts'
import { useGet } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, Dialog, Form, FormActions, Notice, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { changeLawEvent, type LawEvent, recordLawEvent } from '../law-file.ts'
import { type EventAnswers, EventFields, firstAnswers, isByHour } from './EventFields.tsx'
import { eventName } from './law-words.ts'
import { type Side, useLawForm } from './use-law.ts'

interface Answers extends EventAnswers {
  event_id: string
  document_id: string
  number: string
  words: string
}

const none = 'none'

const answersOf = (event: LawEvent): Answers => ({
  ...{ event_id: event.event_id, code: event.code, jurisdiction: event.jurisdiction, happened_on: event.happened_on },
  happened_at: event.happened_at?.slice(0, 5) ?? '',
  ...{ document_id: event.document_id ?? none, number: event.number, words: event.words },
})

interface Props {
  side: Side
  event: LawEvent | null
  onClose: () => void
}

interface FieldsProps extends Omit<Props, 'onClose'> {
  form: {
    answers: Answers
    set: (change: Partial<Answers>) => void
    returned: boolean
    busy: boolean
    leave: () => void
    problem: Parameters<typeof Form>[0]['problem']
    dialog: React.ReactNode
  }
  onSave: () => void
}

function Fields({ side, event, form, onSave }: FieldsProps) {
  const { answers, set } = form
  const found = useGet(readDocuments, { case_id: side.file.case_id })
  const papers = (found.data?.documents ?? [])
    .filter(({ status, section }) => status === 'live' && (section === 'law' || section === 'identity'))
    .map(({ document_id, type, number, issued_on }) => ({
      id: document_id,
      label: [typeName(type), number, issued_on && day(issued_on)].filter(Boolean).join(' · '),
    }))
  return (
    <Form problem={form.problem} onSubmit={onSave}>
      {form.returned && <Notice>{t('cases.draft_returned')}</Notice>}
      <EventFields side={side} answers={answers} set={set} fixed={event !== null} />
      <TextField
        name="number"
        label={t('law.happened.number')}
        description={t('law.happened.number_why')}
        ltr
        width="short"
        value={answers.number}
        onChange={(number) => set({ number })}
      />
      {papers.length > 0 && (
        <Select
          name="document_id"
          label={t('law.happened.document')}
          options={[{ id: none, label: t('law.close.no_document') }, ...papers]}
          value={answers.document_id}
          onChange={(document_id) => set({ document_id })}
        />
      )}
      <TextArea
        name="words"
        label={t('law.happened.words')}
        description={t('law.happened.words_why')}
        rows={2}
        value={answers.words}
        onChange={(words) => set({ words })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={form.busy} isDisabled={!answers.code || !answers.happened_on}>
          {t(event ? 'law.happened.save_correction' : 'law.happened.save')}
        </Button>
        <Button kind="quiet" onPress={form.leave}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
      {form.dialog}
    </Form>
  )
}

const inputOf = (side: Side, matter_id: string | null, answers: Answers, happened_on: string, code: string) => ({
  ...{ case_id: side.file.case_id, event_id: answers.event_id, code, happened_on, matter_id },
  ...{ jurisdiction: answers.jurisdiction, number: answers.number, words: answers.words },
  happened_at: isByHour(side, code) && answers.happened_at ? answers.happened_at : null,
  document_id: answers.document_id === none ? null : answers.document_id,
})

function Record({ side, onClose }: Omit<Props, 'event'>) {
  const first = { event_id: newId(), ...firstAnswers(side), document_id: none, number: '', words: '' }
  const form = useLawForm<typeof recordLawEvent, Answers, LawEvent>(
    recordLawEvent,
    `event ${side.file.case_id}`,
    first,
    ({ changes }) => side.told(changes),
    onClose,
  )
  const { code, happened_on } = form.answers
  const save = () => code && happened_on && form.save(inputOf(side, null, form.answers, happened_on, code))
  return <Fields side={side} event={null} form={form} onSave={() => void save()} />
}

function Correct({ side, event, onClose }: Props & { event: LawEvent }) {
  const form = useLawForm<typeof changeLawEvent, Answers, LawEvent>(
    changeLawEvent,
    `event ${event.event_id}`,
    answersOf(event),
    ({ changes }) => side.told(changes),
    onClose,
    {
      record: event,
      answersOf,
      said: {
        happened_on: [t('law.happened.on'), (on) => (on ? day(on, 'long') : '')],
        happened_at: [t('law.happened.at'), (at) => at],
        number: [t('law.happened.number'), (number) => number],
        words: [t('law.happened.words'), (words) => words],
      },
    },
  )
  const save = () =>
    form.answers.happened_on &&
    form.save((answers: Answers, version: number) => ({
      ...inputOf(side, event.matter_id, answers, answers.happened_on ?? event.happened_on, event.code),
      ...{ version, authority: event.authority },
    }))
  return <Fields side={side} event={event} form={form} onSave={() => void save()} />
}

export function EventDialog({ side, event, onClose }: Props) {
  return (
    <Dialog
      isOpen
      wide
      title={event ? t('law.happened.correct_of', { what: eventName(event.code) }) : t('law.happened.record')}
      onClose={onClose}
    >
      {event ? <Correct side={side} event={event} onClose={onClose} /> : <Record side={side} onClose={onClose} />}
    </Dialog>
  )
}
