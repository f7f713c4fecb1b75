// What trainings changed, on four levels, by year and curriculum; side by side, and as a table for a grant report.
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { PreventionTabs } from '#institutions/ui/PreventionTabs.tsx'
import { Button, EmptyState, Loaded, Notice, PageHeader, Section, Select, Stack, Toolbar } from '#kit/ui/index.ts'
import { isolate, number, t } from '#language/here.ts'
import { saveAs } from '#media/ui/save-as.ts'
import { type Cut, cutBy, percentOf, pooled } from '../prevention.rules.ts'
import { readPreventionResults, type PreventionResults as Told } from '../prevention.ts'
import { Compared } from './Compared.tsx'
import { Coverage } from './Coverage.tsx'
import { AroundTraining, Later, Learned, Survey } from './level-charts.tsx'
import { csvOf, cutName } from './result-words.ts'
import './insight.css'

const any = 'any'
const cuts: Cut[] = ['curriculum_id', 'sector', 'year']

function Figure({ shown, children }: { shown: string; children: string }) {
  return (
    <li className="figure">
      <span className="figure-number">{shown}</span> <span className="figure-words">{children}</span>
    </li>
  )
}

/** Its sign stays before it in text read from the right. */
const tenths = (value: number) => isolate(number(value, { maximumFractionDigits: 1, signDisplay: 'exceptZero' }))

function Figures({ told }: { told: ReturnType<typeof pooled> }) {
  const used = told.later[0]?.used
  const percent = used && percentOf(used)
  return (
    <ul className="figures">
      <Figure shown={number(told.trainings)}>{t('prevention.results.trainings')}</Figure>
      <Figure shown={number(told.people)}>{t('prevention.results.people')}</Figure>
      {told.learned && (
        <Figure shown={tenths(told.learned.after - told.learned.before)}>{t('prevention.results.gain')}</Figure>
      )}
      {percent && (
        <Figure shown={number(percent / 100, { style: 'percent' })}>{t('prevention.results.used_percent')}</Figure>
      )}
    </ul>
  )
}

function Level({ level, children }: { level: 1 | 2 | 3 | 4; children: React.ReactNode }) {
  return (
    <Section plain title={t(`prevention.results.level${level}`)} lead={t(`prevention.results.level${level}_what`)}>
      {children}
    </Section>
  )
}

function Whole({ of }: { of: Told }) {
  const [year, setYear] = useState(any)
  const [curriculum, setCurriculum] = useState(any)
  const [cut, setCut] = useState<Cut>('curriculum_id')
  const groups = of.groups.filter(
    (group) =>
      (year === any || String(group.year) === year) && (curriculum === any || group.curriculum_id === curriculum),
  )
  const whole = pooled(groups)
  const rows = cutBy(groups, cut)
  const years = [...new Set(of.groups.map((group) => String(group.year)))]
  const curricula = [...new Set(of.groups.map(({ curriculum_id }) => curriculum_id))].sort()
  const take = () => saveAs(`${t('prevention.results.csv_name')}-${of.today}.csv`, btoa(csvOf(rows, cut)))
  return (
    <Stack>
      {of.invented && <Notice tone="warning">{t('prevention.results.invented')}</Notice>}
      <Notice>{t('prevention.results.how')}</Notice>
      <Toolbar>
        <Select
          label={t('prevention.results.year')}
          width="short"
          options={[{ id: any, label: t('prevention.results.any_year') }, ...years.map((id) => ({ id, label: id }))]}
          value={year}
          onChange={setYear}
        />
        <Select
          label={t('prevention.results.curriculum')}
          width="short"
          options={[
            { id: any, label: t('prevention.results.any_curriculum') },
            ...curricula.map((id) => ({ id, label: cutName('curriculum_id', id) })),
          ]}
          value={curriculum}
          onChange={setCurriculum}
        />
        <Select
          label={t('prevention.results.by')}
          width="short"
          options={cuts.map((id) => ({ id, label: t(`prevention.results.by.${id}`) }))}
          value={cut}
          onChange={(id) => setCut(id as Cut)}
        />
        <Button icon="download" onPress={take}>
          {t('prevention.results.csv')}
        </Button>
      </Toolbar>
      <Figures told={whole} />
      <Level level={1}>
        <Survey told={whole} rows={rows} cut={cut} />
      </Level>
      <Level level={2}>
        <Learned told={whole} rows={rows} cut={cut} />
      </Level>
      <Level level={3}>
        <Later told={whole} />
      </Level>
      <Level level={4}>
        <AroundTraining around={of.around} />
      </Level>
      <Compared rows={rows} cut={cut} />
    </Stack>
  )
}

export function PreventionResults() {
  const found = useGet(readPreventionResults, {})
  return (
    <Stack>
      <PreventionTabs here="results" />
      <PageHeader title={t('prevention.tab.results')} lead={t('prevention.results.lead')} />
      <Loaded of={found}>
        {(of) =>
          of.groups.length === 0 ? (
            <EmptyState icon="insight" title={t('prevention.results.empty')}>
              {t('prevention.results.empty_why')}
            </EmptyState>
          ) : (
            <Whole of={of} />
          )
        }
      </Loaded>
      <Coverage />
    </Stack>
  )
}
