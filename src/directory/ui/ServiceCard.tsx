// One service at a glance: what it is, whose, where, in which languages, for whom, at what cost, and how to reach it.
import { Badge, Chips, Facts, LinkButton, Name } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { ServiceSummary } from '../service.ts'
import { Card } from './Card.tsx'
import { FreshnessBadge } from './Freshness.tsx'
import { ServicePhones } from './ServicePhones.tsx'
import { admitsText, areasText, checkedText, kindName, languagesText } from './service-words.ts'

export function ServiceMarks({ service }: { service: ServiceSummary }) {
  return (
    <>
      {service.status !== 'active' && <Badge tone="danger">{t(`codes.service_statuses.${service.status}`)}</Badge>}
      {service.specialised_in_trafficking && <Badge tone="calm">{t('services.specialised')}</Badge>}
      {service.availability !== 'unknown' && (
        <Badge tone={service.availability === 'open' ? 'good' : 'warning'}>
          {t(`codes.availability.${service.availability}`)}
        </Badge>
      )}
      {service.hidden_location && (
        <Badge icon="lock" tone="neutral">
          {t('services.hidden')}
        </Badge>
      )}
    </>
  )
}

export const factsOf = (service: ServiceSummary) => [
  { label: t('services.provider'), value: <Name>{service.provider_name}</Name> },
  { label: t('services.area'), value: <Name>{areasText(service.areas)}</Name> },
  { label: t('services.languages'), value: languagesText(service) },
  { label: t('services.admits'), value: admitsText(service.admits) },
  { label: t('services.papers'), value: t(`codes.irregular_status.${service.irregular_status}`) },
  { label: t('services.cost'), value: t(`codes.costs.${service.cost}`) },
]

export function ServiceCard({ service }: { service: ServiceSummary }) {
  return (
    <Card
      level={2}
      title={service.name}
      actions={
        <>
          <ServiceMarks service={service} />
          <LinkButton small kind="quiet" href={`/desk/services/${service.service_id}`}>
            {t('services.open')}
          </LinkButton>
        </>
      }
    >
      <Chips label={t('services.kinds')} items={service.kinds.map(kindName)} />
      <Facts items={factsOf(service)} />
      <ServicePhones phones={service.phones} />
      <p className="quiet">
        <FreshnessBadge service={service} /> {checkedText(service)}
      </p>
    </Card>
  )
}
