// The questions about one appointment. What stands against it is asked of the server while one types, and said before
// anything is kept.
import type { Section } from '#access/access.ts'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import type { Problem } from '#kit/problem.ts'
import { Button, Checkbox, Form, FormActions, RadioGroup, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readContact } from '#people/contact.ts'
import { SafeContactNotice } from '#people/ui/SafeContactNotice.tsx'
import {
  type AppointmentKind,
  type AppointmentMode,
  appointmentKinds,
  AppointmentMode as Mode,
} from '../appointment.ts'
import { type Fields, sectionFor } from './appointment-draft.ts'
import { choices } from './appointment-words.ts'
import { type Checked, InAWord, StandsAgainst } from './StandsAgainst.tsx'
import { WayFields } from './WayFields.tsx'
import { type FieldsProps, WhenFields } from './WhenFields.tsx'
import { WhereFields } from './WhereFields.tsx'
import { WhoFields } from './WhoFields.tsx'

function WhatFields({ fields, set, sections }: FieldsProps & { sections: Section[] }) {
  const chooseKind = (kind: AppointmentKind) => {
    const byItself = fields.section === sectionFor(fields.kind, sections)
    set({ kind, ...(byItself && { section: sectionFor(kind, sections) }) })
  }
  return (
    <>
      <div className="appointment-row">
        <Select
          name="kind"
          label={t('appointments.field.kind')}
          options={choices(appointmentKinds, 'appointments.kind')}
          value={fields.kind}
          onChange={(kind) => chooseKind(kind as AppointmentKind)}
        />
        <Select
          name="section"
          label={t('appointments.field.section')}
          options={choices(sections, 'access.section')}
          value={fields.section}
          onChange={(section) => set({ section: section as Section })}
        />
      </div>
      <p className="agenda-hint">{t('appointments.field.section_why')}</p>
      <TextField
        name="title"
        label={t('appointments.field.title')}
        description={t('appointments.field.title_why')}
        value={fields.title}
        onChange={(title) => set({ title })}
      />
      <RadioGroup
        inline
        name="mode"
        label={t('appointments.field.mode')}
        options={choices(Mode.options, 'appointments.mode')}
        value={fields.mode}
        onChange={(mode) => set({ mode: mode as AppointmentMode })}
      />
    </>
  )
}

function ReminderField({ fields, set, case_id }: FieldsProps & { case_id: string }) {
  const known = useGet(readContact, fields.reminder_wanted ? { case_id } : null)
  return (
    <>
      <Checkbox isSelected={fields.reminder_wanted} onChange={(reminder_wanted) => set({ reminder_wanted })}>
        {t('appointments.field.reminder')}
        <small>{t('appointments.field.reminder_why')}</small>
      </Checkbox>
      {fields.reminder_wanted && known.data && <SafeContactNotice rule={known.data.safe_contact} />}
    </>
  )
}

interface Props {
  fields: Fields
  set: (change: Partial<Fields>) => void
  sections: Section[]
  file: CaseFile
  problem: Problem | null
  checked: Checked | null | undefined
  /** Between the questions and the button: repeating, an exception to be asked for. */
  children: React.ReactNode
  submit: { label: string; busy: boolean; isDisabled: boolean; onSubmit: () => void; onCancel: () => void }
}

export function AppointmentForm({ fields, set, sections, file, problem, checked, children, submit }: Props) {
  const both = { fields, set }
  return (
    <Form problem={problem} onSubmit={submit.onSubmit}>
      <WhatFields {...both} sections={sections} />
      <WhenFields {...both} />
      {checked && <StandsAgainst checked={checked} />}
      <WhereFields {...both} />
      <WhoFields {...both} file={file} />
      <WayFields {...both} />
      <ReminderField {...both} case_id={file.case_id} />
      {children}
      <div className="appointment-foot">
        <InAWord checked={checked} />
        <FormActions>
          <Button type="submit" kind="primary" busy={submit.busy} isDisabled={submit.isDisabled}>
            {submit.label}
          </Button>
          <Button kind="quiet" onPress={submit.onCancel}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </div>
    </Form>
  )
}
