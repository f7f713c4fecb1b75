// The organisation itself: its settings, offices, people and partners, and everyone's own account.
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession } from '#gate/session.ts'
import { PageHeader, type TabItem, Tabs } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { Cards } from './Cards.tsx'
import { MyAccount } from './MyAccount.tsx'
import { Offices } from './Offices.tsx'
import { OrganisationSettings } from './OrganisationSettings.tsx'
import { Partners } from './Partners.tsx'
import { StaffList } from './StaffList.tsx'

interface Props {
  /** What other rooms keep of one's own account. */
  account?: ReactNode
  /** What other rooms keep for the organisation. */
  more?: TabItem[]
}

export function Organisation({ account, more = [] }: Props) {
  const { actor, may } = useSession()
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const ours = actor.organisation_kind !== 'partner'
  const items: TabItem[] = [
    { id: 'account', label: t('organisations.tab.account'), content: <MyAccount more={account} /> },
    { id: 'people', label: t('organisations.tab.people'), content: <StaffList /> },
    { id: 'offices', label: t('organisations.tab.offices'), content: <Offices /> },
    ...(ours ? [{ id: 'partners', label: t('organisations.tab.partners'), content: <Partners /> }] : []),
    ...(ours ? [{ id: 'cards', label: t('organisations.tab.cards'), content: <Cards /> }] : []),
    ...more,
    ...(may['organisation.manage']
      ? [{ id: 'settings', label: t('organisations.tab.settings'), content: <OrganisationSettings /> }]
      : []),
  ]
  const selected = items.some((each) => each.id === tab) ? (tab as string) : 'account'
  const go = (id: string) => void navigate({ to: '/organisation', search: { tab: id } } as never)
  return (
    <>
      <PageHeader title={actor.organisation_name} lead={t('organisations.lead')} />
      <Tabs label={t('organisations.tabs')} items={items} selected={selected} onSelect={go} />
    </>
  )
}
