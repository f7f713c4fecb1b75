// What taking a file would change, what stays out and why, and each contradiction with what was changed here by hand.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { listServices } from '#directory/service.ts'
import { fieldLabel, fieldText } from '#directory/ui/directory-words.ts'
import { usePages } from '#gate/pages.ts'
import { useGet, useWrite } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import {
  Button,
  ErrorNotice,
  Form,
  FormActions,
  Loaded,
  Notice,
  RadioGroup,
  Section,
  Stack,
  Table,
  toast,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import {
  type ImportConflict,
  listImportConflicts,
  listImportLines,
  readExchange,
  takeUpload,
  tryUpload,
} from '../exchange.ts'

type Trial = ReplyOf<typeof tryUpload>
type Side = 'ours' | 'theirs'
const nameOf = ({ subject_id, field }: ImportConflict): string => `${subject_id} ${field}`

function Counts({ trial }: { trial: Trial }) {
  const rows = [
    { id: 'organisations', ...trial.organisations },
    { id: 'services', ...trial.services },
  ]
  const number = (id: 'added' | 'changed' | 'unchanged') => ({
    id,
    label: t(`exchange.${id}`),
    align: 'end' as const,
    cell: (row: (typeof rows)[0]) => row[id],
  })
  return (
    <Section title={t('exchange.trial')} lead={t('exchange.trial_lead')}>
      <Table
        label={t('exchange.counts')}
        items={rows}
        idOf={({ id }) => id}
        columns={[
          { id: 'what', label: t('exchange.what'), names: true, cell: ({ id }) => t(`exchange.${id}`) },
          number('added'),
          number('changed'),
          number('unchanged'),
        ]}
      />
      {trial.doors_left_out > 0 && <Notice>{t('exchange.doors', { count: trial.doors_left_out })}</Notice>}
    </Section>
  )
}

function Lines({ upload_id, trial }: { upload_id: string; trial: Trial }) {
  const { lines_total } = trial
  const first = { lines: trial.lines, next: trial.lines_next }
  const pages = usePages(listImportLines, { upload_id }, (page) => page.lines, first)
  const lines = pages.data ?? []
  const items = lines.map((line, at) => ({ ...line, at: String(at) }))
  const isSheet = lines.some(({ line }) => line !== null)
  return (
    <Section title={t('exchange.lines', { count: lines_total })}>
      {lines.length < lines_total && (
        <p className="quiet">{t('exchange.lines_first', { count: lines.length, total: lines_total })}</p>
      )}
      {lines.length > 0 && (
        <Table
          label={t('exchange.lines', { count: lines_total })}
          items={items}
          idOf={({ at }) => at}
          columns={[
            {
              id: 'where',
              label: t(isSheet ? 'exchange.line' : 'exchange.place'),
              names: true,
              cell: ({ line, path }) =>
                isSheet && line !== null ? t('exchange.line_at', { line }) : <code dir="ltr">{path || '/'}</code>,
            },
            {
              id: 'why',
              label: t('exchange.reason'),
              cell: ({ reason_key, details }) => t(reason_key, inWords(details)),
            },
          ]}
        />
      )}
      <More pages={pages} />
    </Section>
  )
}

function More({ pages }: { pages: Pick<ReturnType<typeof usePages>, 'error' | 'more' | 'busy'> }) {
  return (
    <>
      {pages.error && <ErrorNotice problem={pages.error} />}
      {pages.more && (
        <div className="form-actions">
          <Button busy={pages.busy} onPress={pages.more}>
            {t('exchange.more')}
          </Button>
        </div>
      )}
    </>
  )
}

/** A field is named as the forms name it. */
const inWords = (details: Record<string, string>) =>
  details.field === undefined ? details : { ...details, field: fieldLabel(details.field) }

interface DecideProps {
  upload_id: string
  trial: Trial
  chosen: ReadonlyMap<string, Side>
  rest: Side | null
  choose: (name: string, side: Side) => void
  chooseRest: (side: Side) => void
  open: number
}

function Decide({ upload_id, trial, chosen, rest, choose, chooseRest, open }: DecideProps) {
  const first = { conflicts: trial.conflicts, next: trial.conflicts_next }
  const pages = usePages(listImportConflicts, { upload_id }, (page) => page.conflicts, first)
  const conflicts = pages.data ?? []
  const said = (field: string, value: unknown) => fieldText(field, value)
  return (
    <Section
      title={t('exchange.conflicts')}
      lead={t('exchange.conflicts_lead', { open })}
      actions={
        <>
          <Button small onPress={() => chooseRest('ours')}>
            {t('exchange.all_ours')}
          </Button>
          <Button small onPress={() => chooseRest('theirs')}>
            {t('exchange.all_theirs')}
          </Button>
        </>
      }
    >
      {conflicts.length < trial.conflicts_total && (
        <p className="quiet">{t('exchange.lines_first', { count: conflicts.length, total: trial.conflicts_total })}</p>
      )}
      <Stack>
        {conflicts.map((conflict) => (
          <RadioGroup
            key={nameOf(conflict)}
            label={`${conflict.name} · ${fieldLabel(conflict.field)}`}
            value={chosen.get(nameOf(conflict)) ?? rest ?? ''}
            onChange={(side) => choose(nameOf(conflict), side as Side)}
            options={(['ours', 'theirs'] as const).map((id) => ({
              id,
              label: t(`exchange.${id}`, { value: said(conflict.field, conflict[id]) }),
            }))}
          />
        ))}
      </Stack>
      <More pages={pages} />
    </Section>
  )
}

function Taking({ upload_id, trial, onBack }: { upload_id: string; trial: Trial; onBack: () => void }) {
  const navigate = useNavigate()
  const [chosen, setChosen] = useState<ReadonlyMap<string, Side>>(new Map())
  const [rest, setRest] = useState<Side | null>(null)
  const take = useWrite(takeUpload, { invalidates: [readExchange, listServices] })
  const { conflicts_total } = trial
  const open = rest === null ? conflicts_total - chosen.size : 0
  const decisions = [...chosen].map(([name, side]) => {
    const [subject_id = '', field = ''] = name.split(' ')
    return { subject_id, field, take: side }
  })
  const done = () => {
    toast(t('exchange.taken'))
    void navigate({ to: '/services' } as never)
  }
  return (
    <Form
      problem={take.error}
      onSubmit={() => take.mutate({ upload_id, version: trial.version, decisions, rest }, { onSuccess: done })}
    >
      <Counts trial={trial} />
      {conflicts_total > 0 && (
        <Decide
          upload_id={upload_id}
          trial={trial}
          chosen={chosen}
          rest={rest}
          choose={(name, side) => setChosen(new Map(chosen).set(name, side))}
          chooseRest={setRest}
          open={open}
        />
      )}
      <Lines upload_id={upload_id} trial={trial} />
      <FormActions>
        <Button type="submit" kind="primary" icon="check" busy={take.isPending} isDisabled={open > 0}>
          {t('exchange.take')}
        </Button>
        <Button kind="quiet" onPress={onBack}>
          {t('exchange.again')}
        </Button>
      </FormActions>
    </Form>
  )
}

export function ImportTrial({ upload_id, onBack }: { upload_id: string; onBack: () => void }) {
  const trial = useGet(tryUpload, { upload_id })
  return <Loaded of={trial}>{(found) => <Taking upload_id={upload_id} trial={found} onBack={onBack} />}</Loaded>
}
