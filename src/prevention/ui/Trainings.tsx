// Trainings and workshops: what is planned, open and held, as a list or as a month.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { PreventionTabs } from '#institutions/ui/PreventionTabs.tsx'
import {
  Badge,
  Button,
  Checkbox,
  EmptyState,
  LinkButton,
  Loaded,
  Name,
  PageHeader,
  RadioGroup,
  Select,
  Stack,
  Table,
  type TableColumn,
  Toolbar,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { fewest } from '../attendance.ts'
import { listTrainings, type TrainingRow, type TrainingStatus, trainingStatuses } from '../training.ts'
import { CostsOfYear } from './CostsOfYear.tsx'
import { MonthView } from './MonthView.tsx'
import { choices, curriculumName, placeWords, sectorOptions, statusTone, wallOf } from './prevention-words.ts'
import './prevention.css'

const any = 'any'

/** What is over is a number of people, and not told of few. */
const seatsWords = ({ status, seats, capacity }: TrainingRow): string =>
  (status === 'held' || status === 'closed') && seats < fewest
    ? t('prevention.numbers.few')
    : t('prevention.seats', { seats, capacity })

const columns = (): TableColumn<TrainingRow>[] => [
  {
    id: 'training',
    label: t('prevention.column.training'),
    names: true,
    cell: ({ curriculum_id, institution_name }) => (
      <>
        {curriculumName(curriculum_id)}
        {institution_name && (
          <span className="training-for">
            <Name>{institution_name}</Name>
          </span>
        )}
      </>
    ),
  },
  {
    id: 'when',
    label: t('prevention.column.when'),
    cell: ({ starts_at }) => <span className="training-when">{day(wallOf(starts_at).on, 'short')}</span>,
  },
  {
    id: 'where',
    label: t('prevention.column.where'),
    cell: (row) => `${placeWords(row)} · ${languageName(row.language)}`,
  },
  {
    id: 'seats',
    label: t('prevention.column.seats'),
    align: 'end',
    cell: seatsWords,
  },
  {
    id: 'status',
    label: t('prevention.column.status'),
    cell: ({ status }) => <Badge tone={statusTone(status)}>{t(`prevention.status.${status}`)}</Badge>,
  },
]

interface Wanted {
  status: string
  sector: string
  mine: boolean
}

function Rows({ wanted, after }: { wanted: Wanted; after: string | undefined }) {
  const [more, setMore] = useState(false)
  const { status, sector, mine } = wanted
  const found = useGet(
    listTrainings,
    {
      ...(status !== any && { status: status as TrainingStatus }),
      ...(sector !== any && { sector: sector as TrainingRow['sector'] }),
      ...(mine && { mine: 'yes' as const }),
      ...(after && { after }),
    },
    { keepPrevious: true },
  )
  const filtered = status !== any || sector !== any || mine
  return (
    <Loaded of={found}>
      {({ trainings, next }) => (
        <Stack>
          <Table
            label={t('prevention.tab.trainings')}
            columns={columns()}
            items={trainings}
            idOf={({ training_id }) => training_id}
            hrefOf={({ training_id }) => `/desk/prevention/trainings/${training_id}`}
            empty={
              <EmptyState
                icon="prevention"
                title={t(filtered ? 'prevention.list.empty_filtered' : 'prevention.list.empty')}
              >
                {!filtered && t('prevention.list.empty_why')}
              </EmptyState>
            }
          />
          {next && !more && <Button onPress={() => setMore(true)}>{t('prevention.requests.more')}</Button>}
          {next && more && <Rows wanted={wanted} after={next} />}
        </Stack>
      )}
    </Loaded>
  )
}

function Listed() {
  const [wanted, setWanted] = useState<Wanted>({ status: any, sector: any, mine: false })
  const { may } = useSession()
  const set = (change: Partial<Wanted>) => setWanted({ ...wanted, ...change })
  return (
    <Stack>
      <Toolbar>
        <Select
          label={t('prevention.filter.status')}
          width="short"
          options={[
            { id: any, label: t('prevention.filter.any_status') },
            ...choices(trainingStatuses, 'prevention.status'),
          ]}
          value={wanted.status}
          onChange={(status) => set({ status })}
        />
        <Select
          label={t('prevention.filter.sector')}
          width="short"
          options={[{ id: any, label: t('prevention.filter.any_sector') }, ...sectorOptions()]}
          value={wanted.sector}
          onChange={(sector) => set({ sector })}
        />
        {may['prevention.manage'] && (
          <Checkbox isSelected={wanted.mine} onChange={(mine) => set({ mine })}>
            {t('prevention.filter.mine')}
          </Checkbox>
        )}
      </Toolbar>
      <Rows key={JSON.stringify(wanted)} wanted={wanted} after={undefined} />
    </Stack>
  )
}

export function Trainings() {
  const { may } = useSession()
  const { view } = useSearch({ strict: false }) as { view?: string }
  const navigate = useNavigate()
  return (
    <>
      <PreventionTabs here="trainings" />
      <PageHeader
        title={t('prevention.tab.trainings')}
        lead={t('prevention.lead')}
        actions={
          may['prevention.manage'] && (
            <LinkButton kind="primary" icon="add" href="/desk/prevention/trainings/new">
              {t('prevention.plan')}
            </LinkButton>
          )
        }
      />
      <Stack>
        <RadioGroup
          inline
          label={t('prevention.view')}
          options={choices(['list', 'month'], 'prevention.view')}
          value={view === 'month' ? 'month' : 'list'}
          onChange={(next) =>
            void navigate({ to: '/prevention' as never, search: { view: next } as never, replace: true })
          }
        />
        {view === 'month' ? <MonthView /> : <Listed />}
        {may['prevention.manage'] && <CostsOfYear />}
      </Stack>
    </>
  )
}
