// Which files somebody should look at because their time is coming or has come, which are held, and what was erased.
import { useState } from 'react'
import { usePages } from '#gate/pages.ts'
import { useGet } from '#gate/query.ts'
import { Badge, EmptyState, List, ListItem, Loaded, PageHeader, Section, Select, Stack, Table } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { listErasures, listRetention, ReviewFilter, type ReviewRow } from '../review.ts'

const tones = { open: 'calm', kept: 'neutral', upcoming: 'warning', due: 'danger', on_hold: 'warning' } as const

function State({ row }: { row: ReviewRow }) {
  return (
    <>
      <Badge tone={tones[row.state]}>{t(`leaving.state.${row.state}`)}</Badge>{' '}
      {row.asked_by && <Badge tone="danger">{t('leaving.erasure_waits')}</Badge>}
    </>
  )
}

function Due() {
  const [show, setShow] = useState<ReviewFilter>('due')
  const rows = usePages(listRetention, { show }, (page) => page.rows)
  return (
    <Section title={t('leaving.review')} lead={t('leaving.review_lead')}>
      <Select
        label={t('leaving.show')}
        options={ReviewFilter.options.map((id) => ({ id, label: t(`leaving.show.${id}`) }))}
        value={show}
        onChange={(id) => setShow(id as ReviewFilter)}
      />
      <Loaded of={rows}>
        {(found) =>
          found.length === 0 ? (
            <EmptyState icon="check" title={t('leaving.nothing_to_review')} />
          ) : (
            <Table
              label={t('leaving.review')}
              items={found}
              idOf={(row) => row.case_id}
              hrefOf={(row) => `/desk/people/${row.case_id}?tab=leaving`}
              columns={[
                { id: 'reference', label: t('leaving.reference'), names: true, cell: (row) => row.reference },
                { id: 'state', label: t('leaving.state'), cell: (row) => <State row={row} /> },
                { id: 'reason', label: t('leaving.reason'), cell: (row) => t(`leaving.reason.${row.reason}`) },
                { id: 'closed', label: t('leaving.closed_on'), cell: (row) => day(row.closed_on, 'short') },
                { id: 'erase', label: t('leaving.erase_on'), cell: (row) => day(row.erase_on, 'short') },
              ]}
            />
          )
        }
      </Loaded>
    </Section>
  )
}

function Erased() {
  const found = useGet(listErasures, {})
  return (
    <Section title={t('leaving.erased')} lead={t('leaving.erased_lead')}>
      <Loaded of={found}>
        {({ erasures }) =>
          erasures.length === 0 ? (
            <EmptyState icon="check" title={t('leaving.nothing_erased')} />
          ) : (
            <List label={t('leaving.erased')}>
              {erasures.map((each) => (
                <ListItem
                  key={each.erasure_id}
                  href={`/desk/retention/${each.erasure_id}`}
                  title={t('leaving.erased_on', { day: day(each.erased_on, 'long') })}
                  detail={list([
                    t(`leaving.erasure_reason.${each.reason}`),
                    t('leaving.by_two', { first: each.asked_by, second: each.approved_by }),
                  ])}
                />
              ))}
            </List>
          )
        }
      </Loaded>
    </Section>
  )
}

export function Retention() {
  return (
    <>
      <PageHeader title={t('leaving.retention')} back={{ href: '/desk/insight', label: t('shell.places.insight') }} />
      <Stack>
        <Due />
        <Erased />
      </Stack>
    </>
  )
}
