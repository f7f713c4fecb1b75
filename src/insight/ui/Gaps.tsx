// What is missing: a map, what one province has, a ranking with reasons, for whom, and services on paper. Numbers of
// people come from a release: none below the floor, each to be read as "at least".
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import {
  Button,
  EmptyState,
  Facts,
  LinkButton,
  Loaded,
  Notice,
  PageHeader,
  Section,
  Select,
  Skeleton,
  Stack,
  Toolbar,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { provinceName } from '#language/ui/names.ts'
import { readGaps, type Gaps as Told } from '../gap.ts'
import { BriefDialog } from './BriefDialog.tsx'
import { ForWhom } from './ForWhom.tsx'
import { GapMap, type Measure } from './GapMap.tsx'
import { GapRanking, OnPaper } from './GapRanking.tsx'
import { needName } from './gap-texts.ts'
import './gaps.css'

/** What one province has for one need, in figures of both kinds. */
function Province({ told, need, province }: { told: Told; need: string; province: string }) {
  const row = told.capacity.find((each) => each.need === need && each.province === province)
  if (!row) return null
  const { floor } = told.rules
  const people = (table: Told['figures']['needs']) => {
    const count = table.find((each) => each.need === need)?.by.province?.[province]
    return count ? t('gaps.at_least_people', { people: count }) : t('gaps.few', { floor })
  }
  const { needs, barriers, waits } = told.figures
  return (
    <Section title={t('gaps.place.title', { need: needName(need), place: provinceName(province) })}>
      <Facts
        items={[
          { label: t('gaps.column.people'), value: people(needs) },
          { label: t('gaps.column.away'), value: people(barriers) },
          { label: t('gaps.column.waits'), value: people(waits) },
          { label: t('gaps.column.services'), value: row.services },
          { label: t('gaps.column.specialised'), value: row.specialised },
          { label: t('gaps.column.full'), value: row.full },
          { label: t('gaps.column.free'), value: row.free ?? t('gaps.not_known') },
          { label: t('gaps.column.countrywide'), value: row.countrywide },
        ]}
      />
    </Section>
  )
}

const How = ({ told }: { told: Told }) => {
  const { rules, made_on, since, services, directory_checked_from, directory_checked_on } = told
  const { floor } = rules
  return (
    <Section title={t('gaps.how')}>
      <ul className="gaps-how">
        <li>{t('gaps.how.people', { day: made_on ? day(made_on, 'long') : '…', since: day(since, 'long') })}</li>
        <li>{t('gaps.how.floor', { floor })}</li>
        <li>{t('gaps.how.month')}</li>
        {directory_checked_from && directory_checked_on && (
          <li>
            {t('gaps.how.services', {
              count: services,
              from: day(directory_checked_from, 'long'),
              day: day(directory_checked_on, 'long'),
            })}
          </li>
        )}
        <li>{t('gaps.how.limits')}</li>
        <li>{t(rules.reviewed_by ? 'gaps.how.reviewed' : 'gaps.how.unreviewed', { by: rules.reviewed_by ?? '' })}</li>
      </ul>
      <p className="quiet">
        {t('gaps.how.source')}:{' '}
        <span dir="auto" lang="en">
          {rules.source}
        </span>
      </p>
    </Section>
  )
}

function Whole({ told }: { told: Told }) {
  const { needs } = told.figures
  const needed = [...needs].sort((a, b) => (b.people ?? 0) - (a.people ?? 0))[0]?.need
  const worst = told.gaps.find((gap) => gap.province !== null)
  const [need, setNeed] = useState(worst?.need ?? needed ?? 'housing')
  const [measure, setMeasure] = useState<Measure>(told.made_on ? 'needs' : 'services')
  const [province, setProvince] = useState<string | null>(worst?.province ?? null)
  const options = told.capacity.filter((row) => row.province === null).map((row) => row.need)
  return (
    <Stack>
      {told.invented && <Notice tone="warning">{t('gaps.invented')}</Notice>}
      {told.made_on && told.next_on ? (
        <Notice>{t('gaps.released', { day: day(told.made_on, 'long'), next: day(told.next_on, 'long') })}</Notice>
      ) : (
        <EmptyState icon="insight" title={t('gaps.too_few')}>
          {t('gaps.too_few_why', { floor: told.rules.floor })}
        </EmptyState>
      )}
      <Toolbar>
        <Select
          label={t('gaps.need')}
          width="short"
          options={options.map((id) => ({ id, label: needName(id) }))}
          value={need}
          onChange={setNeed}
        />
        <Select
          label={t('gaps.measure')}
          width="short"
          options={(['needs', 'barriers', 'waits', 'services'] as const).map((id) => ({
            id,
            label: t(`gaps.measure.${id}`),
          }))}
          value={measure}
          onChange={(id) => setMeasure(id as Measure)}
        />
      </Toolbar>
      <div className="gaps-map">
        <GapMap told={told} need={need} measure={measure} selected={province} onSelect={setProvince} />
        <div aria-live="polite">
          {province ? (
            <Province told={told} need={need} province={province} />
          ) : (
            <p className="quiet">{t('gaps.place.choose')}</p>
          )}
        </div>
      </div>
      <GapRanking gaps={told.gaps} />
      <ForWhom told={told} need={need} />
      <OnPaper told={told} />
      <How told={told} />
    </Stack>
  )
}

export function Gaps() {
  const told = useGet(readGaps, {})
  const [briefing, setBriefing] = useState(false)
  return (
    <>
      <PageHeader
        title={t('gaps.title')}
        lead={t('gaps.lead')}
        back={{ href: '/desk/insight', label: t('insight.title') }}
        actions={
          <>
            <LinkButton href="/desk/services" icon="services">
              {t('shell.places.services')}
            </LinkButton>
            <Button kind="primary" icon="download" onPress={() => setBriefing(true)}>
              {t('gaps.brief')}
            </Button>
          </>
        }
      />
      <Loaded of={told} skeleton={<Skeleton kind="page" rows={6} />}>
        {(found) => <Whole told={found} />}
      </Loaded>
      {briefing && <BriefDialog from={null} onClose={() => setBriefing(false)} />}
    </>
  )
}
