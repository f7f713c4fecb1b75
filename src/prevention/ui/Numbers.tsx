// What the answers of a training say, once nobody can answer any more: before and after, how it was, what came of it.
import { useGet } from '#gate/query.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { Chart } from '#kit/ui/Chart.tsx'
import { EmptyState, List, ListItem, Loaded, Notice, Section, Stack } from '#kit/ui/index.ts'
import { moment as momentWords, number, t } from '#language/here.ts'
import { readTrainingNumbers } from '../attendance.ts'
import { moments } from '../questions.ts'
import type { Training } from '../training.ts'

type Told = ReplyOf<typeof readTrainingNumbers>

/** All together; and each question where enough were right and wrong to say so. */
function Tests({ tests }: { tests: NonNullable<Told['tests']> }) {
  const { people, before_percent, after_percent, reached_80, items } = tests
  const values = { people: number(people), before: number(before_percent), after: number(after_percent) }
  const summary = t('prevention.numbers.test_summary', values)
  const told = items.flatMap(({ item, before, after }, place) =>
    before === null || after === null ? [] : [{ item, place, values: [before, after] }],
  )
  return (
    <>
      <Chart
        title={t('prevention.numbers.test')}
        summary={
          reached_80 === null
            ? summary
            : `${summary} ${t('prevention.numbers.reached', { percent: number(reached_80) })}`
        }
        rowsLabel={t('prevention.numbers.when')}
        series={[{ id: 'right', label: t('prevention.numbers.right') }]}
        rows={[
          { id: 'before', label: t('prevention.numbers.before'), values: [before_percent] },
          { id: 'after', label: t('prevention.numbers.after'), values: [after_percent] },
        ]}
        say={number}
        most={100}
      />
      {told.length > 0 && (
        <Chart
          title={t('prevention.numbers.items')}
          summary={t('prevention.numbers.items_summary')}
          rowsLabel={t('prevention.numbers.question')}
          series={[
            { id: 'before', label: t('prevention.numbers.before') },
            { id: 'after', label: t('prevention.numbers.after') },
          ]}
          rows={told.map(({ item, place, values: both }) => ({
            id: item,
            label: t('prevention.numbers.question_number', { number: place + 1 }),
            values: both,
          }))}
          say={number}
          most={100}
        />
      )}
    </>
  )
}

function Scales({ asked, moment }: { asked: Told['asked']; moment: string }) {
  const scales = asked.filter((each) => each.moment === moment && each.mean !== null)
  if (scales.length === 0) return null
  return (
    <Chart
      title={t(`prevention.moment.${moment}`)}
      summary={t('prevention.numbers.scale_summary')}
      rowsLabel={t('prevention.numbers.question')}
      series={[{ id: 'mean', label: t('prevention.numbers.mean') }]}
      rows={scales.map(({ question, mean }) => ({
        id: question,
        label: t(`prevention.asked.${question}`),
        values: [mean ?? 0],
      }))}
      say={(value) => number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}
      most={5}
    />
  )
}

function Chosen({ of }: { of: Told['asked'][number] }) {
  const { moment, question, answers, options } = of
  return (
    <Chart
      title={`${t(`prevention.asked.${question}`)} · ${t(`prevention.moment.${moment}`)}`}
      summary={t('prevention.numbers.options_summary', { answers: number(answers) })}
      rowsLabel={t('prevention.numbers.question')}
      series={[{ id: 'people', label: t('prevention.numbers.people') }]}
      rows={options.map(({ option, people }) => ({
        id: option,
        label: t(`prevention.option.${question}.${option}`),
        values: [people ?? 0],
      }))}
      say={(value) => (value === 0 ? '–' : number(value))}
    />
  )
}

const askedLater = ['survey', 'month3', 'month6'] as const

export function Numbers({ of }: { of: Training }) {
  const found = useGet(readTrainingNumbers, { training_id: of.training_id })
  return (
    <Loaded of={found}>
      {(told) => (
        <Stack>
          <Notice>{t('prevention.numbers.hidden')}</Notice>
          <Section title={t('prevention.page.numbers')}>
            <List label={t('prevention.page.numbers')}>
              {moments.flatMap((moment) => {
                const each = told.moments.find((one) => one.moment === moment)
                if (!each) return []
                const { closed, answers, closes_at } = each
                return (
                  <ListItem
                    key={moment}
                    title={t(`prevention.moment.${moment}`)}
                    detail={closed ? undefined : t('prevention.numbers.open_until', { when: momentWords(closes_at) })}
                    aside={
                      <span className="quiet">
                        {!closed
                          ? t('prevention.numbers.not_now')
                          : answers === null
                            ? t('prevention.numbers.few')
                            : t('prevention.numbers.answers', { count: answers })}
                      </span>
                    }
                  />
                )
              })}
            </List>
          </Section>
          {!told.tests && told.asked.length === 0 && <EmptyState icon="insight" title={t('prevention.numbers.none')} />}
          <div className="training-charts">
            {told.tests && <Tests tests={told.tests} />}
            {askedLater.map((moment) => (
              <Scales key={moment} asked={told.asked} moment={moment} />
            ))}
            {told.asked
              .filter(({ options }) => options.some(({ people }) => people !== null))
              .map((each) => (
                <Chosen key={`${each.moment} ${each.question}`} of={each} />
              ))}
          </div>
        </Stack>
      )}
    </Loaded>
  )
}
