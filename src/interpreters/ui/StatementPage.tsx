// One statement: its lines while it is a draft, frozen once issued, and the day it was paid.
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useGet, useWrite } from '#gate/query.ts'
import {
  Badge,
  Button,
  ConfirmDialog,
  DateField,
  Dialog,
  ErrorNotice,
  Facts,
  Form,
  FormActions,
  Loaded,
  Notice,
  PageHeader,
  Reference,
  Section,
  Select,
  Stack,
  Table,
  type TableColumn,
  toast,
} from '#kit/ui/index.ts'
import { day, moment, number, t } from '#language/here.ts'
import { money } from '#language/sums.ts'
import { byGrant } from '../pay.rules.ts'
import {
  dropStatement,
  issueStatement,
  leaveOutLine,
  type PayLine,
  payStatement,
  readPay,
  readStatement,
  type Statement,
  setStatementGrant,
} from '../pay.ts'
import { grantOptions, noGrant } from './PayWaiting.tsx'
import { hours, statusTone } from './pay-words.ts'
import './pay.css'

const invalidates = [readStatement, readPay]

function LineGrant({ statement, line }: { statement: Statement; line: PayLine }) {
  const { data: books } = useGet(readPay, { from_on: statement.from_on, until_on: statement.until_on })
  const set = useWrite(setStatementGrant, { invalidates })
  const { statement_id, version } = statement
  return (
    <div className="pay-grant">
      <Select
        label={t('interpreter_pay.column.grant')}
        options={grantOptions(books?.grants ?? [])}
        value={line.grant_code ?? noGrant}
        isDisabled={set.isPending}
        onChange={(code) =>
          set.mutate({
            ...{ statement_id, version, booking_id: line.booking_id },
            grant_code: code === noGrant ? null : code,
          })
        }
      />
      {set.error && <ErrorNotice problem={set.error} />}
    </div>
  )
}

function LeaveOut({ statement, line }: { statement: Statement; line: PayLine }) {
  const leave = useWrite(leaveOutLine, { invalidates })
  const { statement_id, version } = statement
  return (
    <>
      <Button
        small
        kind="quiet"
        icon="close"
        aria-label={t('interpreter_pay.leave_out', { day: day(line.on_day) })}
        busy={leave.isPending}
        onPress={() => leave.mutate({ statement_id, version, booking_id: line.booking_id })}
      />
      {leave.error && <ErrorNotice problem={leave.error} />}
    </>
  )
}

const columns = (statement: Statement): TableColumn<PayLine>[] => {
  const { currency, status } = statement
  const draft = status === 'draft'
  return [
    { id: 'day', label: t('interpreter_pay.column.day'), names: true, cell: ({ on_day }) => day(on_day) },
    { id: 'what', label: t('interpreter_pay.column.what'), cell: ({ what }) => t(`interpreter_pay.what.${what}`) },
    { id: 'minutes', label: t('interpreter_pay.column.minutes'), align: 'end', cell: ({ minutes }) => number(minutes) },
    {
      id: 'paid_minutes',
      label: t('interpreter_pay.column.paid_minutes'),
      align: 'end',
      cell: ({ paid_minutes, percent }) =>
        percent === 100 ? number(paid_minutes) : t('interpreter_pay.at_share', { minutes: paid_minutes, percent }),
    },
    {
      id: 'travel',
      label: t('interpreter_pay.column.travel'),
      align: 'end',
      cell: ({ travel_cents }) => money(travel_cents, currency),
    },
    {
      id: 'amount',
      label: t('interpreter_pay.column.amount'),
      align: 'end',
      cell: ({ amount_cents }) => money(amount_cents, currency),
    },
    {
      id: 'grant',
      label: t('interpreter_pay.column.grant'),
      cell: (line) =>
        draft ? (
          <LineGrant statement={statement} line={line} />
        ) : line.grant_code ? (
          <Reference>{line.grant_code}</Reference>
        ) : (
          t('interpreter_pay.no_grant')
        ),
    },
    ...(draft
      ? [
          {
            id: 'out',
            label: t('interpreter_pay.out'),
            cell: (line: PayLine) => <LeaveOut statement={statement} line={line} />,
          },
        ]
      : []),
  ]
}

