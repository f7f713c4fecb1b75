// One need on the map: people, or services, and a cross where no service is.
import { number, t } from '#language/here.ts'
import { provinceName, provinceOptions } from '#language/ui/names.ts'
import type { Gaps } from '../gap.ts'
import { needName } from './gap-texts.ts'
import { type MapRow, SpainMap } from './SpainMap.tsx'

export type Measure = 'needs' | 'barriers' | 'waits' | 'services'

interface Props {
  told: Gaps
  need: string
  measure: Measure
  selected: string | null
  onSelect: (code: string) => void
}

export function GapMap({ told, need, measure, selected, onSelect }: Props) {
  const { floor } = told.rules
  const ofServices = measure === 'services'
  const services = new Map(
    told.capacity.flatMap((row) => (row.need === need && row.province ? [[row.province, row] as const] : [])),
  )
  const people = ofServices ? {} : (told.figures[measure].find((each) => each.need === need)?.by.province ?? {})
  const rows: MapRow[] = provinceOptions().map(({ id: code, label }) => {
    const value = ofServices ? services.get(code)?.services || undefined : people[code]
    const none = services.get(code)?.services === 0
    return { code, label, value, marked: none && (ofServices || value !== undefined) }
  })
  const told_rows = rows.filter(({ value }) => value !== undefined)
  const most = told_rows.reduce<MapRow | undefined>(
    (best, row) => ((best?.value ?? 0) >= row.value! ? best : row),
    undefined,
  )
  const none = rows.filter(({ marked }) => marked).length
  const summary = ofServices
    ? t('gaps.map.summary_services', { none, countrywide: services.get('28')?.countrywide ?? 0 })
    : t('gaps.map.summary', { told: told_rows.length, none, most: most ? provinceName(most.code) : '' })
  const pale = ofServices ? t('gaps.map.zero') : t('gaps.map.none_told', { floor })
  const measured = (value: number) => (ofServices ? number(value) : t('gaps.at_least_people', { people: value }))
  return (
    <SpainMap
      title={t('gaps.map.title', { need: needName(need), measure: t(`gaps.measure.${measure}`) })}
      summary={summary}
      rowsLabel={t('gaps.map.province')}
      valueLabel={t(`gaps.measure.${measure}`)}
      rows={rows}
      say={({ label, value, marked }) =>
        t(marked ? 'gaps.map.cell_no_service' : 'gaps.map.cell', {
          place: label,
          value: value === undefined ? pale : measured(value),
        })
      }
      legend={{
        pale,
        upTo: (value) => t('gaps.map.up_to', { people: value }),
        ...(none > 0 && { marked: t('gaps.map.no_service') }),
      }}
      selected={selected}
      onSelect={onSelect}
    />
  )
}
