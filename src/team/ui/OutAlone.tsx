// Going out alone: until when, and who is told when nothing is heard; that all is well; being back. Made for a thumb at a
// street corner.
import { useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  Dialog,
  Form,
  FormActions,
  List,
  Loaded,
  Notice,
  Section,
  Select,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { t, time } from '#language/here.ts'
import { provinceOptions } from '#language/ui/names.ts'
import { checkIn, comeBack, goOut, type LoneVisit, places, readLoneVisits } from '../lone-visit.ts'
import { OneOut, placeWords, useOut } from './OutAlarms.tsx'
import { useOthers } from './who.ts'

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone
/** What the clock here shows in so many minutes. */
const clockIn = (minutes: number): string => {
  const then = new Date(Date.now() + minutes * 60_000)
  return [then.getHours(), then.getMinutes()].map((each) => String(each).padStart(2, '0')).join(':')
}
const quick = [60, 120, 180]

function Until({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <div className="out-until">
      <TextField
        name="until"
        type="time"
        ltr
        width="short"
        isRequired
        label={t('staff_care.out.expected')}
        value={value}
        onChange={onChange}
      />
      {quick.map((minutes) => (
        <Button key={minutes} small onPress={() => onChange(clockIn(minutes))}>
          {t('staff_care.out.in', { hours: minutes / 60 })}
        </Button>
      ))}
    </div>
  )
}

function GoOut({ onClose }: { onClose: () => void }) {
  const others = useOthers()
  const [answers, setAnswers] = useState({
    visit_id: newId(),
    tell_id: null as string | null,
    place: 'where_somebody_lives' as LonePlaceOption,
    province: null as string | null,
    until: clockIn(120),
  })
  const set = (change: Partial<typeof answers>) => setAnswers({ ...answers, ...change })
  const go = useWrite(goOut, { invalidates: [readLoneVisits] })
  const save = () => {
    const { tell_id, ...rest } = answers
    if (!tell_id) return
    go.mutate(
      { ...rest, tell_id, zone: zone() },
      {
        onSuccess: ({ expected_at }) => {
          toast(t('staff_care.out.gone', { time: time(expected_at) }))
          onClose()
        },
      },
    )
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('staff_care.out.go')}>
      <Form problem={go.error} onSubmit={save}>
        <Until value={answers.until} onChange={(until) => set({ until })} />
        <Select
          name="tell_id"
          label={t('staff_care.out.tell')}
          description={t('staff_care.out.tell_why')}
          isRequired
          options={others}
          value={answers.tell_id}
          onChange={(tell_id) => set({ tell_id })}
        />
        <Select
          name="place"
          label={t('staff_care.out.place')}
          description={t('staff_care.out.place_why')}
          options={places.map((id) => ({ id, label: t(`staff_care.place.${id}`) }))}
          value={answers.place}
          onChange={(place) => set({ place: place as LonePlaceOption })}
        />
        <Select
          name="province"
          label={t('staff_care.out.province')}
          options={provinceOptions()}
          value={answers.province}
          onChange={(province) => set({ province })}
        />
        <Notice tone="warning">{t('staff_care.no_messages')}</Notice>
        <FormActions>
          <Button type="submit" kind="primary" busy={go.isPending}>
            {t('staff_care.out.go')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
type LonePlaceOption = (typeof places)[number]

function Mine({ visit }: { visit: LoneVisit }) {
  const changes = { invalidates: [readLoneVisits] }
  const check = useWrite(checkIn, changes)
  const back = useWrite(comeBack, changes)
  const [until, setUntil] = useState<string | null>(null)
  const { visit_id, version } = visit
  const wellUntil = () =>
    until &&
    check.mutate(
      { visit_id, version, until, zone: zone() },
      {
        onSuccess: ({ expected_at }) => {
          toast(t('staff_care.out.gone', { time: time(expected_at) }))
          setUntil(null)
        },
      },
    )
  return (
    <div className={visit.alarm ? 'out-mine out-late' : 'out-mine'}>
      <p>
        <strong>
          {t(visit.alarm ? 'staff_care.out.you_late' : 'staff_care.out.you', { time: time(visit.expected_at) })}
        </strong>
        <br />
        {placeWords(visit)} · {t('staff_care.out.told', { name: visit.tell_name })}
      </p>
      <div className="out-buttons">
        <Button
          kind="primary"
          icon="check"
          busy={back.isPending}
          onPress={() => back.mutate({ visit_id }, { onSuccess: () => toast(t('staff_care.out.is_back')) })}
        >
          {t('staff_care.out.back')}
        </Button>
        <Button onPress={() => setUntil(until === null ? clockIn(60) : null)} aria-expanded={until !== null}>
          {t('staff_care.out.well')}
        </Button>
      </div>
      {until !== null && (
        <Form problem={check.error} onSubmit={() => void wellUntil()}>
          <Until value={until} onChange={setUntil} />
          <FormActions>
            <Button type="submit" kind="primary" busy={check.isPending}>
              {t('staff_care.out.well_save')}
            </Button>
          </FormActions>
        </Form>
      )}
    </div>
  )
}

export function OutAlone() {
  const out = useOut()
  const [going, setGoing] = useState(false)
  return (
    <Section title={t('staff_care.out.title')} lead={t('staff_care.out.lead')}>
      <Loaded of={out}>
        {({ visits }) => {
          const mine = visits.find((visit) => visit.mine)
          const others = visits.filter((visit) => !visit.mine)
          return (
            <>
              {mine ? (
                <Mine visit={mine} />
              ) : (
                <div>
                  <Button icon="place" onPress={() => setGoing(true)}>
                    {t('staff_care.out.go')}
                  </Button>
                </div>
              )}
              {others.length > 0 && (
                <List label={t('staff_care.out.others')}>
                  {others.map((visit) => (
                    <OneOut key={visit.visit_id} visit={visit} />
                  ))}
                </List>
              )}
            </>
          )
        }}
      </Loaded>
      {going && <GoOut onClose={() => setGoing(false)} />}
    </Section>
  )
}
