// For whom to look: by language and dialect, how often it was needed, how often nobody came, and how many are there.
import { useGet } from '#gate/query.ts'
import { Badge, EmptyState, Loaded, Section, Table } from '#kit/ui/index.ts'
import { day, number, t } from '#language/here.ts'
import { type Gap, readInterpreterGaps } from '../finding.ts'
import { headed, spokenName } from './interpreter-words.ts'

const column = (id: 'needed' | 'waiting' | 'in_service' | 'in_vetting') => ({
  id,
  label: t(`interpreting.gap.${id}`),
  align: 'end' as const,
  cell: (gap: Gap) => number(gap[id]),
})

export function LanguageGaps() {
  const found = useGet(readInterpreterGaps, {})
  return (
    <Loaded of={found}>
      {({ since, gaps }) => (
        <Section
          plain
          title={t('interpreting.gaps_title')}
          lead={t('interpreting.gaps_lead', { day: day(since.slice(0, 10), 'long') })}
        >
          <Table
            label={t('interpreting.gaps_title')}
            items={gaps}
            idOf={({ language, dialect }) => `${language} ${dialect ?? ''}`}
            columns={[
              {
                id: 'language',
                label: t('interpreting.language'),
                names: true,
                cell: (gap) => headed(spokenName(gap)),
              },
              column('needed'),
              {
                id: 'unmet',
                label: t('interpreting.gap.unmet'),
                align: 'end',
                cell: ({ unmet }) => (unmet > 0 ? <Badge tone="warning">{number(unmet)}</Badge> : number(unmet)),
              },
              column('waiting'),
              column('in_service'),
              column('in_vetting'),
            ]}
            empty={<EmptyState icon="language" title={t('interpreting.gaps_none')} />}
          />
        </Section>
      )}
    </Loaded>
  )
}
