// The directory in exchange: files come in, files go out, and other systems may read what is public.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { OpenToPartners } from '#directory/ui/OpenToPartners.tsx'
import { OpenToProfessionals } from '#directory/ui/OpenToProfessionals.tsx'
import { useSession } from '#gate/session.ts'
import { PageHeader, Stack, type TabItem, Tabs } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { ExportForm } from './ExportForm.tsx'
import { ImportStart } from './ImportStart.tsx'
import { OpenToOthers } from './OpenToOthers.tsx'

export function Exchange() {
  const { may } = useSession()
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const items: TabItem[] = [
    ...(may['directory.edit']
      ? [
          { id: 'import', label: t('exchange.tab.import'), content: <ImportStart /> },
          { id: 'export', label: t('exchange.tab.export'), content: <ExportForm /> },
        ]
      : []),
    {
      id: 'others',
      label: t('exchange.tab.others'),
      content: (
        <Stack>
          <OpenToOthers />
          <OpenToPartners />
          {may['directory.open'] && <OpenToProfessionals />}
        </Stack>
      ),
    },
  ]
  const selected = items.some(({ id }) => id === tab) ? (tab as string) : items[0]!.id
  const go = (id: string) => void navigate({ to: '/services/exchange', search: { tab: id } } as never)
  return (
    <Stack>
      <PageHeader
        title={t('exchange.title')}
        lead={t('exchange.lead')}
        back={{ href: '/desk/services', label: t('exchange.back') }}
      />
      <Tabs label={t('exchange.tabs')} items={items} selected={selected} onSelect={go} />
    </Stack>
  )
}
