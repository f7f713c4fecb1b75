// How a service is reached: numbers, people to ask for, its door where that may be told, hours; and beside each who else
// reads it.
import { Facts, Notice, Reference, Section } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { NamedAddress, ServiceDetail } from '../service.ts'
import { accessibilityName, contactText, costText, whenText } from './directory-words.ts'
import { isOurs, ReadBy, readBy } from './ReadBy.tsx'
import { ServicePhones } from './ServicePhones.tsx'
import { areasText, areaText } from './service-words.ts'

export const website = (address: string) => (
  <a href={address} target="_blank" rel="noreferrer noopener">
    <Reference>{address}</Reference>
  </a>
)

export const stated = (label: string, value: React.ReactNode) => (value ? [{ label: t(label), value }] : [])

/** One under the other where there are several; nothing where there are none. */
export const lines = (label: string, items: string[]) =>
  items.length === 0
    ? []
    : [
        {
          label: t(label),
          value: (
            <ul>
              {items.map((item) => (
                <li key={item} dir="auto">
                  {item}
                </li>
              ))}
            </ul>
          ),
        },
      ]

const addressLine = ({ street, more, postal_code, area, directions }: NamedAddress): string =>
  [street, more, [postal_code, areaText(area)].filter(Boolean).join(' '), directions].filter(Boolean).join(', ')

export function ServiceReach({ service }: { service: ServiceDetail }) {
  return (
    <Section title={t('services.reach')} lead={isOurs(service) && t('directory.read_by_marks')}>
      <div>
        <ServicePhones phones={service.phones} /> <ReadBy service={service} field="phones" />
      </div>
      <Facts
        items={[
          ...readBy(service, 'contacts', lines('directory.contacts', service.contacts.map(contactText))),
          ...readBy(
            service,
            'email',
            stated('services.email', service.email && <Reference>{service.email}</Reference>),
          ),
          ...readBy(service, 'website', stated('services.website', service.website && website(service.website))),
          ...readBy(service, 'addresses', lines('directory.addresses', service.addresses.map(addressLine))),
          ...readBy(
            service,
            'places',
            stated(
              'services.places',
              service.addresses.length === 0 && service.places.length > 0 && (
                <bdi dir="auto">{areasText(service.places)}</bdi>
              ),
            ),
          ),
          ...readBy(
            service,
            'schedules',
            service.schedules.length > 0
              ? lines('services.open_hours', service.schedules.map(whenText))
              : stated('services.open_hours', t('services.not_stated')),
          ),
          ...lines('directory.accessibility', [
            ...service.accessibility.map(accessibilityName),
            ...(service.accessibility_note ? [service.accessibility_note] : []),
          ]),
        ]}
      />
      {service.hidden_location && <Notice>{t('services.hidden_why')}</Notice>}
    </Section>
  )
}

/** What else is known of it that decides whether one calls at all. */
export const moreFactsOf = (service: ServiceDetail) => [
  ...stated('directory.alternate_name', service.alternate_name && <bdi dir="auto">{service.alternate_name}</bdi>),
  ...stated('directory.wait_time', service.wait_time && <bdi dir="auto">{service.wait_time}</bdi>),
  ...lines('directory.costs', service.costs.map(costText)),
  ...stated(
    'directory.accreditation',
    service.accreditation &&
      t('directory.accredited_by', { by: service.accreditation.by, day: day(service.accreditation.on) }),
  ),
]
