// One service with all that is known of it, where it was read, when, and how sure it is.
import { useParams } from '@tanstack/react-router'
import { useGet } from '#gate/query.ts'
import {
  Chips,
  Columns,
  Facts,
  Loaded,
  Notice,
  PageHeader,
  Prose,
  Reference,
  Section,
  Skeleton,
  Stack,
} from '#kit/ui/index.ts'
import { list, t } from '#language/here.ts'
import type { Schedule } from '../directory.ts'
import { readService, type ServiceDetail } from '../service.ts'
import { factsOf, ServiceMarks } from './ServiceCard.tsx'
import { ServicePhones } from './ServicePhones.tsx'
import { areasText, checkedText, exploitationName, kindName } from './service-words.ts'

const website = (address: string) => (
  <a href={address} target="_blank" rel="noreferrer noopener">
    <Reference>{address}</Reference>
  </a>
)

const hours = ({ days, opens_at, closes_at, note }: Schedule) =>
  t('services.hours', {
    days: list(days.map((each) => t(`services.weekday.${each}`))),
    from: opens_at,
    to: closes_at,
    note: note ?? '',
  })

const stated = (label: string, value: React.ReactNode) => (value ? [{ label: t(label), value }] : [])

function Reach({ service }: { service: ServiceDetail }) {
  return (
    <Section title={t('services.reach')}>
      <ServicePhones phones={service.phones} />
      <Facts
        items={[
          ...stated('services.email', service.email && <Reference>{service.email}</Reference>),
          ...stated('services.website', service.website && website(service.website)),
          ...stated('services.places', service.places.length > 0 && <bdi dir="auto">{areasText(service.places)}</bdi>),
          ...service.schedules.map((each, place) => ({
            label: place === 0 ? t('services.open_hours') : t('services.open_hours_more', { number: place + 1 }),
            value: hours(each),
          })),
        ]}
      />
      {service.hidden_location && <Notice>{t('services.hidden_why')}</Notice>}
    </Section>
  )
}

function Sure({ service }: { service: ServiceDetail }) {
  return (
    <Section title={t('services.how_sure')}>
      <p>{checkedText(service)}</p>
      <Facts
        items={[
          { label: t('services.source'), value: <bdi dir="auto">{service.source}</bdi> },
          ...stated('services.source_date', service.source_date && <Reference>{service.source_date}</Reference>),
        ]}
      />
    </Section>
  )
}

export function ServicePage() {
  const { service_id } = useParams({ strict: false }) as { service_id?: string }
  const found = useGet(readService, service_id ? { service_id } : null)
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {(service) => (
        <Stack>
          <PageHeader
            title={service.name}
            lead={service.provider_name}
            marks={<ServiceMarks service={service} />}
            back={{ href: '/desk/services', label: t('services.title') }}
          />
          {service.alert && (
            <Notice tone="warning">
              <span dir="auto">{service.alert}</span>
            </Notice>
          )}
          <Columns aside={<Sure service={service} />}>
            <Section title={t('services.what')}>
              <Chips label={t('services.kinds')} items={service.kinds.map(kindName)} />
              <Prose>{service.description}</Prose>
              <Facts
                items={[
                  ...factsOf(service),
                  ...stated('services.eligibility', service.eligibility),
                  ...stated('services.exploitation', list(service.exploitation.map(exploitationName))),
                  ...stated('services.fees', service.fees),
                  ...stated('services.interpretation', service.interpretation),
                  ...stated('services.how_to_enter', service.how_to_enter),
                ]}
              />
            </Section>
            <Reach service={service} />
            {service.provider_description && (
              <Section title={t('services.provider')}>
                <Prose>{service.provider_description}</Prose>
                {service.provider_website && website(service.provider_website)}
              </Section>
            )}
          </Columns>
        </Stack>
      )}
    </Loaded>
  )
}
