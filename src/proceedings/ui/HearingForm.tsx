// Preparing a hearing: its day, its appointment, what was asked of the court for her, and that she knows what will happen.
import { listAppointments } from '#agenda/appointment.ts'
import { titleOf } from '#agenda/ui/appointment-words.ts'
import { useGet } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Checkbox, DateField, RadioGroup, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { ShortForm } from '#safety/ui/ShortForm.tsx'
import {
  type AskState,
  askedOfCourt,
  askStates,
  type Hearing,
  hearingKinds,
  hearingStatuses,
  keepHearing,
} from '../hearing.ts'
import type { Matter } from '../matter.ts'
import { choices, linesOf, useMatterForm } from './writing.ts'

interface Props {
  case_id: string
  matter: Matter
  hearing: Hearing | null
  today: string
  onDone: () => void
}

const answersOf = (hearing: Hearing) => ({
  ...{ hearing_id: hearing.hearing_id, kind: hearing.kind, status: hearing.status, at_time: hearing.at_time ?? '' },
  ...{ on_day: hearing.on_day as string | null, appointment_id: hearing.appointment_id },
  ...{ court: hearing.court, room: hearing.room, asked: hearing.asked, interpreter: hearing.interpreter },
  ...{ interpreter_by_court: hearing.interpreter_by_court, alone: hearing.alone, explained: hearing.explained },
  ...{ way_talked_over: hearing.way_talked_over, documents: hearing.documents.join('\n') },
  ...{ documents_ready: hearing.documents_ready, wants_to_say: hearing.wants_to_say, outcome: hearing.outcome },
})
type Answers = ReturnType<typeof answersOf>
const first = (matter: Matter): Answers => ({
  ...{ hearing_id: newId(), kind: 'statement', status: 'planned', on_day: null, at_time: '', appointment_id: null },
  ...{ court: matter.court, room: '', interpreter: 'not_said', interpreter_by_court: false, alone: 'not_said' },
  asked: Object.fromEntries(askedOfCourt.map((each) => [each, 'not_looked_at'])) as Answers['asked'],
  ...{ way_talked_over: false, documents: '', documents_ready: false, explained: false },
  ...{ wants_to_say: '', outcome: '' },
})
const plain = (value: string) => value

/** Those a hearing can be: of the law, still to come or about that day. */
const kindsThere = new Set(['court', 'police', 'lawyer', 'office', 'consulate', 'health', 'other'])

