// The register of institutions: by name, narrowed by sector and province, with what is to be looked at beside each.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import {
  Badge,
  Button,
  Checkbox,
  EmptyState,
  LinkButton,
  List,
  ListItem,
  Loaded,
  Name,
  PageHeader,
  SearchField,
  Select,
  Stack,
  Toolbar,
} from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { countryName, provinceName, provinceOptions } from '#language/ui/names.ts'
import { type InstitutionLine, listInstitutions } from '../institution.ts'
import { type Sector, sectors } from '../sector.ts'
import { dueMark, sectorOptions } from './institution-words.ts'
import { PreventionTabs } from './PreventionTabs.tsx'
import './institutions.css'

interface Wish {
  sector?: Sector
  province?: string
  due?: 'true'
  words?: string
}

const today = () => new Date().toISOString().slice(0, 10)

function One({ of }: { of: InstitutionLine }) {
  const due = dueMark(of, today())
  const where = [of.town, of.province ? provinceName(of.province) : countryName(of.country)]
  return (
    <ListItem
      icon="organisation"
      href={`/desk/prevention/institutions/${of.institution_id}`}
      title={<Name>{of.name}</Name>}
      detail={[t(`sector.${of.sector}`), ...new Set(where.filter(Boolean))].join(' · ')}
      aside={
        <>
          {of.status === 'resting' && <Badge>{t('institutions.status.resting')}</Badge>}
          {due && <Badge tone={due.tone}>{due.text}</Badge>}
        </>
      }
    />
  )
}

/** One page of the list, and the next one below it once it was asked for. */
function PageFrom({ wish, after }: { wish: Wish; after?: string }) {
  const found = useGet(listInstitutions, { ...wish, ...(after && { after }) })
  const [more, setMore] = useState(false)
  return (
    <Loaded of={found}>
      {({ institutions, next }) => (
        <>
          <List label={t('institutions.title')}>
            {institutions.map((each) => (
              <One key={each.institution_id} of={each} />
            ))}
          </List>
          {next &&
            (more ? (
              <PageFrom wish={wish} after={next} />
            ) : (
              <Button onPress={() => setMore(true)}>{t('institutions.more')}</Button>
            ))}
        </>
      )}
    </Loaded>
  )
}

function Filters({ wish, set }: { wish: Wish; set: (wish: Wish) => void }) {
  const all = { id: 'all', label: t('institutions.all') }
  const keep = <K extends keyof Wish>(key: K, value: Wish[K] | undefined) => {
    const { [key]: _, ...rest } = wish
    set(value === undefined ? rest : { ...rest, [key]: value })
  }
  return (
    <div className="institution-filters">
      <SearchField
        label={t('institutions.search')}
        value={wish.words ?? ''}
        onChange={(words) => keep('words', words || undefined)}
      />
      <Toolbar>
        <Select
          label={t('institutions.sector')}
          width="short"
          options={[all, ...sectorOptions()]}
          value={wish.sector ?? 'all'}
          onChange={(sector) =>
            keep(
              'sector',
              sectors.find((each) => each === sector),
            )
          }
        />
        <Select
          label={t('institutions.province')}
          width="short"
          options={[all, ...provinceOptions()]}
          value={wish.province ?? 'all'}
          onChange={(province) => keep('province', province === 'all' ? undefined : province)}
        />
      </Toolbar>
      <Checkbox isSelected={wish.due !== undefined} onChange={(due) => keep('due', due ? 'true' : undefined)}>
        {t('institutions.due')}
      </Checkbox>
    </div>
  )
}

function Register({ manages }: { manages: boolean }) {
  const search = useSearch({ strict: false }) as Wish
  const navigate = useNavigate()
  const { sector, province, due, words } = search
  const wish: Wish = {
    ...(sector && { sector }),
    ...(province && { province: String(province).padStart(2, '0') }),
    ...(due && { due: 'true' as const }),
    ...(words && { words: String(words) }),
  }
  const set = (next: Wish) =>
    void navigate({ to: '/prevention/institutions' as never, search: next as never, replace: true })
  const found = useGet(listInstitutions, wish)
  const narrowed = Object.keys(wish).length > 0
  return (
    <Loaded of={found}>
      {({ total }) =>
        total === 0 && !narrowed ? (
          <EmptyState
            icon="organisation"
            title={t('institutions.none')}
            action={
              manages && (
                <LinkButton kind="primary" icon="add" href="/desk/prevention/institutions/new">
                  {t('institutions.add')}
                </LinkButton>
              )
            }
          >
            {t('institutions.none_why')}
          </EmptyState>
        ) : (
          <Stack>
            <Filters wish={wish} set={set} />
            <p className="quiet" role="status">
              {t('institutions.found', { count: total })}
            </p>
            {total === 0 ? (
              <EmptyState
                icon="organisation"
                title={t('institutions.none_fits')}
                action={<Button onPress={() => set({})}>{t('institutions.clear')}</Button>}
              />
            ) : (
              <PageFrom key={JSON.stringify(wish)} wish={wish} />
            )}
          </Stack>
        )
      }
    </Loaded>
  )
}

export function Institutions() {
  const { may } = useSession()
  const manages = Boolean(may['institutions.manage'])
  return (
    <Stack>
      <PreventionTabs here="institutions" />
      <PageHeader
        title={t('institutions.title')}
        lead={t('institutions.lead')}
        actions={
          manages && (
            <>
              <LinkButton icon="file" href="/desk/prevention/institutions/import">
                {t('institutions.import')}
              </LinkButton>
              <LinkButton kind="primary" icon="add" href="/desk/prevention/institutions/new">
                {t('institutions.add')}
              </LinkButton>
            </>
          )
        }
      />
      <Register manages={manages} />
    </Stack>
  )
}
