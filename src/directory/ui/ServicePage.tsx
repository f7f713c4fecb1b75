// One service with all that is known of it: whom it lets in, where it was read, until when that holds, what changed.
import { useParams } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import {
  Chips,
  Columns,
  Facts,
  LinkButton,
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
import { readService, type ServiceDetail } from '../service.ts'
import { listSuggestions } from '../suggestion.ts'
import { AskService } from './AskService.tsx'
import { DoorSection } from './DoorSection.tsx'
import { capacityText } from './directory-words.ts'
import { FreshnessBadge, freshnessText } from './Freshness.tsx'
import { History } from './History.tsx'
import { LetsIn } from './LetsIn.tsx'
import { isOurs, readBy } from './ReadBy.tsx'
import { factsOf, ServiceMarks } from './ServiceCard.tsx'
import { lines, moreFactsOf, ServiceReach, stated, website } from './ServiceReach.tsx'
import { StillHolds } from './StillHolds.tsx'
import { Suggest } from './Suggest.tsx'
import { SuggestionCard } from './Suggestions.tsx'
import { checkedText, exploitationName, kindName } from './service-words.ts'

function Sure({ service }: { service: ServiceDetail }) {
  const { may } = useSession()
  return (
    <Section title={t('services.how_sure')}>
      <p>
        <FreshnessBadge service={service} />
      </p>
      <p>{freshnessText(service)}</p>
      <p>{checkedText(service)}</p>
      <Facts
        items={[
          { label: t('services.source'), value: <bdi dir="auto">{service.source}</bdi> },
          ...stated('services.source_date', service.source_date && <Reference>{service.source_date}</Reference>),
        ]}
      />
      {isOurs(service) && (
        <>
          <div className="form-actions">
            {may['directory.edit'] && <StillHolds service={service} />}
            {may['directory.suggest'] && <Suggest service={service} />}
          </div>
          {may['directory.ask'] && <AskService service_id={service.service_id} />}
        </>
      )}
    </Section>
  )
}

function Waiting({ service_id }: { service_id: string }) {
  const found = useGet(listSuggestions, { service_id })
  const suggestions = found.data?.suggestions ?? []
  if (suggestions.length === 0) return null
  return (
    <Section title={t('directory.suggestions')}>
      {suggestions.map((each) => (
        <SuggestionCard key={each.suggestion_id} suggestion={each} titled={false} />
      ))}
    </Section>
  )
}

function Offers({ service }: { service: ServiceDetail }) {
  return (
    <Section title={t('services.what')}>
      <Chips label={t('services.kinds')} items={service.kinds.map(kindName)} />
      <Prose>{service.description}</Prose>
      <Facts
        items={[
          ...factsOf(service),
          ...readBy(
            service,
            'eligibility',
            stated('services.eligibility', service.eligibility && <bdi dir="auto">{service.eligibility}</bdi>),
          ),
          ...stated('services.exploitation', list(service.exploitation.map(exploitationName))),
          ...readBy(service, 'capacity', lines('directory.capacity', service.capacity.map(capacityText))),
          ...readBy(service, 'fees', stated('services.fees', service.fees && <bdi dir="auto">{service.fees}</bdi>)),
          ...readBy(
            service,
            'interpretation',
            stated('services.interpretation', service.interpretation && <bdi dir="auto">{service.interpretation}</bdi>),
          ),
          ...readBy(
            service,
            'how_to_enter',
            stated('services.how_to_enter', service.how_to_enter && <bdi dir="auto">{service.how_to_enter}</bdi>),
          ),
          ...moreFactsOf(service),
        ]}
      />
    </Section>
  )
}

/** `also`: what a later room has to say about it, below whom it lets in. */
export function ServicePage({ also }: { also?: (service_id: string) => ReactNode }) {
  const { service_id } = useParams({ strict: false }) as { service_id?: string }
  const { may } = useSession()
  const found = useGet(readService, service_id ? { service_id } : null)
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {(service) => (
        <Stack>
          <PageHeader
            title={service.name}
            lead={service.provider_name}
            marks={<ServiceMarks service={service} />}
            actions={
              may['directory.edit'] &&
              isOurs(service) && (
                <LinkButton icon="edit" href={`/desk/services/${service.service_id}/edit`}>
                  {t('directory.edit')}
                </LinkButton>
              )
            }
            back={{ href: '/desk/services', label: t('services.title') }}
          />
          {service.alert && (
            <Notice tone="warning">
              <span dir="auto">{service.alert}</span>
            </Notice>
          )}
          <Columns aside={<Sure service={service} />}>
            {may['directory.edit'] && isOurs(service) && <Waiting service_id={service.service_id} />}
            {also?.(service.service_id)}
            <Offers service={service} />
            <LetsIn service={service} />
            <ServiceReach service={service} />
            {service.hidden_location && may['directory.door'] && isOurs(service) && (
              <DoorSection service_id={service.service_id} />
            )}
            {service.provider_description && (
              <Section title={t('services.provider')}>
                <Prose>{service.provider_description}</Prose>
                {service.provider_website && website(service.provider_website)}
              </Section>
            )}
            {isOurs(service) && <History service_id={service.service_id} />}
          </Columns>
        </Stack>
      )}
    </Loaded>
  )
}
