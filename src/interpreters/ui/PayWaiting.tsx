// Who interpreted in the period and stands in no statement yet. One press gathers a draft.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import {
  Badge,
  Button,
  Dialog,
  EmptyState,
  Form,
  FormActions,
  Name,
  Select,
  Table,
  type TableColumn,
} from '#kit/ui/index.ts'
import { day, number, t } from '#language/here.ts'
import { money } from '#language/sums.ts'
import { draftStatement, readPay } from '../pay.ts'
import { hours } from './pay-words.ts'

type PayDesk = ReplyOf<typeof readPay>
type Waiting = PayDesk['waiting'][number]
export interface Period {
  from_on: string
  until_on: string
}
export const noGrant = 'none'

export const grantOptions = (grants: PayDesk['grants']) => [
  { id: noGrant, label: t('interpreter_pay.no_grant') },
  ...grants.map(({ grant_code, name }) => ({ id: grant_code, label: `${grant_code} · ${name}` })),
]

function Draft({
  of,
  grants,
  period,
  onClose,
}: { of: Waiting; period: Period; onClose: () => void } & Pick<PayDesk, 'grants'>) {
  const navigate = useNavigate()
  const [statement_id] = useState(newId)
  const [grant, setGrant] = useState(noGrant)
  const draft = useWrite(draftStatement, { invalidates: [readPay] })
  const save = () =>
    draft.mutate(
      { statement_id, interpreter_id: of.interpreter_id, ...period, grant_code: grant === noGrant ? null : grant },
      { onSuccess: () => void navigate({ to: `/interpreters/pay/${statement_id}` } as never) },
    )
  return (
    <Dialog isOpen onClose={onClose} title={t('interpreter_pay.draft.title', { name: of.name })}>
      <Form problem={draft.error} onSubmit={save}>
        <p>
          {t('interpreter_pay.draft.period', {
            from: day(period.from_on),
            until: day(period.until_on),
            count: of.count,
          })}
        </p>
        <Select
          name="grant_code"
          label={t('interpreter_pay.grant')}
          description={t('interpreter_pay.grant_why')}
          options={grantOptions(grants)}
          value={grant}
          onChange={setGrant}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={draft.isPending}>
            {t('interpreter_pay.draft.make')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

const columns = (onDraft: (of: Waiting) => void): TableColumn<Waiting>[] => [
  { id: 'name', label: t('interpreter_pay.column.interpreter'), names: true, cell: ({ name }) => <Name>{name}</Name> },
  { id: 'times', label: t('interpreter_pay.times'), align: 'end', cell: ({ count }) => number(count) },
  { id: 'time', label: t('interpreter_pay.time'), align: 'end', cell: ({ minutes }) => hours(minutes) },
  {
    id: 'amount',
    label: t('interpreter_pay.column.amount'),
    align: 'end',
    cell: ({ cents, currency }) =>
      cents === null ? <Badge tone="warning">{t('interpreter_pay.rate_missing')}</Badge> : money(cents, currency),
  },
  {
    id: 'do',
    label: t('interpreter_pay.next'),
    cell: (of) => (
      <Button small aria-label={t('interpreter_pay.draft.title', { name: of.name })} onPress={() => onDraft(of)}>
        {t('interpreter_pay.draft.make')}
      </Button>
    ),
  },
]

export function PayWaiting({ pay, period }: { pay: PayDesk; period: Period }) {
  const [drafting, setDrafting] = useState<Waiting | null>(null)
  return (
    <>
      <Table
        label={t('interpreter_pay.tab.waiting')}
        columns={columns(setDrafting)}
        items={pay.waiting}
        idOf={({ interpreter_id }) => interpreter_id}
        empty={<EmptyState icon="check" title={t('interpreter_pay.nobody_waits')} />}
      />
      {drafting && <Draft of={drafting} grants={pay.grants} period={period} onClose={() => setDrafting(null)} />}
    </>
  )
}
