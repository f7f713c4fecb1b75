// How a service is reached: numbers with how sure each is, and people to ask for.
import { Section, Select, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { Confidence, type DirectoryContact, type DirectoryPhone } from '../directory.ts'
import { fieldLabel } from './directory-words.ts'
import { choices, MaybeLine } from './form-fields.tsx'
import { Rows } from './Rows.tsx'
import type { PartProps } from './ServiceFormWhat.tsx'

const noPhone: Omit<DirectoryPhone, 'source'> = {
  ...{ number: '', type: 'voice', label: null, source_date: null, confidence: 'memory' },
}

interface PhonesOf {
  /** Whose: faults of the form are told at its fields. */
  at?: 'service' | 'provider'
  phones: DirectoryPhone[]
  source: string
  onChange: (phones: DirectoryPhone[]) => void
}

export function PhoneRows({ at = 'service', phones, source, onChange }: PhonesOf) {
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
            name={`${at}.phones.${place}.number`}
            label={t('directory.number')}
            isRequired
            ltr
            type="tel"
            maxLength={40}
            value={phone.number}
            onChange={(number) => set({ number })}
          />
          <MaybeLine
            name={`${at}.phones.${place}.label`}
            label={t('directory.number_label')}
            max={120}
            value={phone.label}
            onChange={(label) => set({ label })}
          />
          <Select
            label={t('directory.phone_type')}
            options={choices(['voice', 'text', 'textphone'], 'directory.phone_type')}
            value={phone.type}
            onChange={(type) => set({ type: type as DirectoryPhone['type'] })}
          />
          <TextField
            name={`${at}.phones.${place}.source`}
            label={fieldLabel('source')}
            isRequired
            maxLength={500}
            value={phone.source}
            onChange={(next) => set({ source: next })}
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

interface ContactsOf {
  at?: 'service' | 'provider'
  contacts: DirectoryContact[]
  onChange: (contacts: DirectoryContact[]) => void
}

export function ContactRows({ at = 'service', contacts, onChange }: ContactsOf) {
  return (
    <Rows
      label={t('directory.one.contact')}
      add={t('directory.add_contact')}
      items={contacts}
      empty={() => noContact}
      onChange={onChange}
    >
      {(contact, change, place) => (
        <div className="side-by-side">
          <TextField
            name={`${at}.contacts.${place}.name`}
            label={t('directory.person_name')}
            isRequired
            maxLength={120}
            value={contact.name}
            onChange={(name) => change({ name })}
          />
          <MaybeLine
            name={`${at}.contacts.${place}.title`}
            label={t('directory.person_title')}
            max={120}
            value={contact.title}
            onChange={(title) => change({ title })}
          />
          <MaybeLine
            name={`${at}.contacts.${place}.department`}
            label={t('directory.department')}
            max={120}
            value={contact.department}
            onChange={(department) => change({ department })}
          />
          <MaybeLine
            name={`${at}.contacts.${place}.phone`}
            label={t('directory.number')}
            ltr
            type="tel"
            max={40}
            value={contact.phone}
            onChange={(phone) => change({ phone })}
          />
          <MaybeLine
            name={`${at}.contacts.${place}.email`}
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
      <ContactRows contacts={service.contacts} onChange={(contacts) => set({ contacts })} />
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
