// The parts of a plan: what and for whom, when, where, by whom.
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { listInstitutions } from '#institutions/institution.ts'
import {
  Button,
  CheckboxGroup,
  ComboBox,
  DateField,
  MultiSelect,
  RadioGroup,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
} from '#kit/ui/index.ts'
import { number, t } from '#language/here.ts'
import { languageOptions, provinceOptions } from '#language/ui/names.ts'
import { listStaff } from '#organisations/staff.ts'
import type { Curriculum } from '../curriculum.ts'
import { comesWith, minutesOf, newSession, type PlanDraft, type SessionDraft } from './plan-draft.ts'
import { choices, curriculumName } from './prevention-words.ts'

export interface PartProps {
  plan: PlanDraft
  set: (change: Partial<PlanDraft>) => void
  curricula: Curriculum[]
}

/** Found by typing: a register may hold more than fit a list. */
export function InstitutionField({ value, onChange }: { value: string | null; onChange: (id: string | null) => void }) {
  const [words, setWords] = useState('')
  const all = useGet(listInstitutions, { limit: 100 }, { keepPrevious: true })
  const some = useGet(listInstitutions, words && all.data?.next ? { limit: 100, words } : null, { keepPrevious: true })
  const found = [...(all.data?.institutions ?? []), ...(some.data?.institutions ?? [])]
  const known = new Map(found.map(({ institution_id, name }) => [institution_id, name]))
  if (!all.data) return null
  return (
    <ComboBox
      label={t('prevention.field.institution')}
      description={t('prevention.field.institution_why')}
      options={[...known].map(([id, label]) => ({ id, label }))}
      value={value}
      onChange={onChange}
      onInputChange={setWords}
    />
  )
}

export function WhatPart({ plan, set, curricula }: PartProps) {
  const chosen = curricula.find(({ id }) => id === plan.curriculum_id)
  const choose = (id: string) =>
    set({ curriculum_id: id, ...comesWith({ curriculum_id: id, sessions: plan.sessions }, curricula) })
  return (
    <Section title={t('prevention.part.what')}>
      <Stack>
        <Select
          name="curriculum_id"
          label={t('prevention.field.curriculum')}
          isRequired
          options={curricula.map(({ id, kind }) => ({
            id,
            label: curriculumName(id),
            description: t(`prevention.kind.${kind}`),
          }))}
          value={plan.curriculum_id || null}
          onChange={choose}
        />
        <InstitutionField value={plan.institution_id} onChange={(institution_id) => set({ institution_id })} />
        <TextField
          name="capacity"
          inputMode="numeric"
          ltr
          width="short"
          isRequired
          label={t('prevention.field.capacity')}
          value={plan.capacity}
          onChange={(capacity) => set({ capacity })}
        />
        {chosen && chosen.materials.length > 0 && (
          <CheckboxGroup
            inline
            label={t('prevention.field.materials')}
            options={choices(chosen.materials, 'curriculum.material')}
            value={plan.materials}
            onChange={(materials) => set({ materials })}
          />
        )}
      </Stack>
    </Section>
  )
}

interface SessionProps {
  of: SessionDraft
  place: number
  set: (change: Partial<SessionDraft>) => void
  remove: (() => void) | undefined
}

function SessionFields({ of, place, set, remove }: SessionProps) {
  const number = place + 1
  return (
    <fieldset className="training-session">
      <legend className="field-label">{t('prevention.field.session', { number })}</legend>
      <DateField
        name={`sessions.${place}.starts_at`}
        isRequired
        label={t('prevention.field.on')}
        value={of.on}
        onChange={(on) => set({ on })}
      />
      <TextField
        type="time"
        ltr
        isRequired
        label={t('prevention.field.from')}
        value={of.from}
        onChange={(from) => set({ from })}
      />
      <TextField
        type="time"
        ltr
        isRequired
        label={t('prevention.field.until')}
        value={of.until}
        onChange={(until) => set({ until })}
      />
      {remove && (
        <Button kind="quiet" icon="delete" onPress={remove}>
          {t('prevention.field.remove_session', { number })}
        </Button>
      )}
    </fieldset>
  )
}

