// The statements of a period, and their lines as a file for the books.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import {
  Badge,
  Button,
  EmptyState,
  ErrorNotice,
  Name,
  Section,
  Stack,
  Table,
  type TableColumn,
  toast,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { money } from '#language/sums.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { exportPay, type readPay, type StatementRow } from '../pay.ts'
import type { Period } from './PayWaiting.tsx'
import { statusTone } from './pay-words.ts'

const forms = ['csv', 'xlsx'] as const

function TakeFile({ period }: { period: Period }) {
  const [busy, setBusy] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const take = async (form: (typeof forms)[number]) => {
    setBusy(form)
    setProblem(null)
    try {
      const { name, bytes, count } = await call(exportPay, { ...period, form })
      saveAs(name, bytes)
      toast(t('interpreter_pay.exported', { count }))
    } catch (error) {
      if (isProblem(error)) setProblem(error)
    }
    setBusy('')
  }
  return (
    <Section title={t('interpreter_pay.export')} lead={t('interpreter_pay.export_what')}>
      {problem && <ErrorNotice problem={problem} />}
      <div className="form-actions">
        {forms.map((form) => (
          <Button key={form} icon="download" busy={busy === form} onPress={() => void take(form)}>
            {t(`interpreter_pay.export.${form}`)}
          </Button>
        ))}
      </div>
    </Section>
  )
}

const columns = (): TableColumn<StatementRow>[] => [
  {
    id: 'name',
    label: t('interpreter_pay.column.interpreter'),
    names: true,
    cell: ({ interpreter_name }) => <Name>{interpreter_name}</Name>,
  },
  {
    id: 'period',
    label: t('interpreter_pay.period'),
    cell: ({ from_on, until_on }) => t('interpreter_pay.from_until', { from: day(from_on), until: day(until_on) }),
  },
  {
    id: 'amount',
    label: t('interpreter_pay.column.amount'),
    align: 'end',
    cell: ({ total_cents, currency }) => money(total_cents, currency),
  },
  {
    id: 'status',
    label: t('interpreter_pay.column.status'),
    cell: ({ status }) => <Badge tone={statusTone(status)}>{t(`interpreter_pay.status.${status}`)}</Badge>,
  },
]

export function PayStatements({ pay, period }: { pay: ReplyOf<typeof readPay>; period: Period }) {
  return (
    <Stack>
      <Table
        label={t('interpreter_pay.tab.statements')}
        columns={columns()}
        items={pay.statements}
        idOf={({ statement_id }) => statement_id}
        hrefOf={({ statement_id }) => `/desk/interpreters/pay/${statement_id}`}
        empty={<EmptyState icon="file" title={t('interpreter_pay.no_statements')} />}
      />
      {pay.statements.some(({ status }) => status !== 'draft') && <TakeFile period={period} />}
    </Stack>
  )
}
