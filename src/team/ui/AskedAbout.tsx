// Somebody asks about a person: what to say so that nothing is confirmed and nothing denied, and what to note afterwards.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { listFiles } from '#cases/case.ts'
import { today } from '#cases/ui/now.ts'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  ComboBox,
  DateField,
  Form,
  FormActions,
  Notice,
  PageHeader,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { listAskedAbout, recordAskedAbout } from '../asked-about.ts'
import { askedWays, askers } from '../codes.ts'
import './team.css'

const said = ['opening', 'who', 'contact', 'insists', 'authority', 'end'] as const

function Script() {
  return (
    <Section title={t('team.script.title')} lead={t('team.script.lead')}>
      <ol className="script">
        {said.map((step) => (
          <li key={step}>
            {t(`team.script.${step}`)}
            <q>{t(`team.script.${step}_say`)}</q>
          </li>
        ))}
      </ol>
      <Notice tone="warning">{t('team.script.never')}</Notice>
    </Section>
  )
}

const fresh = (case_id: string | null) => ({
  event_id: newId(),
  case_id,
  asked_on: today() as string | null,
  way: 'phone',
  asker: 'did_not_say',
  who: '',
  words: '',
})

function NoteIt({ case_id }: { case_id: string | null }) {
  const navigate = useNavigate()
  // The latest files one may open; whoever stands on none tells a colleague who answers for the office.
  const files = useGet(listFiles, {})
  const [draft, setDraft, clear] = useDraft(`asked about ${case_id ?? ''}`, fresh(case_id))
  const [missing, setMissing] = useState(false)
  const set = (change: Partial<typeof draft>) => setDraft({ ...draft, ...change })
  const record = useWrite(recordAskedAbout, { invalidates: [listAskedAbout, readTimeline] })
  const save = () => {
    const { case_id: chosen, asked_on, ...rest } = draft
    if (!chosen || !asked_on) return setMissing(true)
    record.mutate(
      { case_id: chosen, asked_on, ...rest },
      {
        onSuccess: () => {
          toast(t('team.asked.saved'))
          clear()
          void navigate({ to: `/people/${chosen}` as never, search: { tab: 'access' } as never })
        },
      },
    )
  }
  const rows = files.data?.rows ?? []
  return (
    <Section title={t('team.asked.note')} lead={t('team.asked.note_why')}>
      <Form problem={record.error} onSubmit={save}>
        {!case_id && (
          <ComboBox
            name="case_id"
            label={t('team.asked.about')}
            description={t('team.asked.about_why')}
            isRequired
            {...(missing && !draft.case_id && { error: t('team.asked.about_why') })}
            options={rows.map((row) => ({ id: row.case_id, label: row.alias, description: row.reference }))}
            value={draft.case_id}
            onChange={(chosen) => set({ case_id: chosen })}
          />
        )}
        <DateField
          name="asked_on"
          label={t('team.asked.on')}
          isRequired
          max={today()}
          value={draft.asked_on}
          onChange={(asked_on) => set({ asked_on })}
        />
        <Select
          name="way"
          label={t('team.asked.way')}
          width="short"
          options={askedWays.map((id) => ({ id, label: t(`team.asked.way.${id}`) }))}
          value={draft.way}
          onChange={(way) => set({ way })}
        />
        <Select
          name="asker"
          label={t('team.asked.asker')}
          width="short"
          options={askers.map((id) => ({ id, label: t(`team.asked.asker.${id}`) }))}
          value={draft.asker}
          onChange={(asker) => set({ asker })}
        />
        <TextField
          name="who"
          label={t('team.asked.who')}
          description={t('team.asked.who_why')}
          value={draft.who}
          onChange={(who) => set({ who })}
        />
        <TextArea
          name="words"
          label={t('team.asked.words')}
          description={t('team.asked.words_why')}
          rows={4}
          maxLength={4_000}
          value={draft.words}
          onChange={(words) => set({ words })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={record.isPending}>
            {t('team.asked.save')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}

export function AskedAbout() {
  const { case_id } = useSearch({ strict: false }) as { case_id?: string }
  const { may } = useSession()
  return (
    <>
      <PageHeader title={t('team.asked.title')} lead={t('team.asked.lead')} />
      <Stack>
        <Script />
        {may['case.list'] ? <NoteIt case_id={case_id ?? null} /> : <Notice>{t('team.asked.tell')}</Notice>}
      </Stack>
    </>
  )
}