export function WhenPart({ plan, set, curricula }: PartProps) {
  const { sessions } = plan
  const hours = curricula.find(({ id }) => id === plan.curriculum_id)?.hours
  const planned = sessions.reduce((sum, each) => sum + minutesOf(each), 0) / 60
  const change = (place: number, to: Partial<SessionDraft>) =>
    set({ sessions: sessions.map((each, at) => (at === place ? { ...each, ...to } : each)) })
  return (
    <Section
      title={t('prevention.part.when')}
      lead={
        hours !== undefined &&
        t('prevention.form.hours', {
          hours: number(hours),
          planned: number(planned, { maximumFractionDigits: 1 }),
        })
      }
    >
      <Stack>
        {sessions.map((session, place) => (
          <SessionFields
            key={session.session_id}
            of={session}
            place={place}
            set={(to) => change(place, to)}
            remove={sessions.length > 1 ? () => set({ sessions: sessions.filter((_, at) => at !== place) }) : undefined}
          />
        ))}
        <div>
          <Button small icon="add" onPress={() => set({ sessions: [...sessions, newSession()] })}>
            {t('prevention.field.add_session')}
          </Button>
        </div>
      </Stack>
    </Section>
  )
}

const none = 'none'

export function WherePart({ plan, set }: PartProps) {
  return (
    <Section title={t('prevention.part.where')}>
      <Stack>
        <RadioGroup
          inline
          label={t('prevention.field.mode')}
          options={choices(['place', 'online'], 'prevention.mode')}
          value={plan.mode}
          onChange={(mode) => set({ mode: mode as PlanDraft['mode'] })}
        />
        <TextField
          name="place"
          label={t(plan.mode === 'online' ? 'prevention.field.link' : 'prevention.field.place')}
          description={t('prevention.field.place_why')}
          value={plan.place}
          onChange={(place) => set({ place })}
        />
        <ComboBox
          label={t('prevention.field.province')}
          width="short"
          options={provinceOptions()}
          value={plan.province}
          onChange={(province) => set({ province })}
        />
        <ComboBox
          label={t('prevention.field.language')}
          width="short"
          isRequired
          options={languageOptions()}
          value={plan.language}
          onChange={(language) => set({ language: language ?? '' })}
        />
        <ComboBox
          label={t('prevention.field.interpreter_language')}
          width="short"
          options={[{ id: none, label: t('prevention.page.no_interpreter') }, ...languageOptions()]}
          value={plan.interpreter_language ?? none}
          onChange={(language) => set({ interpreter_language: language === none ? null : language })}
        />
        {plan.interpreter_language && (
          <TextField
            label={t('prevention.field.interpreter')}
            description={t('prevention.field.interpreter_why')}
            value={plan.interpreter}
            onChange={(interpreter) => set({ interpreter })}
          />
        )}
      </Stack>
    </Section>
  )
}

export function WhoPart({ plan, set }: PartProps) {
  const { data } = useGet(listStaff, {})
  const staff = (data?.staff ?? []).filter(({ status }) => status === 'active')
  return (
    <Section title={t('prevention.part.who')}>
      <Stack>
        <MultiSelect
          label={t('prevention.field.trainers')}
          options={staff.map(({ staff_id, name }) => ({ id: staff_id, label: name }))}
          value={data ? plan.trainer_ids : []}
          onChange={(trainer_ids) => set({ trainer_ids })}
        />
        <TextArea
          rows={2}
          label={t('prevention.field.outside')}
          description={t('prevention.field.outside_why')}
          value={plan.outside_trainers}
          onChange={(outside_trainers) => set({ outside_trainers })}
        />
        <TextArea
          rows={3}
          label={t('prevention.field.notes')}
          value={plan.notes}
          onChange={(notes) => set({ notes })}
        />
      </Stack>
    </Section>
  )
}
