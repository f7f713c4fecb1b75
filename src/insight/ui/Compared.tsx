// The same figures of every curriculum, sector or year side by side.
import { Section, Table } from '#kit/ui/index.ts'
import { number, t } from '#language/here.ts'
import type { Cut, cutBy } from '../prevention.rules.ts'
import { cutName, resultColumns } from './result-words.ts'

export function Compared({ rows, cut }: { rows: ReturnType<typeof cutBy>; cut: Cut }) {
  return (
    <Section title={t('prevention.results.compared')} lead={t('prevention.results.compared_lead')}>
      <Table
        label={t('prevention.results.compared')}
        items={rows}
        idOf={({ key }) => key}
        columns={[
          {
            id: 'key',
            label: t(`prevention.results.by.${cut}`),
            names: true,
            cell: ({ key }) => cutName(cut, key),
          },
          ...resultColumns.map(({ id, of }) => ({
            id,
            label: t(`prevention.results.column.${id}`),
            align: 'end' as const,
            cell: ({ told }: (typeof rows)[number]) => {
              const value = of(told)
              return value === null ? '–' : number(value, { maximumFractionDigits: 1 })
            },
          })),
        ]}
      />
    </Section>
  )
}
