// The people we accompany: twenty-five at a time, those touched last or due next on top.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { usePages } from '#gate/pages.ts'
import { useSession } from '#gate/session.ts'
import { daysBetween } from '#kit/day.ts'
import {
  Badge,
  Button,
  Checkbox,
  EmptyState,
  LinkButton,
  Loaded,
  Menu,
  Name,
  PageHeader,
  Reference,
  Section,
  Select,
  Table,
  type TableColumn,
  Toolbar,
} from '#kit/ui/index.ts'
import { day, daysAway, list, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { type CaseRow, CaseSort, listFiles, Stage } from '../case.ts'
import { today } from './now.ts'
import { isSearch, PeopleSearch, SearchResults } from './PeopleSearch.tsx'

interface Wish {
  stage?: Stage
  status: 'open' | 'closed'
  sort: CaseSort
  mine: boolean
}

const readWish = (search: Record<string, unknown>): Wish => {
  const stage = Stage.options.find((each) => each === search.stage)
  return {
    ...(stage && { stage }),
    status: search.status === 'closed' ? 'closed' : 'open',
    sort: CaseSort.options.find((each) => each === search.sort) ?? 'last_activity',
    mine: search.mine === true || search.mine === 'true',
  }
}

function NextDue({ row }: { row: CaseRow }) {
  if (!row.next_due_on) return <span className="quiet">—</span>
  const away = daysBetween(today(), row.next_due_on)
  return (
    <Badge tone={away < 0 ? 'danger' : away <= 2 ? 'warning' : 'neutral'}>
      {day(row.next_due_on)} · {daysAway(away)}
    </Badge>
  )
}

/** Who walks with somebody is told to the own team: a partner would read that there is nobody. */
const columnsFor = (kind: 'own' | 'partner'): TableColumn<CaseRow>[] =>
  columns().filter(({ id }) => kind === 'own' || id !== 'worker')

const columns = (): TableColumn<CaseRow>[] => [
  { id: 'alias', label: t('cases.list.alias'), names: true, cell: (row) => <Name>{row.alias}</Name> },
  { id: 'reference', label: t('cases.list.reference'), cell: (row) => <Reference>{row.reference}</Reference> },
  {
    id: 'stage',
    label: t('cases.list.stage'),
    cell: (row) => <Badge tone="calm">{t(`cases.stage.${row.stage}`)}</Badge>,
  },
  { id: 'languages', label: t('cases.list.languages'), cell: (row) => list(row.languages.map(languageName)) || '—' },
  {
    id: 'worker',
    label: t('cases.list.reference_worker'),
    cell: (row) => (row.reference_worker ? <Name>{row.reference_worker}</Name> : t('cases.list.nobody_yet')),
  },
  { id: 'due', label: t('cases.list.next_due'), cell: (row) => <NextDue row={row} /> },
  { id: 'activity', label: t('cases.list.last_activity'), cell: (row) => day(row.last_activity_at.slice(0, 10)) },
]

interface FiltersProps {
  wish: Wish
  /** A partner is on nobody's team: it sees what a consent opens. */
  hasTeams: boolean
  onChange: (change: Partial<Record<keyof Wish, unknown>>) => void
}

function Filters({ wish, hasTeams, onChange }: FiltersProps) {
  const option = (id: string, label: string) => ({ id, label })
  return (
    <Toolbar>
      <Select
        label={t('cases.list.stage')}
        width="short"
        options={[
          option('any', t('cases.list.any_stage')),
          ...Stage.options.map((id) => option(id, t(`cases.stage.${id}`))),
        ]}
        value={wish.stage ?? 'any'}
        onChange={(stage) => onChange({ stage: stage === 'any' ? undefined : stage })}
      />
      <Select
        label={t('cases.list.status')}
        width="short"
        options={(['open', 'closed'] as const).map((id) => option(id, t(`cases.list.${id}`)))}
        value={wish.status}
        onChange={(status) => onChange({ status: status === 'open' ? undefined : status })}
      />
      <Select
        label={t('cases.list.sort')}
        width="short"
        options={CaseSort.options.map((id) => option(id, t(`cases.sort.${id}`)))}
        value={wish.sort}
        onChange={(sort) => onChange({ sort: sort === 'last_activity' ? undefined : sort })}
      />
      {hasTeams && (
        <Checkbox isSelected={wish.mine} onChange={(mine) => onChange({ mine: mine || undefined })}>
          {t('cases.list.mine')}
        </Checkbox>
      )}
    </Toolbar>
  )
}

export function PeopleList() {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const { actor, may } = useSession()
  const wish = readWish(search)
  const [words, setWords] = useState('')
  const { mine, ...rest } = wish
  const files = usePages(listFiles, { ...rest, ...(mine && { mine: 'true' }) }, (page) => page.rows)
  const change = (next: object) =>
    void navigate({ to: '/people' as never, search: { ...search, ...next } as never, replace: true })
  const opens = may['case.create'] && (
    <LinkButton kind="primary" icon="add" href="/desk/people/new">
      {t('cases.list.new')}
    </LinkButton>
  )
  const planning = [
    ...(may['hand_over.answer']
      ? [{ id: 'hand-overs', icon: 'referral' as const, label: t('cases.list.hand_overs'), href: '/desk/hand-overs' }]
      : []),
    ...(may['caseload.read']
      ? [{ id: 'caseload', icon: 'insight' as const, label: t('cases.list.caseload'), href: '/desk/caseload' }]
      : []),
    ...(may['access.review']
      ? [{ id: 'review', icon: 'lock' as const, label: t('cases.list.access_review'), href: '/desk/access-review' }]
      : []),
  ]
  const filtered = Boolean(wish.stage || wish.mine || wish.status === 'closed' || wish.sort === 'due')
  const empty = filtered ? (
    <EmptyState
      icon="search"
      title={t(wish.sort === 'due' ? 'cases.list.empty_due' : 'cases.list.empty_filtered')}
      action={
        <Button onPress={() => change({ stage: undefined, status: undefined, mine: undefined, sort: undefined })}>
          {t('cases.list.show_all')}
        </Button>
      }
    />
  ) : (
    <EmptyState icon="people" title={t('cases.list.empty')} action={opens || undefined}>
      {t(may['case.create'] ? 'cases.list.empty_why' : 'cases.list.empty_ask')}
    </EmptyState>
  )
  return (
    <>
      <PageHeader
        title={t('cases.list.title')}
        lead={t('cases.list.lead')}
        actions={
          <>
            {planning.length > 0 && <Menu label={t('cases.list.planning')} icon="plan" showLabel items={planning} />}
            {opens}
          </>
        }
      />
      <PeopleSearch words={words} onChange={setWords} />
      {isSearch(words) ? (
        <Section title={t('search.found')}>
          <SearchResults words={words} />
        </Section>
      ) : (
        <>
          <Filters wish={wish} hasTeams={actor.organisation_kind === 'own'} onChange={change} />
          <Loaded of={files}>
            {(rows) => (
              <>
                <Table
                  label={t('cases.list.title')}
                  columns={columnsFor(actor.organisation_kind)}
                  items={rows}
                  idOf={(row) => row.case_id}
                  hrefOf={(row) => `/desk/people/${row.case_id}`}
                  empty={empty}
                />
                {files.more && (
                  <Button onPress={files.more} busy={files.busy}>
                    {t('cases.more')}
                  </Button>
                )}
              </>
            )}
          </Loaded>
        </>
      )}
    </>
  )
}
