// How much each reference worker carries, and who has room: it ends in whom to give the next file.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import {
  Button,
  Dialog,
  Form,
  FormActions,
  LinkButton,
  Loaded,
  Meter,
  Name,
  Notice,
  PageHeader,
  Section,
  Stack,
  Table,
  type TableColumn,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { number, t } from '#language/here.ts'
import { type Carrier, readCaseload, setCapacity } from '../weight.ts'
import { MayNeedRest } from './StaffCare.tsx'
import './team.css'

function CapacityForm({ carrier, onClose }: { carrier: Carrier; onClose: () => void }) {
  const [points, setPoints] = useState(String(carrier.capacity))
  const change = useWrite(setCapacity, { invalidates: [readCaseload] })
  const save = () =>
    change.mutate(
      { staff_id: carrier.staff_id, version: carrier.version, points: Number(points) },
      {
        onSuccess: () => {
          toast(t('team.capacity.saved'))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen onClose={onClose} title={t('team.capacity.title', { name: carrier.name })}>
      <Form problem={change.error} onSubmit={save}>
        <TextField
          name="points"
          label={t('team.capacity.points')}
          description={t('team.capacity.points_why')}
          type="number"
          isRequired
          width="short"
          value={points}
          onChange={setPoints}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={change.isPending}>
            {t('team.capacity.save')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

const columns = (onCapacity: (carrier: Carrier) => void): TableColumn<Carrier>[] => [
  { id: 'name', label: t('team.caseload.worker'), names: true, cell: (row) => <Name>{row.name}</Name> },
  { id: 'files', label: t('team.caseload.files'), align: 'end', cell: (row) => number(row.files) },
  {
    id: 'points',
    label: t('team.caseload.weight'),
    cell: (row) => (
      <div className="caseload-weight">
        <Meter
          label={t('team.caseload.weight')}
          value={row.points}
          max={Math.max(row.capacity, row.points, 1)}
          text={t('team.caseload.of', { points: row.points, capacity: row.capacity })}
          tone={row.free < 0 ? 'warning' : 'good'}
        />
      </div>
    ),
  },
  {
    id: 'free',
    label: t('team.caseload.free'),
    align: 'end',
    cell: (row) => (row.free < 0 ? t('team.caseload.over', { points: -row.free }) : number(row.free)),
  },
  { id: 'unweighed', label: t('team.caseload.unweighed'), align: 'end', cell: (row) => number(row.unweighed) },
  { id: 'waiting', label: t('team.caseload.waiting'), align: 'end', cell: (row) => number(row.waiting) },
  {
    id: 'capacity',
    label: t('team.caseload.capacity'),
    cell: (row) => (
      <span className="caseload-capacity">
        {number(row.capacity)}
        <Button
          small
          kind="quiet"
          icon="edit"
          aria-label={t('team.capacity.change', { name: row.name })}
          onPress={() => onCapacity(row)}
        />
      </span>
    ),
  },
]

export function Caseload() {
  const found = useGet(readCaseload, {}, { staleMs: 0 })
  const [changing, setChanging] = useState<Carrier | null>(null)
  const { may } = useSession()
  return (
    <>
      <PageHeader
        title={t('team.caseload.title')}
        lead={t('team.caseload.lead')}
        back={{ href: '/desk/people', label: t('cases.list.title') }}
      />
      <Loaded of={found}>
        {({ carriers, next, usual_capacity }) => {
          const chosen = carriers.find(({ staff_id }) => staff_id === next)
          return (
            <Stack>
              <Section
                title={t('team.caseload.next')}
                actions={
                  <LinkButton icon="add" href="/desk/people/new">
                    {t('shell.new_case')}
                  </LinkButton>
                }
              >
                <p>
                  {chosen
                    ? t('team.caseload.next_is', { name: chosen.name, points: chosen.free })
                    : t('team.caseload.nobody')}
                </p>
              </Section>
              <Table
                label={t('team.caseload.title')}
                columns={columns(setChanging)}
                items={carriers}
                idOf={({ staff_id }) => staff_id}
                empty={<p>{t('team.caseload.none')}</p>}
              />
              <Notice>{t('team.caseload.how', { points: usual_capacity })}</Notice>
              {may['staff_care.see'] && <MayNeedRest />}
            </Stack>
          )
        }}
      </Loaded>
      {changing && <CapacityForm carrier={changing} onClose={() => setChanging(null)} />}
    </>
  )
}
