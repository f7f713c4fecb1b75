// Looking at the risk again: every risk stands there as it was judged last; what changed is judged anew, and why.

import { addDays, type Day } from '#kit/day.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import { Button, CheckboxGroup, DateField, Select, TextArea, TextField, Toolbar } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { levelOf, reviewDays } from '../risk.rules.ts'
import { lookAtRisk, type RiskTriggerCode, type readRisk, riskFacts, riskKinds } from '../risk.ts'
import { RiskScoreFields, type Scoring } from './RiskScoreFields.tsx'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

/** An instrument about safety that was taken, and what it is called. */
export interface Taken {
  assessment_id: string
  instrument: string
  taken_on: Day
  name: string
}

interface Props {
  case_id: string
  all: ReplyOf<typeof readRisk>
  today: Day
  taken: Taken[]
  onDone: () => void
}

const empty = { likelihood: null, impact: null, reasons: '', measures: [] }

const first = ({ risks, due, looks }: Props['all'], today: Day) => ({
  look_id: newId(),
  after: looks[0]?.look_id ?? null,
  causes: due.filter(({ ahead }) => !ahead).map(({ trigger }) => trigger),
  review_on: addDays(today, 30) as Day | null,
  words: '',
  assessments: [] as string[],
  ended: [] as string[],
  scores: risks
    .filter(({ ended_at }) => ended_at === null)
    .map(
      ({ risk_id, title, kind, scores }): Scoring => ({
        ...{ risk_id, title, kind, isNew: false, changed: false },
        likelihood: scores[0]?.likelihood ?? null,
        impact: scores[0]?.impact ?? null,
        reasons: scores[0]?.reasons ?? '',
        measures: scores[0]?.measures ?? [],
      }),
    ),
})

export function LookForm({ case_id, all, today, taken, onDone }: Props) {
  const form = useShortForm(lookAtRisk, `look ${case_id}`, first(all, today), onDone, 'safety.look.saved')
  const { answers, set } = form
  const change = (risk_id: string, to: Partial<Scoring>) => {
    const scores = answers.scores.map((each) => (each.risk_id === risk_id ? { ...each, ...to, changed: true } : each))
    const levels = scores.flatMap(({ likelihood, impact, risk_id: id }) =>
      likelihood && impact && !answers.ended.includes(id) ? [levelOf(riskFacts, { likelihood, impact })] : [],
    )
    set({ scores, review_on: addDays(today, reviewDays(riskFacts, levels)) })
  }
  const add = () =>
    set({
      scores: [...answers.scores, { risk_id: newId(), title: '', kind: 'found', isNew: true, changed: true, ...empty }],
    })
  const end = (risk_id: string, isEnded: boolean) =>
    set({ ended: isEnded ? [...answers.ended, risk_id] : answers.ended.filter((each) => each !== risk_id) })
  const save = () => {
    const { scores, assessments, ended, ...rest } = answers
    form.save({
      case_id,
      ...rest,
      ended,
      assessments: taken
        .filter(({ assessment_id }) => assessments.includes(assessment_id))
        .map(({ name: _, ...each }) => each),
      scores: scores
        .filter(({ changed, risk_id }) => changed && !ended.includes(risk_id))
        .map(({ risk_id, title, kind, isNew, likelihood, impact, reasons, measures }) => ({
          ...{ risk_id, likelihood, impact, reasons },
          measures: measures.filter(({ what }) => what.trim() !== ''),
          first: isNew ? { kind, title } : null,
        })),
    } as never)
  }
  return (
    <ShortForm {...form} action={t('safety.look.save')} onSave={save} onLeave={form.leave}>
      <CheckboxGroup
        label={t('safety.look.causes')}
        options={choices(
          riskFacts.triggers.map(({ trigger }) => trigger),
          'safety.trigger',
        )}
        value={answers.causes}
        onChange={(causes) => set({ causes: causes as RiskTriggerCode[] })}
      />
      {answers.scores.map((score, place) => (
        <fieldset key={score.risk_id} className="safety-set">
          <legend dir="auto">{score.isNew ? t('safety.look.new_risk') : score.title}</legend>
          {score.isNew && (
            <>
              <Select
                label={t('safety.risk.kind')}
                options={choices(riskKinds, 'safety.risk_kind')}
                value={score.kind}
                onChange={(kind) => change(score.risk_id, { kind: kind as Scoring['kind'] })}
              />
              <TextField
                name={`scores.${place}.first.title`}
                label={t('safety.risk.name')}
                isRequired
                value={score.title}
                onChange={(title) => change(score.risk_id, { title })}
              />
            </>
          )}
          {!answers.ended.includes(score.risk_id) && (
            <RiskScoreFields score={score} place={place} onChange={(to) => change(score.risk_id, to)} />
          )}
          {score.isNew ? (
            <Button
              small
              kind="quiet"
              onPress={() => set({ scores: answers.scores.filter(({ risk_id }) => risk_id !== score.risk_id) })}
            >
              {t('safety.look.leave_out')}
            </Button>
          ) : (
            <Button small kind="quiet" onPress={() => end(score.risk_id, !answers.ended.includes(score.risk_id))}>
              {t(answers.ended.includes(score.risk_id) ? 'safety.look.not_over' : 'safety.look.over')}
            </Button>
          )}
        </fieldset>
      ))}
      <Toolbar>
        <Button icon="add" onPress={add}>
          {t('safety.look.add')}
        </Button>
      </Toolbar>
      {taken.length > 0 && (
        <CheckboxGroup
          label={t('safety.look.instruments')}
          options={taken.map(({ assessment_id, name, taken_on }) => ({
            id: assessment_id,
            label: t('safety.look.instrument', { name, day: day(taken_on, 'long') }),
          }))}
          value={answers.assessments}
          onChange={(assessments) => set({ assessments })}
        />
      )}
      <TextArea
        name="words"
        label={t('safety.look.words')}
        description={t('safety.look.words_why')}
        rows={3}
        value={answers.words}
        onChange={(words) => set({ words })}
      />
      <DateField
        name="review_on"
        label={t('safety.look.review_on')}
        isRequired
        min={addDays(today, 1)}
        value={answers.review_on}
        onChange={(review_on) => set({ review_on })}
      />
    </ShortForm>
  )
}
