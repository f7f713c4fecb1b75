// The charts of the four levels, each with its sentence.
import { Chart } from '#kit/ui/Chart.tsx'
import { Notice, Stack } from '#kit/ui/index.ts'
import { isolate, number, t } from '#language/here.ts'
import { type Cut, type cutBy, type Pooled, percentOf } from '../prevention.rules.ts'
import type { Part, QuarterAround } from '../prevention.ts'
import { cutName } from './result-words.ts'

type Rows = ReturnType<typeof cutBy>
interface Props {
  told: Pooled
  rows: Rows
  cut: Cut
}

const Nothing = () => <p className="quiet">{t('prevention.results.nothing')}</p>
const tenth = (value: number) => number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
const orFew = (value: number) => (value === 0 ? '–' : number(value))

function Parts({ parts, title, question }: { parts: Part[]; title: string; question: string }) {
  const most = Math.max(...parts.map(({ of }) => of))
  return (
    <Chart
      title={title}
      summary={t('prevention.results.parts_summary', { of: number(most) })}
      rowsLabel={t('prevention.results.what')}
      series={[{ id: 'people', label: t('prevention.results.at_least') }]}
      rows={parts.map(({ id, people }) => ({
        id,
        label: t(`prevention.option.${question}.${id}`),
        values: [people],
      }))}
      say={orFew}
    />
  )
}

export function Survey({ told, rows, cut }: Props) {
  const { survey, wishes } = told
  if (survey.length === 0) return <Nothing />
  const compared = rows.flatMap(({ key, told: each }) => {
    const useful = each.survey.find(({ question }) => question === 'useful')
    return useful ? [{ id: key, label: cutName(cut, key), values: [useful.mean] }] : []
  })
  return (
    <div className="charts">
      <Chart
        title={t('prevention.results.survey')}
        summary={t('prevention.results.survey_summary', {
          people: number(Math.max(...survey.map(({ people }) => people))),
        })}
        rowsLabel={t('prevention.results.question')}
        series={[{ id: 'mean', label: t('prevention.results.mean') }]}
        rows={survey.map(({ question, mean }) => ({
          id: question,
          label: t(`prevention.asked.${question}`),
          values: [mean],
        }))}
        say={tenth}
        most={5}
      />
      {wishes.length > 0 && <Parts parts={wishes} title={t('prevention.results.wishes')} question="leave" />}
      {compared.length > 1 && (
        <Chart
          title={t('prevention.results.compare_survey')}
          summary={t('prevention.results.compare_survey_summary')}
          rowsLabel={t(`prevention.results.by.${cut}`)}
          series={[{ id: 'mean', label: t('prevention.results.mean') }]}
          rows={compared}
          say={tenth}
          most={5}
        />
      )}
    </div>
  )
}

const reachedWords = (of: { people: number; of: number }): string => {
  const percent = percentOf(of)
  if (of.people === 0) return t('prevention.results.reached_few')
  if (percent === null) return t('prevention.results.reached', { people: number(of.people) })
  return t('prevention.results.reached_percent', { people: number(of.people), percent: number(percent) })
}

export function Learned({ told, rows, cut }: Props) {
  if (!told.learned) return <Nothing />
  const { people, before, after, reached } = told.learned
  const values = { people: number(people), before: number(before), after: number(after) }
  return (
    <div className="charts">
      <Chart
        title={t('prevention.results.learned')}
        summary={`${t('prevention.results.learned_summary', values)} ${reachedWords(reached)}`}
        rowsLabel={t(`prevention.results.by.${cut}`)}
        series={[
          { id: 'before', label: t('prevention.results.before') },
          { id: 'after', label: t('prevention.results.after') },
        ]}
        rows={rows.flatMap(({ key, told: { learned } }) =>
          learned ? [{ id: key, label: cutName(cut, key), values: [learned.before, learned.after] }] : [],
        )}
        say={number}
        most={100}
      />
    </div>
  )
}

export function Later({ told }: { told: Pooled }) {
  const rows = told.later.flatMap(({ moment, used, reported }) =>
    Object.entries({ used, reported }).flatMap(([what, part]) =>
      part
        ? [
            {
              id: `${what} ${moment}`,
              label: t(`prevention.results.later_row.${what}.${moment}`),
              values: [part.people, part.of],
            },
          ]
        : [],
    ),
  )
  if (rows.length === 0) return <Nothing />
  return (
    <div className="charts">
      <Chart
        title={t('prevention.results.later')}
        summary={t('prevention.results.later_summary', { of: number(told.later[0]?.used?.of ?? 0) })}
        rowsLabel={t('prevention.results.what')}
        series={[
          { id: 'people', label: t('prevention.results.at_least') },
          { id: 'of', label: t('prevention.results.answered') },
        ]}
        rows={rows}
        say={orFew}
      />
      {told.hindered.length > 0 && (
        <Parts parts={told.hindered} title={t('prevention.results.hindered')} question="hindered" />
      )}
    </div>
  )
}

const quarterWords = (from: number): string =>
  from === 0
    ? t('prevention.results.quarter.at')
    : t(`prevention.results.quarter.${from < 0 ? 'before' : 'after'}`, { count: Math.abs(from) })

export function AroundTraining({ around }: { around: QuarterAround[] }) {
  const sumOf = (rows: QuarterAround[]) => rows.reduce((sum, { reports }) => sum + reports, 0)
  const there = around.filter(({ institutions }) => institutions > 0)
  if (sumOf(there) === 0) return <Nothing />
  return (
    <Stack>
      <Chart
        kind="columns"
        title={t('prevention.results.around')}
        summary={t('prevention.results.around_summary', {
          after: number(sumOf(there.filter(({ from_training }) => from_training > 0))),
          before: number(sumOf(there.filter(({ from_training }) => from_training < 0))),
          institutions: number(Math.max(...there.map(({ institutions }) => institutions))),
        })}
        rowsLabel={t('prevention.results.quarter')}
        series={[
          { id: 'reports', label: t('prevention.results.reports') },
          { id: 'files', label: t('prevention.results.files') },
        ]}
        rows={there.map(({ from_training, reports, files }) => ({
          id: String(from_training),
          label: quarterWords(from_training),
          short: isolate(number(from_training, { signDisplay: 'exceptZero' })),
          values: [reports, files],
        }))}
        say={orFew}
      />
      <Notice>{t('prevention.results.around_caution')}</Notice>
    </Stack>
  )
}
