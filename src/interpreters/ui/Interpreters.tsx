// The register of interpreters: by language with what ends, who is called tonight, and where nobody is found.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { today } from '#cases/ui/now.ts'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { LinkButton, Loaded, PageHeader, Stack, Tabs } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { listInterpreters } from '../register.ts'
import { LanguageGaps } from './LanguageGaps.tsx'
import { RegisterList } from './RegisterList.tsx'
import { Tonight } from './Tonight.tsx'
import './interpreters.css'

function Register() {
  const found = useGet(listInterpreters, {})
  return (
    <Loaded of={found}>{({ interpreters }) => <RegisterList interpreters={interpreters} today={today()} />}</Loaded>
  )
}

export function Interpreters() {
  const { may } = useSession()
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const items = [
    { id: 'register', label: t('interpreting.register'), content: <Register /> },
    { id: 'tonight', label: t('interpreting.tonight'), content: <Tonight /> },
    ...(may['interpreters.manage'] ? [{ id: 'gaps', label: t('interpreting.gaps'), content: <LanguageGaps /> }] : []),
  ]
  return (
    <Stack>
      <PageHeader
        title={t('interpreting.title')}
        lead={t('interpreting.lead')}
        actions={
          <>
            {may['interpreters.manage'] && (
              <LinkButton icon="add" href="/desk/interpreters/new">
                {t('interpreting.add')}
              </LinkButton>
            )}
            {may['interpreters.book'] && (
              <LinkButton kind="primary" icon="search" href="/desk/interpreters/find">
                {t('interpreting.find_now')}
              </LinkButton>
            )}
          </>
        }
      />
      <div className="interpreting-links">
        <LinkButton kind="quiet" icon="language" href="/desk/phrases">
          {t('phrases.title')}
        </LinkButton>
        {may['interpreters.pay'] && (
          <LinkButton kind="quiet" icon="file" href="/desk/interpreters/pay">
            {t('interpreter_pay.title')}
          </LinkButton>
        )}
      </div>
      <Tabs
        label={t('interpreting.title')}
        items={items}
        selected={items.some(({ id }) => id === tab) ? tab! : 'register'}
        onSelect={(id) => void navigate({ to: '/interpreters' as never, search: { tab: id } as never, replace: true })}
      />
    </Stack>
  )
}
