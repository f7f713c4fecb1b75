// Time of my own that is not about anybody: days off, trainings, meetings. Colleagues see that I am not there then.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  DateField,
  Dialog,
  ErrorNotice,
  Form,
  FormActions,
  List,
  ListItem,
  Loaded,
  RadioGroup,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { readAgenda } from '../appointment.ts'
import { type BusyTime, dropBusyTime, keepBusyTime, listBusyTimes } from '../busy.ts'
import { BusyKind } from '../clash.ts'
import { myZone, todayHere } from './agenda-place.ts'
import { choices } from './appointment-words.ts'

const changed = { invalidates: [listBusyTimes, readAgenda] }

function One({ time: { busy_id, kind, starts_at, ends_at } }: { time: BusyTime }) {
  const drop = useWrite(dropBusyTime, changed)
  return (
    <ListItem
      icon="clock"
      title={t(`appointments.busy.${kind}`)}
      detail={
        <>
          {t('appointments.from_until', { from: moment(starts_at), until: moment(ends_at) })}
          {drop.error && <ErrorNotice problem={drop.error} />}
        </>
      }
      aside={
        <Button
          small
          busy={drop.isPending}
          onPress={() => drop.mutate({ busy_id }, { onSuccess: () => toast(t('appointments.my_time_dropped')) })}
        >
          {t('appointments.my_time_drop')}
        </Button>
      }
    />
  )
}

const begin = () => ({
  busy_id: newId(),
  kind: 'off' as BusyKind,
  from_on: todayHere() as string | null,
  from_at: '09:00',
  until_on: todayHere() as string | null,
  until_at: '17:00',
})

export function BusyTimes({ onClose }: { onClose: () => void }) {
  const found = useGet(listBusyTimes, { from: todayHere() })
  const [answers, setAnswers] = useState(begin)
  const set = (change: Partial<typeof answers>) => setAnswers({ ...answers, ...change })
  const keep = useWrite(keepBusyTime, changed)
  const { busy_id, kind, from_on, from_at, until_on, until_at } = answers
  const save = () =>
    from_on &&
    until_on &&
    keep.mutate(
      { busy_id, kind, from: { on: from_on, at: from_at }, until: { on: until_on, at: until_at }, zone: myZone() },
      {
        onSuccess: () => {
          toast(t('appointments.my_time_kept'))
          setAnswers(begin())
        },
      },
    )
  return (
    <Dialog isOpen wide title={t('appointments.my_times')} onClose={onClose}>
      <p>{t('appointments.my_times_why')}</p>
      <Loaded of={found}>
        {({ busy_times }) =>
          busy_times.length === 0 ? (
            <p className="agenda-none">{t('appointments.my_times_none')}</p>
          ) : (
            <List label={t('appointments.my_times')}>
              {busy_times.map((time) => (
                <One key={time.busy_id} time={time} />
              ))}
            </List>
          )
        }
      </Loaded>
      <Form problem={keep.error} onSubmit={() => void save()}>
        <RadioGroup
          inline
          name="kind"
          label={t('appointments.my_time_kind')}
          options={choices(BusyKind.options, 'appointments.busy')}
          value={kind}
          onChange={(next) => set({ kind: next as BusyKind })}
        />
        <div className="appointment-row">
          <DateField
            name="from.on"
            label={t('appointments.from_day')}
            isRequired
            value={from_on}
            onChange={(day) => set({ from_on: day, ...(day && (!until_on || until_on < day) && { until_on: day }) })}
          />
          <TextField
            name="from.at"
            type="time"
            ltr
            width="short"
            isRequired
            label={t('appointments.from_hour')}
            value={from_at}
            onChange={(next) => set({ from_at: next })}
          />
        </div>
        <div className="appointment-row">
          <DateField
            name="until.on"
            label={t('appointments.until_day')}
            isRequired
            {...(from_on && { min: from_on })}
            value={until_on}
            onChange={(day) => set({ until_on: day })}
          />
          <TextField
            name="until.at"
            type="time"
            ltr
            width="short"
            isRequired
            label={t('appointments.until_hour')}
            value={until_at}
            onChange={(next) => set({ until_at: next })}
          />
        </div>
        <FormActions>
          <Button type="submit" kind="primary" busy={keep.isPending}>
            {t('appointments.my_time_keep')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.close')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
