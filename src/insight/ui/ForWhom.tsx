// For whom something is missing, one code at a time: sex, age, language, and what stood in the way.
import { Chart } from '#kit/ui/Chart.tsx'
import { Section } from '#kit/ui/index.ts'
import { number, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import type { Gaps } from '../gap.ts'
import { barrierName, needName } from './gap-texts.ts'
import './insight.css'

const nameOf: Record<string, (code: string) => string> = {
  sex: (code) => t(`gaps.sex.${code}`),
  age: (code) => t(`gaps.age.${code}`),
  language: languageName,
  kind: barrierName,
}

export function ForWhom({ told, need }: { told: Gaps; need: string }) {
  const { needs, barriers } = told.figures
  const cuts = [
    ...(['sex', 'age', 'language'] as const).map((cut) => [cut, needs] as const),
    ['kind', barriers] as const,
  ]
  const charts = cuts.flatMap(([cut, table]) => {
    const cells = Object.entries(table.find((each) => each.need === need)?.by[cut] ?? {}).sort(([, a], [, b]) => b - a)
    return cells.length === 0 ? [] : [{ cut, cells }]
  })
  if (charts.length === 0) return null
  return (
    <Section plain title={`${t('gaps.whom')}: ${needName(need)}`} lead={t('gaps.whom.lead')}>
      <div className="charts">
        {charts.map(({ cut, cells }) => (
          <Chart
            key={cut}
            title={t(`gaps.whom.${cut}`)}
            summary={t('gaps.whom.summary', { told: cells.length, floor: told.rules.floor })}
            rowsLabel={t(`gaps.whom.${cut}`)}
            series={[{ id: 'people', label: t('gaps.whom.people') }]}
            rows={cells.map(([code, count]) => ({ id: code, label: nameOf[cut]!(code), values: [count] }))}
            say={number}
          />
        ))}
      </div>
    </Section>
  )
}
