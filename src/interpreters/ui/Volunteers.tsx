// What volunteers gave in a period: interpreting as the files count it, and what was given beside it.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import { useGet, useWrite } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  DateField,
  Dialog,
  EmptyState,
  ErrorNotice,
  Form,
  FormActions,
  List,
  ListItem,
  Loaded,
  Name,
  Section,
  Select,
  Stack,
  Table,
  type TableColumn,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { day, number, t } from '#language/here.ts'
import { addVolunteerHours, dropVolunteerHours, readVolunteerHours, type VolunteerWork, volunteerWork } from '../pay.ts'
import type { Period } from './PayWaiting.tsx'
import { hours } from './pay-words.ts'

type Given = ReplyOf<typeof readVolunteerHours>
type Volunteer = Given['volunteers'][number]

const invalidates = [readVolunteerHours]

function AddHours({ volunteers, onClose }: { volunteers: Volunteer[]; onClose: () => void }) {
  const [hours_id] = useState(newId)
  const [interpreter_id, setWho] = useState<string | null>(null)
  const [on_day, setDay] = useState<string | null>(today())
  const [work, setWork] = useState<string>('written')
  const [minutes, setMinutes] = useState('60')
  const add = useWrite(addVolunteerHours, { invalidates })
  const save = () =>
    interpreter_id &&
    on_day &&
    add.mutate(
      { hours_id, interpreter_id, on_day, work: work as VolunteerWork, minutes: Number(minutes) },
      {
        onSuccess: () => {
          toast(t('interpreter_pay.volunteers.added'))
          onClose()
        },
      },
    )
  return (
    <Dialog isOpen onClose={onClose} title={t('interpreter_pay.volunteers.add')}>
      <Form problem={add.error} onSubmit={save}>
        <Select
          name="interpreter_id"
          label={t('interpreter_pay.volunteers.who')}
          isRequired
          options={volunteers.map((each) => ({ id: each.interpreter_id, label: each.name }))}
          value={interpreter_id}
          onChange={setWho}
        />
        <Select
          name="work"
          label={t('interpreter_pay.volunteers.work')}
          description={t('interpreter_pay.volunteers.work_why')}
          options={volunteerWork.map((id) => ({ id, label: t(`interpreter_pay.work.${id}`) }))}
          value={work}
          onChange={setWork}
        />
        <DateField name="on_day" label={t('interpreter_pay.column.day')} isRequired value={on_day} onChange={setDay} />
        <TextField
          name="minutes"
          label={t('interpreter_pay.column.minutes')}
          type="number"
          isRequired
          width="short"
          value={minutes}
          onChange={setMinutes}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={add.isPending}>
            {t('interpreter_pay.volunteers.save')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

const columns = (): TableColumn<Volunteer>[] => [
  { id: 'name', label: t('interpreter_pay.volunteers.who'), names: true, cell: ({ name }) => <Name>{name}</Name> },
  { id: 'times', label: t('interpreter_pay.times'), align: 'end', cell: ({ times }) => number(times) },
  {
    id: 'interpreting',
    label: t('interpreter_pay.work.interpreting'),
    align: 'end',
    cell: ({ interpreting }) => hours(interpreting),
  },
  { id: 'beside', label: t('interpreter_pay.volunteers.beside'), align: 'end', cell: ({ beside }) => hours(beside) },
  {
    id: 'all',
    label: t('interpreter_pay.volunteers.all'),
    align: 'end',
    cell: ({ interpreting, beside }) => hours(interpreting + beside),
  },
]

function Beside({ given }: { given: Given }) {
  const drop = useWrite(dropVolunteerHours, { invalidates })
  const nameOf = (id: string) => given.volunteers.find(({ interpreter_id }) => interpreter_id === id)?.name ?? ''
  return (
    <Section title={t('interpreter_pay.volunteers.beside')}>
      {drop.error && <ErrorNotice problem={drop.error} />}
      <List label={t('interpreter_pay.volunteers.beside')}>
        {given.entries.map(({ hours_id, interpreter_id, on_day, work, minutes }) => (
          <ListItem
            key={hours_id}
            title={<Name>{nameOf(interpreter_id)}</Name>}
            detail={[day(on_day), t(`interpreter_pay.work.${work}`), hours(minutes)].join(' · ')}
            aside={
              <Button
                small
                kind="quiet"
                icon="delete"
                aria-label={t('interpreter_pay.volunteers.take_back', {
                  name: nameOf(interpreter_id),
                  day: day(on_day),
                })}
                onPress={() => drop.mutate({ hours_id })}
              />
            }
          />
        ))}
      </List>
    </Section>
  )
}

export function Volunteers({ period }: { period: Period }) {
  const found = useGet(readVolunteerHours, period, { staleMs: 0, keepPrevious: true })
  const [adding, setAdding] = useState(false)
  return (
    <Loaded of={found}>
      {(given) => (
        <Stack>
          <Section
            title={t('interpreter_pay.volunteers.total', { time: hours(given.total_minutes) })}
            actions={
              given.volunteers.length > 0 && (
                <Button small icon="add" onPress={() => setAdding(true)}>
                  {t('interpreter_pay.volunteers.add')}
                </Button>
              )
            }
          >
            <Table
              label={t('interpreter_pay.tab.volunteers')}
              columns={columns()}
              items={given.volunteers}
              idOf={({ interpreter_id }) => interpreter_id}
              empty={<EmptyState title={t('interpreter_pay.volunteers.none')} />}
            />
          </Section>
          {given.entries.length > 0 && <Beside given={given} />}
          {adding && <AddHours volunteers={given.volunteers} onClose={() => setAdding(false)} />}
        </Stack>
      )}
    </Loaded>
  )
}
