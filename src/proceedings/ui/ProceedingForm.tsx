// An arrest, a fine or an order against the person, as far as it is known.
import { choose, currentOf, differing } from '#cases/ui/conflict.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  ComboBox,
  ConflictDialog,
  DateField,
  Form,
  FormActions,
  Notice,
  RadioGroup,
  Section,
  Select,
  TextArea,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { countryName, countryOptions } from '#language/ui/names.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readGuided } from '../guide.ts'
import { type ProceedingKind, proceedingKinds } from '../non-punishment.ts'
import {
  changeProceeding,
  type Proceeding,
  proceedingStatuses,
  readProceedings,
  recordProceeding,
} from '../proceeding.ts'

interface Props {
  case_id: string
  today: string
  proceeding: Proceeding | null
  onDone: () => void
}

type Draft = Pick<Proceeding, 'proceeding_id' | 'kind' | 'status' | 'authority' | 'number' | 'words' | 'version'> & {
  jurisdiction: string | null
  began_on: string | null
}

const told = ({ kind, status, jurisdiction, began_on, authority, number, words }: Draft) => ({
  kind: t(`proceedings.kind.${kind}`),
  status: t(`proceedings.status.${status}`),
  jurisdiction: jurisdiction ? countryName(jurisdiction) : '',
  began_on: began_on ? day(began_on, 'long') : '',
  authority,
  number,
  words,
})

const invalidates = [readProceedings, readGuided, readTimeline]

export function ProceedingForm({ case_id, today, proceeding, onDone }: Props) {
  const first: Draft = proceeding ?? {
    ...{ proceeding_id: newId(), kind: 'charge', jurisdiction: 'ES', began_on: today, status: 'open', version: 0 },
    ...{ authority: '', number: '', words: '' },
  }
  const [draft, setDraft, clear, returned] = useDraft<Draft>(
    `proceeding ${proceeding?.proceeding_id ?? case_id}`,
    first,
  )
  const record = useWrite(recordProceeding, { invalidates })
  const change = useWrite(changeProceeding, { invalidates })
  const set = (part: Partial<Draft>) => setDraft({ ...draft, ...part })
  const current = currentOf<Proceeding>(change.error)
  const send = (of: Draft) => {
    const { jurisdiction, began_on, version, proceeding_id, kind, status, authority, number, words } = of
    if (!jurisdiction || !began_on) return
    const said = { case_id, proceeding_id, kind, status, authority, number, words, jurisdiction, began_on }
    const done = () => {
      clear()
      toast(t('proceedings.saved'))
      onDone()
    }
    if (version === 0) record.mutate(said, { onSuccess: done })
    else change.mutate({ ...said, version }, { onSuccess: done })
  }
  return (
    <Section title={t(proceeding ? 'proceedings.change' : 'proceedings.add')} lead={t('proceedings.form_lead')}>
      <Form problem={current ? null : (record.error ?? change.error)} onSubmit={() => send(draft)}>
        {returned && <Notice>{t('cases.draft_returned')}</Notice>}
        <Select
          name="kind"
          label={t('proceedings.kind')}
          options={proceedingKinds.map((id) => ({ id, label: t(`proceedings.kind.${id}`) }))}
          value={draft.kind}
          onChange={(id) => set({ kind: id as ProceedingKind })}
        />
        <ComboBox
          name="jurisdiction"
          label={t('proceedings.jurisdiction')}
          description={t('proceedings.jurisdiction_why')}
          isRequired
          options={countryOptions()}
          value={draft.jurisdiction}
          onChange={(jurisdiction) => set({ jurisdiction })}
        />
        <DateField
          name="began_on"
          label={t('proceedings.began_on')}
          isRequired
          max={today}
          value={draft.began_on}
          onChange={(began_on) => set({ began_on })}
        />
        <RadioGroup
          label={t('proceedings.status')}
          inline
          options={proceedingStatuses.map((id) => ({ id, label: t(`proceedings.status.${id}`) }))}
          value={draft.status}
          onChange={(id) => set({ status: id as Proceeding['status'] })}
        />
        <TextField
          name="authority"
          label={t('proceedings.authority')}
          value={draft.authority}
          onChange={(authority) => set({ authority })}
        />
        <TextField
          name="number"
          label={t('proceedings.number')}
          ltr
          value={draft.number}
          onChange={(number) => set({ number })}
        />
        <TextArea
          name="words"
          label={t('proceedings.words')}
          description={t('proceedings.words_why')}
          rows={3}
          value={draft.words}
          onChange={(words) => set({ words })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={record.isPending || change.isPending}>
            {t('proceedings.save')}
          </Button>
          <Button
            kind="quiet"
            onPress={() => {
              clear()
              onDone()
            }}
          >
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
      {current && (
        <ConflictDialog
          isOpen
          fields={differing(
            Object.entries(told(draft)).map(([name, mine]) => ({
              name,
              label: t(`proceedings.${name}`),
              mine,
              theirs: told(current)[name as 'kind'],
            })),
          )}
          onClose={() => change.reset()}
          onResolve={(choice) => send({ ...choose<Draft>(draft, current, choice), version: current.version })}
        />
      )}
    </Section>
  )
}
