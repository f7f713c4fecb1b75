// The directory: where one can send a person, with how sure each fact is.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { usePages } from '#gate/pages.ts'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { Button, EmptyState, LinkButton, Loaded, PageHeader, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { listServices, type ServiceWish } from '../service.ts'
import { listSuggestions } from '../suggestion.ts'
import { ServiceCard } from './ServiceCard.tsx'
import { ServiceFilters } from './ServiceFilters.tsx'

const wishes = ['kind', 'country', 'region', 'province', 'language', 'text', 'check'] as const

const readWish = (search: Record<string, unknown>): ServiceWish =>
  Object.fromEntries(
    wishes.flatMap((name) => (search[name] === undefined || search[name] === '' ? [] : [[name, String(search[name])]])),
  ) as ServiceWish

/** For whoever keeps the directory: what waits for a decision, and what was missing. */
function Keeping() {
  const suggestions = useGet(listSuggestions, {})
  const count = suggestions.data?.suggestions.length ?? 0
  return (
    <>
      {count > 0 && (
        <LinkButton href="/desk/services/suggestions">{t('directory.suggestions_open', { count })}</LinkButton>
      )}
      <LinkButton icon="add" href="/desk/services/new">
        {t('directory.add_service')}
      </LinkButton>
    </>
  )
}

export function ServiceList() {
  const { may } = useSession()
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const wish = readWish(search)
  const first = useGet(listServices, wish, { keepPrevious: true })
  const services = usePages(listServices, wish, (page) => page.services)
  const change = (next: object) =>
    void navigate({ to: '/services' as never, search: { ...search, ...next } as never, replace: true })
  const filtered = Object.keys(wish).length > 0
  const showAll = () => change(Object.fromEntries(wishes.map((name) => [name, undefined])))
  return (
    <Stack>
      <PageHeader
        title={t('services.title')}
        lead={t('services.lead')}
        actions={
          <>
            {may['directory.edit'] && <Keeping />}
            {(may['directory.edit'] || may['directory.open']) && (
              <LinkButton kind="quiet" href="/desk/services/exchange">
                {t('exchange.open')}
              </LinkButton>
            )}
          </>
        }
      />
      <ServiceFilters wish={wish} filters={first.data?.filters} onChange={change} />
      {first.data && (
        <p className="quiet" role="status">
          {t('services.found', { count: first.data.total })}
        </p>
      )}
      <Loaded of={services}>
        {(found) => (
          <Stack>
            {found.length === 0 && (
              <EmptyState
                icon="services"
                title={t(filtered ? 'services.empty_filtered' : 'services.empty')}
                action={filtered && <Button onPress={showAll}>{t('services.show_all')}</Button>}
              >
                {t(filtered ? 'services.empty_filtered_how' : 'services.empty_how')}
              </EmptyState>
            )}
            {found.map((service) => (
              <ServiceCard key={service.service_id} service={service} />
            ))}
            {services.more && (
              <Button busy={services.busy} onPress={services.more}>
                {t('services.more')}
              </Button>
            )}
          </Stack>
        )}
      </Loaded>
    </Stack>
  )
}
