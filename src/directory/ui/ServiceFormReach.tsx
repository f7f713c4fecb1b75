// How a service is reached: numbers with how sure each is, people to ask for, its hours.
import { CheckboxGroup, Section, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { Confidence, type DirectoryContact, type DirectoryPhone, type Schedule, Weekday } from '../directory.ts'
import { fieldLabel } from './directory-words.ts'
import { choices, MaybeLine } from './form-fields.tsx'
import { Rows } from './Rows.tsx'
import type { PartProps } from './ServiceFormWhat.tsx'

const noPhone: Omit<DirectoryPhone, 'source'> = {
  ...{ number: '', type: 'voice', label: null, source_date: null, confidence: 'memory' },
}

type PhonesOf = { phones: DirectoryPhone[]; source: string }

export function PhoneRows({ phones, source, onChange }: PhonesOf & { onChange: (phones: DirectoryPhone[]) => void }) {
  return (
    <Rows
      label={t('directory.one.phone')}
      add={t('directory.add_number')}
      items={phones}
      empty={(): DirectoryPhone => ({ ...noPhone, source })}
      onChange={onChange}
    >
      {(phone, set, place) => (
        <div className="side-by-side">
          <TextField
            name={`service.phones.${place}.number`}
            label={t('directory.number')}
            isRequired
            ltr
            type="tel"
            maxLength={40}
            value={phone.number}
            onChange={(number) => set({ number, source: phone.source || source })}
          />
          <MaybeLine
            name={`service.phones.${place}.label`}
            label={t('directory.number_label')}
            max={120}
            value={phone.label}
            onChange={(label) => set({ label })}
          />
          <Select
            label={fieldLabel('confidence')}
            options={choices(Confidence.options, 'codes.confidence_levels')}
            value={phone.confidence}
            onChange={(confidence) => set({ confidence: confidence as Confidence })}
          />
        </div>
      )}
    </Rows>
  )
}

const noContact: DirectoryContact = { name: '', title: null, department: null, email: null, phone: null }

function ContactRows({ service, set }: PartProps) {
  return (
    <Rows
      label={t('directory.one.contact')}
      add={t('directory.add_contact')}
      items={service.contacts}
      empty={() => noContact}
      onChange={(contacts) => set({ contacts })}
    >
      {(contact, change, place) => (
        <div className="side-by-side">
          <TextField
            name={`service.contacts.${place}.name`}
            label={t('directory.person_name')}
            isRequired
            maxLength={120}
            value={contact.name}
            onChange={(name) => change({ name })}
          />
          <MaybeLine
            name={`service.contacts.${place}.title`}
            label={t('directory.person_title')}
            max={120}
            value={contact.title}
            onChange={(title) => change({ title })}
          />
          <MaybeLine
            name={`service.contacts.${place}.phone`}
            label={t('directory.number')}
            ltr
            type="tel"
            max={40}
            value={contact.phone}
            onChange={(phone) => change({ phone })}
          />
          <MaybeLine
            name={`service.contacts.${place}.email`}
            label={fieldLabel('email')}
            ltr
            type="email"
            value={contact.email}
            onChange={(email) => change({ email })}
          />
        </div>
      )}
    </Rows>
  )
}

export function ReachPart({ service, set }: PartProps) {
  return (
    <Section title={t('directory.part.reach')}>
      <PhoneRows phones={service.phones} source={service.source} onChange={(phones) => set({ phones })} />
      <MaybeLine
        name="service.email"
        label={fieldLabel('email')}
        ltr
        type="email"
        value={service.email}
        onChange={(email) => set({ email })}
      />
      <MaybeLine
        name="service.website"
        label={fieldLabel('website')}
        ltr
        type="url"
        max={300}
        value={service.website}
        onChange={(website) => set({ website })}
      />
      <ContactRows service={service} set={set} />
      <MaybeLine
        name="service.alert"
        label={fieldLabel('alert')}
        max={300}
        value={service.alert}
        onChange={(alert) => set({ alert })}
      />
    </Section>
  )
}

const workingHours: Schedule = {
  freq: 'WEEKLY',
  every: 1,
  days: ['MO', 'TU', 'WE', 'TH', 'FR'],
  weeks: [],
  month_days: [],
  opens_at: '09:00',
  closes_at: '14:00',
  valid_from: null,
  valid_to: null,
  note: null,
}

export function WhenPart({ service, set }: PartProps) {
  return (
    <Section title={t('directory.part.when')}>
      <Rows
        label={t('directory.one.hours')}
        add={t('directory.add_hours')}
        items={service.schedules}
        empty={() => workingHours}
        onChange={(schedules) => set({ schedules })}
      >
        {(schedule, change, place) => (
          <>
            <CheckboxGroup
              name={`service.schedules.${place}.days`}
              label={t('directory.days')}
              options={choices(Weekday.options, 'services.weekday')}
              value={schedule.days}
              onChange={(days) => change({ days: Weekday.options.filter((code) => days.includes(code)) })}
            />
            <div className="side-by-side">
              <TextField
                name={`service.schedules.${place}.opens_at`}
                label={t('directory.opens_at')}
                isRequired
                ltr
                type="time"
                value={schedule.opens_at}
                onChange={(opens_at) => change({ opens_at })}
              />
              <TextField
                name={`service.schedules.${place}.closes_at`}
                label={t('directory.closes_at')}
                isRequired
                ltr
                type="time"
                value={schedule.closes_at}
                onChange={(closes_at) => change({ closes_at })}
              />
              <Select
                label={t('directory.freq')}
                options={choices(['WEEKLY', 'MONTHLY'], 'directory.freq')}
                value={schedule.freq}
                onChange={(freq) => change({ freq: freq as Schedule['freq'], weeks: [] })}
              />
            </div>
            {schedule.freq === 'MONTHLY' && (
              <CheckboxGroup
                label={t('directory.weeks')}
                options={choices(['1', '2', '3', '4', '-1'], 'directory.when.which')}
                value={schedule.weeks.map(String)}
                onChange={(weeks) => change({ weeks: weeks.map(Number) })}
              />
            )}
            <MaybeLine
              name={`service.schedules.${place}.note`}
              label={t('directory.note')}
              value={schedule.note}
              onChange={(note) => change({ note })}
            />
          </>
        )}
      </Rows>
    </Section>
  )
}