export function HearingForm({ case_id, matter, hearing, today, onDone }: Props) {
  const found = useGet(listAppointments, { case_id })
  const form = useMatterForm<typeof keepHearing, Answers, Hearing>(
    keepHearing,
    `hearing ${hearing?.hearing_id ?? matter.matter_id}`,
    hearing ? answersOf(hearing) : first(matter),
    onDone,
    {
      ...{ record: hearing, answersOf },
      said: {
        kind: [t('proceedings.hearing.kind'), (value) => t(`proceedings.hearing.kind.${value}`)],
        status: [t('proceedings.hearing.status'), (value) => t(`proceedings.hearing.status.${value}`)],
        on_day: [t('proceedings.hearing.on_day'), (value) => (value ? day(value, 'long') : '')],
        at_time: [t('proceedings.hearing.at_time'), plain],
        court: [t('proceedings.hearing.court'), plain],
        room: [t('proceedings.hearing.room'), plain],
        documents: [t('proceedings.hearing.documents'), plain],
        wants_to_say: [t('proceedings.hearing.wants_to_say'), plain],
        outcome: [t('proceedings.hearing.outcome'), plain],
      },
    },
  )
  const { answers, set } = form
  const appointments = (found.data?.appointments ?? []).filter(
    ({ appointment_id, kind, status, on }) =>
      appointment_id === answers.appointment_id || (kindsThere.has(kind) && status === 'planned' && on >= today),
  )
  const choose = (id: string) => {
    const chosen = appointments.find(({ appointment_id }) => appointment_id === id)
    set({
      appointment_id: chosen?.appointment_id ?? null,
      ...(chosen && !answers.on_day && { on_day: chosen.on, at_time: chosen.at }),
    })
  }
  const save = () =>
    form.save(({ documents, on_day, at_time, ...rest }, version) => ({
      ...{ case_id, matter_id: matter.matter_id, version, ...rest, on_day: on_day ?? '' },
      ...{ at_time: at_time.trim() === '' ? null : at_time.trim(), documents: linesOf(documents) },
    }))
  const none = 'none'
  return (
    <div className="matter-card">
      <ShortForm {...form} action={t('proceedings.matter.save')} onSave={save} onLeave={form.leave}>
        <div className="matter-row">
          <Select
            label={t('proceedings.hearing.kind')}
            options={choices(hearingKinds, 'proceedings.hearing.kind')}
            value={answers.kind}
            onChange={(kind) => set({ kind: kind as Hearing['kind'] })}
          />
          <DateField
            name="on_day"
            label={t('proceedings.hearing.on_day')}
            isRequired
            value={answers.on_day}
            onChange={(on_day) => set({ on_day })}
          />
          <TextField
            name="at_time"
            label={t('proceedings.hearing.at_time')}
            ltr
            width="short"
            placeholder="10:30"
            value={answers.at_time}
            onChange={(at_time) => set({ at_time })}
          />
        </div>
        <div className="matter-row">
          <TextField
            label={t('proceedings.hearing.court')}
            value={answers.court}
            onChange={(court) => set({ court })}
          />
          <TextField label={t('proceedings.hearing.room')} value={answers.room} onChange={(room) => set({ room })} />
          <Select
            label={t('proceedings.hearing.status')}
            options={choices(hearingStatuses, 'proceedings.hearing.status')}
            value={answers.status}
            onChange={(status) => set({ status: status as Hearing['status'] })}
          />
        </div>
        <Select
          label={t('proceedings.hearing.appointment')}
          description={t('proceedings.hearing.appointment_why')}
          options={[
            { id: none, label: t('proceedings.hearing.appointment_none') },
            ...appointments.map((each) => ({
              id: each.appointment_id,
              label: `${day(each.on, 'short')} ${each.at} · ${titleOf(each)}`,
            })),
          ]}
          value={answers.appointment_id ?? none}
          onChange={choose}
        />
        <RadioGroup
          inline
          label={t('proceedings.hearing.interpreter')}
          options={choices(['not_said', 'needed', 'not_needed'], 'proceedings.hearing.interpreter')}
          value={answers.interpreter}
          onChange={(interpreter) => set({ interpreter: interpreter as Answers['interpreter'] })}
        />
        {answers.interpreter !== 'not_needed' && (
          <Checkbox
            isSelected={answers.interpreter_by_court}
            onChange={(interpreter_by_court) => set({ interpreter_by_court })}
          >
            {t('proceedings.hearing.interpreter_by_court')}
          </Checkbox>
        )}
        <RadioGroup
          inline
          label={t('proceedings.hearing.alone')}
          options={choices(['not_said', 'goes_along', 'wants_to_go_alone'], 'proceedings.hearing.alone')}
          value={answers.alone}
          onChange={(alone) => set({ alone: alone as Answers['alone'] })}
        />
        <Checkbox isSelected={answers.way_talked_over} onChange={(way_talked_over) => set({ way_talked_over })}>
          {t('proceedings.hearing.way_talked_over')}
        </Checkbox>
        <fieldset className="matter-set">
          <legend>{t('proceedings.hearing.asked')}</legend>
          <div className="matter-row">
            {askedOfCourt.map((each) => (
              <Select
                key={each}
                label={t(`proceedings.hearing.asked.${each}`)}
                options={choices(askStates, 'proceedings.ask_state')}
                value={answers.asked[each]}
                onChange={(state) => set({ asked: { ...answers.asked, [each]: state as AskState } })}
              />
            ))}
          </div>
        </fieldset>
        <TextArea
          name="documents"
          label={t('proceedings.hearing.documents')}
          rows={2}
          value={answers.documents}
          onChange={(documents) => set({ documents })}
        />
        <Checkbox isSelected={answers.documents_ready} onChange={(documents_ready) => set({ documents_ready })}>
          {t('proceedings.hearing.documents_ready')}
        </Checkbox>
        <Checkbox isSelected={answers.explained} onChange={(explained) => set({ explained })}>
          {t('proceedings.hearing.explained')}
        </Checkbox>
        <TextArea
          name="wants_to_say"
          label={t('proceedings.hearing.wants_to_say')}
          description={t('proceedings.hearing.wants_to_say_why')}
          rows={4}
          value={answers.wants_to_say}
          onChange={(wants_to_say) => set({ wants_to_say })}
        />
        {answers.status !== 'planned' && (
          <TextArea
            name="outcome"
            label={t('proceedings.hearing.outcome')}
            rows={3}
            value={answers.outcome}
            onChange={(outcome) => set({ outcome })}
          />
        )}
      </ShortForm>
    </div>
  )
}
