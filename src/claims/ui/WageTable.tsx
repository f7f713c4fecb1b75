// Wages never paid, month by month: what was owed, what she had in hand, and what each sum stands on.
import { Badge, Facts, Notice, Section, Stack, Table, type TableColumn } from '#kit/ui/index.ts'
import { language, month, t } from '#language/here.ts'
import { money } from '#language/sums.ts'
import { rateWords } from '../wage-sheet.rules.ts'
import type { WageMonth, WageTable as Wages } from '../wages.ts'
import { hours, packOf } from './claim-words.ts'

const sum = (id: string, of: (each: WageMonth) => number): TableColumn<WageMonth> => ({
  id,
  label: t(`claims.column.${id}`),
  align: 'end',
  cell: (each) => money(of(each), each.currency),
})

const columns = (): TableColumn<WageMonth>[] => [
  {
    id: 'month',
    label: t('claims.column.month'),
    names: true,
    cell: (each) => (
      <>
        {month(each.month)} {each.beyond && <Badge tone="warning">{t('claims.beyond_short')}</Badge>}
        {each.days_without_rate > 0 && (
          <small className="claims-remark">{t('claims.days_without_rate', { count: each.days_without_rate })}</small>
        )}
      </>
    ),
  },
  {
    id: 'hours',
    label: t('claims.column.ordinary_hours'),
    align: 'end',
    cell: ({ ordinary_minutes }) => hours(ordinary_minutes),
  },
  {
    id: 'above',
    label: t('claims.column.overtime_hours'),
    align: 'end',
    cell: ({ overtime_minutes }) => hours(overtime_minutes),
  },
  sum('owed', ({ owed_ordinary, owed_overtime, offset }) => owed_ordinary + owed_overtime - offset),
  sum('received', ({ received }) => received),
  sum('difference', ({ difference }) => difference),
  sum('interest', ({ interest }) => interest),
]

function Sums({ of }: { of: Wages }) {
  const shown = [
    ['claims.owed_label', of.owed],
    ['claims.received', of.received],
    ['claims.column.difference', of.difference],
    ['claims.column.interest', of.interest],
  ] as const
  return (
    <Facts
      items={[
        ...shown.map(([label, cents]) => ({ label: t(label), value: money(cents, of.currency) })),
        ...(of.kept > 0 ? [{ label: t('claims.kept_amount'), value: money(of.kept, of.currency) }] : []),
        {
          label: t('claims.total_label'),
          value: <strong className="claims-total">{money(of.total, of.currency)}</strong>,
        },
      ]}
    />
  )
}

export function WageTables({ tables, actions }: { tables: Wages[]; actions?: React.ReactNode }) {
  return (
    <Stack>
      {tables.map((table, at) => (
        <Section
          key={table.country}
          title={t('claims.reckoned', { country: t(`claims.pack.${packOf[table.country]}`), currency: table.currency })}
          actions={at === 0 && actions}
          plain
        >
          <Stack>
            <Sums of={table} />
            {table.days_without_rate > 0 && (
              <Notice tone="warning">{t('claims.days_without_rate', { count: table.days_without_rate })}</Notice>
            )}
            {table.months.some(({ beyond }) => beyond) && <Notice>{t('claims.beyond')}</Notice>}
            <details className="claims-rates">
              <summary>{t('claims.months', { count: table.months.length })}</summary>
              <Table
                label={t('claims.table_of', { currency: table.currency })}
                columns={columns()}
                items={table.months}
                idOf={(each) => each.month}
              />
            </details>
            <details className="claims-rates">
              <summary>{t('claims.rates')}</summary>
              <ul>
                {[...new Set(table.months.flatMap((each) => rateWords(t, language(), each)))].map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </details>
          </Stack>
        </Section>
      ))}
      <Notice>
        {t('claims.not_a_verdict')} {t('claims.not_reviewed')}
      </Notice>
    </Stack>
  )
}