function Paid({ statement, onClose }: { statement: Statement; onClose: () => void }) {
  const [paid_on, setDay] = useState<string | null>(today())
  const pay = useWrite(payStatement, { invalidates })
  const { statement_id, version } = statement
  const save = () =>
    paid_on &&
    pay.mutate(
      { statement_id, version, paid_on },
      {
        onSuccess: () => {
          toast(t('interpreter_pay.paid.done'))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen onClose={onClose} title={t('interpreter_pay.paid.title')}>
      <Form problem={pay.error} onSubmit={save}>
        <DateField
          name="paid_on"
          label={t('interpreter_pay.paid.day')}
          isRequired
          max={today()}
          value={paid_on}
          onChange={setDay}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={pay.isPending}>
            {t('interpreter_pay.paid.save')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

function Steps({ statement }: { statement: Statement }) {
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'issue' | 'paid' | null>(null)
  const issue = useWrite(issueStatement, { invalidates })
  const drop = useWrite(dropStatement, { invalidates: [readPay] })
  const { statement_id, version, status } = statement
  const problem = issue.error ?? drop.error
  if (status === 'paid') return null
  return (
    <>
      {problem && <ErrorNotice problem={problem} />}
      <div className="form-actions">
        {status === 'draft' && (
          <>
            <Button kind="primary" icon="lock" onPress={() => setAsking('issue')}>
              {t('interpreter_pay.issue')}
            </Button>
            <Button
              kind="quiet"
              icon="delete"
              busy={drop.isPending}
              onPress={() =>
                drop.mutate(
                  { statement_id, version },
                  { onSuccess: () => void navigate({ to: '/interpreters/pay' } as never) },
                )
              }
            >
              {t('interpreter_pay.drop')}
            </Button>
          </>
        )}
        {status === 'issued' && (
          <Button kind="primary" icon="check" onPress={() => setAsking('paid')}>
            {t('interpreter_pay.paid.title')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        isOpen={asking === 'issue'}
        onClose={() => setAsking(null)}
        title={t('interpreter_pay.issue')}
        action={t('interpreter_pay.issue')}
        busy={issue.isPending}
        onConfirm={() => issue.mutate({ statement_id, version }, { onSuccess: () => setAsking(null) })}
      >
        <p>{t('interpreter_pay.issue_what')}</p>
      </ConfirmDialog>
      {asking === 'paid' && <Paid statement={statement} onClose={() => setAsking(null)} />}
    </>
  )
}

function Sums({ statement }: { statement: Statement }) {
  const { lines, currency, total_cents, issued_at, paid_on, hash, unchanged } = statement
  const bearing = byGrant(lines)
  return (
    <Section title={t('interpreter_pay.sums')}>
      <Facts
        items={[
          { label: t('interpreter_pay.total'), value: <strong>{money(total_cents, currency)}</strong> },
          ...bearing.map(({ grant_code, cents, minutes }) => ({
            label: grant_code ?? t('interpreter_pay.no_grant'),
            value: `${money(cents, currency)} · ${hours(minutes)}`,
          })),
          ...(issued_at ? [{ label: t('interpreter_pay.issued_at'), value: moment(issued_at) }] : []),
          ...(paid_on ? [{ label: t('interpreter_pay.paid_on'), value: day(paid_on) }] : []),
          ...(hash ? [{ label: t('interpreter_pay.hash'), value: <Reference>{hash.slice(0, 16)}</Reference> }] : []),
        ]}
      />
      {unchanged === false && <Notice tone="danger">{t('interpreter_pay.changed')}</Notice>}
      <Steps statement={statement} />
    </Section>
  )
}

export function StatementPage() {
  const { statement_id } = useParams({ strict: false }) as { statement_id: string }
  const found = useGet(readStatement, { statement_id }, { staleMs: 0 })
  return (
    <Loaded of={found}>
      {(statement) => (
        <>
          <PageHeader
            title={statement.interpreter_name}
            lead={t('interpreter_pay.from_until', { from: day(statement.from_on), until: day(statement.until_on) })}
            marks={<Badge tone={statusTone(statement.status)}>{t(`interpreter_pay.status.${statement.status}`)}</Badge>}
            back={{
              href: `/desk/interpreters/pay?from=${statement.from_on}&until=${statement.until_on}&tab=statements`,
              label: t('interpreter_pay.title'),
            }}
          />
          <Stack>
            <Table
              label={t('interpreter_pay.lines')}
              columns={columns(statement)}
              items={statement.lines}
              idOf={({ booking_id }) => booking_id}
            />
            <Sums statement={statement} />
          </Stack>
        </>
      )}
    </Loaded>
  )
}
