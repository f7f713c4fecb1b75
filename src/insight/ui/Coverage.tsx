// Where trainings have reached, on a map and by sector, and whose refresher is due. A part of the tab that tells results.
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { Chart } from '#kit/ui/Chart.tsx'
import {
  Badge,
  EmptyState,
  LinkButton,
  List,
  ListItem,
  Loaded,
  Name,
  Section,
  Select,
  Stack,
  Toolbar,
} from '#kit/ui/index.ts'
import { day, number, t } from '#language/here.ts'
import { provinceName, provinceOptions } from '#language/ui/names.ts'
import { cellsBy, summed } from '../coverage.rules.ts'
import { readCoverage, type Coverage as Told } from '../coverage.ts'
import { type MapRow, SpainMap } from './SpainMap.tsx'
import './insight.css'

const measures = ['trained', 'fresh', 'people'] as const
type Measure = (typeof measures)[number]

function Figures({ told }: { told: Told }) {
  const { institutions, trained, fresh } = summed(told.cells)
  const people = (count: number | null) =>
    count === null ? t('coverage.fewer') : t('coverage.map.at_least', { count })
  const figures = [
    [number(institutions), 'institutions'],
    [number(trained), 'trained'],
    [number(fresh), 'fresh'],
    [people(told.people.people), 'people'],
    [people(told.alone.people), 'alone'],
  ] as const
  return (
    <ul className="figures">
      {figures.map(([shown, what]) => (
        <li key={what} className="figure">
          <span className="figure-number">{shown}</span> <span className="figure-words">{t(`coverage.${what}`)}</span>
        </li>
      ))}
    </ul>
  )
}

interface MapProps {
  told: Told
  measure: Measure
  selected: string | null
  onSelect: (code: string) => void
}

function CoverageMap({ told, measure, selected, onSelect }: MapProps) {
  const reached = cellsBy(told.cells, 'province')
  const people = told.people.by.province ?? {}
  const rows: MapRow[] = provinceOptions().map(({ id: code, label }) => {
    const here = reached.get(code)
    const value = measure === 'people' ? people[code] : here?.[measure] || undefined
    return { code, label, value, marked: here !== undefined && here.trained === 0 }
  })
  const waiting = rows.filter(({ marked }) => marked).length
  const pale = t(measure === 'people' ? 'coverage.map.few' : 'coverage.map.zero')
  const spoken = (count: number) => (measure === 'people' ? t('coverage.map.at_least', { count }) : number(count))
  return (
    <SpainMap
      title={t('coverage.map.title', { measure: t(`coverage.measure.${measure}`) })}
      summary={t('coverage.map.summary', {
        reached: [...reached.values()].filter(({ trained }) => trained > 0).length,
        none: waiting,
      })}
      rowsLabel={t('coverage.map.province')}
      valueLabel={t(`coverage.measure.${measure}`)}
      rows={rows}
      say={({ label, value, marked }) =>
        t(marked ? 'coverage.map.cell_waiting' : 'coverage.map.cell', {
          place: label,
          value: value === undefined ? pale : spoken(value),
        })
      }
      legend={{
        pale,
        upTo: (count) => t('coverage.map.up_to', { count }),
        ...(waiting > 0 && { marked: t('coverage.map.waiting') }),
      }}
      selected={selected}
      onSelect={onSelect}
    />
  )
}

function Sectors({ told, province }: { told: Told; province: string | null }) {
  const cells = told.cells.filter((cell) => province === null || cell.province === province)
  const by = [...cellsBy(cells, 'sector')].sort(([, a], [, b]) => b.institutions - a.institutions)
  return (
    <Chart
      title={province ? t('coverage.sectors.title_in', { place: provinceName(province) }) : t('coverage.sectors.title')}
      summary={t('coverage.sectors.summary', { ...summed(cells) })}
      rowsLabel={t('coverage.sectors.sector')}
      series={(['fresh', 'institutions'] as const).map((id) => ({ id, label: t(`coverage.sectors.${id}`) }))}
      rows={by.map(([sector, { institutions, fresh }]) => ({
        id: sector,
        label: t(`sector.${sector}`),
        values: [fresh, institutions],
      }))}
      say={number}
    />
  )
}

function Refreshers({ told }: { told: Told }) {
  return (
    <Section title={t('coverage.refreshers')} lead={t('coverage.refreshers_lead')}>
      {told.refreshers.length === 0 ? (
        <p className="quiet">{t('coverage.refreshers_none')}</p>
      ) : (
        <List label={t('coverage.refreshers')}>
          {told.refreshers.map(({ institution_id, name, sector, province, last_on, due_on }) => {
            const over = due_on <= told.today
            return (
              <ListItem
                key={institution_id}
                icon="organisation"
                href={`/desk/prevention/institutions/${institution_id}`}
                title={<Name>{name}</Name>}
                detail={[
                  t(`sector.${sector}`),
                  ...(province ? [provinceName(province)] : []),
                  t('coverage.last_on', { date: day(last_on, 'long') }),
                ].join(' · ')}
                aside={
                  <Badge tone={over ? 'warning' : 'calm'} icon="clock">
                    {t(over ? 'coverage.was_due_on' : 'coverage.due_on', { date: day(due_on) })}
                  </Badge>
                }
              />
            )
          })}
        </List>
      )}
    </Section>
  )
}

function Whole({ told }: { told: Told }) {
  const [measure, setMeasure] = useState<Measure>('trained')
  const [province, setProvince] = useState<string | null>(null)
  return (
    <Stack>
      <Figures told={told} />
      <Toolbar>
        <Select
          label={t('coverage.measure')}
          width="short"
          options={measures.map((id) => ({ id, label: t(`coverage.measure.${id}`) }))}
          value={measure}
          onChange={(id) => setMeasure(id as Measure)}
        />
        <Select
          label={t('coverage.map.province')}
          width="short"
          options={[{ id: 'all', label: t('coverage.sectors.whole') }, ...provinceOptions()]}
          value={province ?? 'all'}
          onChange={(id) => setProvince(id === 'all' ? null : id)}
        />
      </Toolbar>
      <CoverageMap
        told={told}
        measure={measure}
        selected={province}
        onSelect={(code) => setProvince(code === province ? null : code)}
      />
      <Sectors told={told} province={province} />
      <Refreshers told={told} />
    </Stack>
  )
}

export function Coverage() {
  const found = useGet(readCoverage, {})
  return (
    <div className="coverage">
      <Section plain title={t('coverage.title')} lead={t('coverage.lead')}>
        <Loaded of={found}>
          {(told) =>
            told.cells.length === 0 ? (
              <EmptyState
                icon="place"
                title={t('coverage.none')}
                action={<LinkButton href="/desk/prevention/institutions">{t('institutions.title')}</LinkButton>}
              >
                {t('coverage.none_why')}
              </EmptyState>
            ) : (
              <Whole told={told} />
            )
          }
        </Loaded>
      </Section>
    </div>
  )
}
