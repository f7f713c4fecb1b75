// What was issued, with what ends soon above it; below, the key it is signed with.
import { useDeferredValue, useState } from 'react'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { PreventionTabs } from '#institutions/ui/PreventionTabs.tsx'
import {
  Badge,
  Button,
  EmptyState,
  Loaded,
  Menu,
  Name,
  Notice,
  PageHeader,
  Reference,
  SearchField,
  Select,
  Stack,
  Table,
  type TableColumn,
  Toolbar,
} from '#kit/ui/index.ts'
import { day, isolate, number, t } from '#language/here.ts'
import { type CertificateRow, type CertificateState, listCertificates } from '../certificate.ts'
import type { CertificateKind } from '../issue.ts'
import { RevokeDialog } from './RevokeDialog.tsx'
import { SigningKey } from './SigningKey.tsx'
import './certificates.css'

const any = 'any'
const states = ['valid', 'ending', 'expired', 'revoked'] as const
const kinds = ['training', 'module'] as const
const tones = { valid: 'good', ending: 'warning', expired: 'neutral', revoked: 'danger' } as const
const shown = (number: string): string => number.match(/.{4}/g)!.join('-')

const columns = (onRevoke: ((row: CertificateRow) => void) | undefined): TableColumn<CertificateRow>[] => [
  {
    id: 'title',
    label: t('certificates.column.title'),
    names: true,
    cell: ({ title, kind, hours, institution_name }) => (
      <>
        <Name>{title}</Name>
        <span className="certificate-detail">
          {t(`certificates.kind.${kind}`)} · {t('certificates.hours', { hours: number(hours) })}
          {institution_name && <> · {isolate(institution_name)}</>}
        </span>
      </>
    ),
  },
  { id: 'issued', label: t('certificates.column.issued'), cell: ({ issued_on }) => day(issued_on, 'short') },
  {
    id: 'ends',
    label: t('certificates.column.ends'),
    cell: ({ expires_on }) => (expires_on ? day(expires_on, 'short') : t('certificates.no_end')),
  },
  {
    id: 'number',
    label: t('certificates.column.number'),
    cell: ({ number }) => <Reference>{shown(number)}</Reference>,
  },
  {
    id: 'state',
    label: t('certificates.column.state'),
    cell: ({ state, revoked_on, revoke_reason }) => (
      <>
        <Badge tone={tones[state]}>{t(`certificates.state.${state}`)}</Badge>
        {revoked_on && (
          <span className="certificate-detail">
            {t('certificates.revoked_because', {
              day: day(revoked_on, 'short'),
              reason: t(`certificates.reason.${revoke_reason!}`),
            })}
          </span>
        )}
      </>
    ),
  },
  {
    id: 'actions',
    label: t('certificates.column.actions'),
    align: 'end',
    cell: (row) => (
      <Menu
        small
        label={t('certificates.actions', { number: isolate(shown(row.number)) })}
        items={[
          { id: 'check', label: t('certificates.check'), onAction: () => openPage(row.number) },
          ...(onRevoke && row.state !== 'revoked' ? [revokeItem(() => onRevoke(row))] : []),
        ]}
      />
    ),
  },
]

const revokeItem = (onAction: () => void) => ({ id: 'revoke', label: t('certificates.revoke'), danger: true, onAction })

/** The public page, as anybody sees it. */
const openPage = (number: string) => window.open(`/verify/${number}`, '_blank', 'noopener')

interface Wanted {
  state: string
  kind: string
  words: string
}

interface RowsProps {
  wanted: Wanted
  after?: string
  onRevoke: ((row: CertificateRow) => void) | undefined
}

function Rows({ wanted, after, onRevoke }: RowsProps) {
  const [more, setMore] = useState(false)
  const { state, kind, words } = wanted
  const found = useGet(
    listCertificates,
    {
      ...(state !== any && { state: state as CertificateState }),
      ...(kind !== any && { kind: kind as CertificateKind }),
      ...(words && { words }),
      ...(after && { after }),
    },
    { keepPrevious: true },
  )
  const filtered = state !== any || kind !== any || words !== ''
  return (
    <Loaded of={found}>
      {({ certificates, next }) => (
        <Stack>
          <Table
            label={t('prevention.tab.certificates')}
            columns={columns(onRevoke)}
            items={certificates}
            idOf={({ certificate_id }) => certificate_id}
            empty={
              <EmptyState icon="prevention" title={t(filtered ? 'certificates.empty_filtered' : 'certificates.empty')}>
                {!filtered && t('certificates.empty_why')}
              </EmptyState>
            }
          />
          {next && !more && <Button onPress={() => setMore(true)}>{t('certificates.more')}</Button>}
          {next && more && <Rows wanted={wanted} after={next} onRevoke={onRevoke} />}
        </Stack>
      )}
    </Loaded>
  )
}

function Ending({ onSee }: { onSee: () => void }) {
  const count = useGet(listCertificates, {}).data?.counts.ending ?? 0
  if (count === 0) return null
  return (
    <Notice tone="info">
      {t('certificates.ending', { count })}{' '}
      <Button kind="quiet" small onPress={onSee}>
        {t('certificates.see_ending')}
      </Button>
    </Notice>
  )
}

export function Certificates() {
  const { may } = useSession()
  const [wanted, setWanted] = useState<Wanted>({ state: any, kind: any, words: '' })
  const [revoking, setRevoking] = useState<CertificateRow | null>(null)
  const asked = useDeferredValue(wanted)
  const set = (change: Partial<Wanted>) => setWanted({ ...wanted, ...change })
  const options = (ids: readonly string[], under: string) => ids.map((id) => ({ id, label: t(`${under}.${id}`) }))
  return (
    <>
      <PreventionTabs here="certificates" />
      <PageHeader
        title={t('prevention.tab.certificates')}
        lead={t('certificates.lead', { address: isolate(`${window.location.host}/verify`) })}
      />
      <Stack>
        <Ending onSee={() => set({ state: 'ending' })} />
        <Toolbar>
          <SearchField
            label={t('certificates.filter.words')}
            value={wanted.words}
            onChange={(words) => set({ words })}
          />
          <Select
            label={t('certificates.filter.state')}
            width="short"
            options={[{ id: any, label: t('certificates.filter.any_state') }, ...options(states, 'certificates.state')]}
            value={wanted.state}
            onChange={(state) => set({ state })}
          />
          <Select
            label={t('certificates.filter.kind')}
            width="short"
            options={[{ id: any, label: t('certificates.filter.any_kind') }, ...options(kinds, 'certificates.kind')]}
            value={wanted.kind}
            onChange={(kind) => set({ kind })}
          />
        </Toolbar>
        <Rows
          key={JSON.stringify(asked)}
          wanted={asked}
          onRevoke={may['certificates.manage'] ? setRevoking : undefined}
        />
        <SigningKey mayChange={may['certificates.manage'] ?? false} />
      </Stack>
      {revoking && <RevokeDialog of={revoking} onClose={() => setRevoking(null)} />}
    </>
  )
}
