// Writing about a stay and ending it: the day, and where the way led.
import { useState } from 'react'
import { today } from '#cases/ui/now.ts'
import destinations from '#data/codes/exit_destinations.json' with { type: 'json' }
import incidents from '#data/codes/stay_incidents.json' with { type: 'json' }
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, DateField, Dialog, Form, FormActions, RadioGroup, Select, TextArea } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { endStay, listStays, StayEntryKind, writeStayEntry } from '../stay.ts'
import { listUnits, readUnit } from '../unit.ts'
import { choices, destinationName, done, incidentName } from './place-words.ts'

const changed = [listUnits, readUnit, listStays, readTimeline]

interface Props {
  stay: { stay_id: string; version: number; from_on: string; away_until: string | null }
  onClose: () => void
}

export function EndDialog({ stay, onClose }: Props) {
  const { stay_id, version, from_on } = stay
  const [until_on, setDay] = useState<string | null>(today())
  const [destination, setDestination] = useState<string | null>(null)
  const save = useWrite(endStay, { invalidates: changed })
  const submit = () =>
    until_on &&
    destination &&
    save.mutate({ stay_id, version, until_on, destination }, { onSuccess: done('places.ended', onClose) })
  return (
    <Dialog isOpen title={t('places.end_title')} onClose={onClose}>
      <Form problem={save.error} onSubmit={submit}>
        <p>{t('places.end_why')}</p>
        <DateField
          name="until_on"
          label={t('places.end_day')}
          isRequired
          min={from_on}
          max={today()}
          value={until_on}
          onChange={setDay}
        />
        <Select
          name="destination"
          label={t('places.destination')}
          isRequired
          options={destinations.codes.map(({ code }) => ({ id: code, label: destinationName(code) }))}
          value={destination}
          onChange={setDestination}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={save.isPending} isDisabled={!destination}>
            {t('places.end')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

export function EntryDialog({ stay, onClose }: Props) {
  const { stay_id, away_until } = stay
  const [entry_id] = useState(newId)
  const [draft, show, clear] = useDraft(`stay ${stay_id}`, { what: 'log' as StayEntryKind, words: '' })
  const [on_day, setDay] = useState<string | null>(today())
  const [until_on, setUntil] = useState<string | null>(null)
  const [code, setCode] = useState<string | null>(null)
  const save = useWrite(writeStayEntry, { invalidates: changed })
  const { what, words } = draft
  // Whoever is away can come back; whoever is here can leave.
  const kinds = StayEntryKind.options.filter((each) => (each === 'back') <= (away_until !== null))
  const leave = () => {
    clear()
    onClose()
  }
  const submit = () =>
    on_day &&
    save.mutate(
      {
        stay_id,
        entry_id,
        what,
        on_day,
        until_on: what === 'leave' ? until_on : null,
        code: what === 'incident' ? code : null,
        words,
      },
      { onSuccess: done('places.written', leave) },
    )
  return (
    <Dialog isOpen title={t('places.write_title')} onClose={leave}>
      <Form problem={save.error} onSubmit={submit}>
        <RadioGroup
          name="what"
          label={t('places.what')}
          options={choices(kinds, 'places.what')}
          value={what}
          onChange={(next) => show({ ...draft, what: next as StayEntryKind })}
        />
        <DateField
          name="on_day"
          label={t(what === 'leave' ? 'places.from_day' : 'places.on_day')}
          isRequired
          {...(what === 'leave' ? {} : { max: today() })}
          value={on_day}
          onChange={setDay}
        />
        {what === 'leave' && (
          <DateField
            name="until_on"
            label={t('places.until_day')}
            isRequired
            min={on_day ?? today()}
            value={until_on}
            onChange={setUntil}
          />
        )}
        {what === 'incident' && (
          <Select
            name="code"
            label={t('places.incident_kind')}
            isRequired
            options={incidents.codes.map((each) => ({ id: each.code, label: incidentName(each.code) }))}
            value={code}
            onChange={setCode}
          />
        )}
        <TextArea
          name="words"
          label={t('places.words')}
          description={t('places.words_why')}
          rows={4}
          isRequired={what === 'log'}
          value={words}
          onChange={(next) => show({ ...draft, words: next })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={save.isPending}>
            {t('places.write')}
          </Button>
          <Button kind="quiet" onPress={leave}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}
