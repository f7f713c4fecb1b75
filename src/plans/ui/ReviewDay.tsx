// The day on which the plan is looked at again with her, agreed with her.
import { useState } from 'react'
import { type CaseFile, listFiles, openFile } from '#cases/case.ts'
import { today } from '#cases/ui/now.ts'
import { useWrite } from '#gate/query.ts'
import { addDays, daysBetween } from '#kit/day.ts'
import { Badge, Button, Checkbox, DateField, Form, FormActions, Section, toast } from '#kit/ui/index.ts'
import { day, daysAway, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { readAsks } from '../ask.ts'
import type { NextReview } from '../cadence.ts'
import { isOverdue } from '../plan.rules.ts'
import { type Review, readPlan, setReview } from '../plan.ts'

interface Props {
  file: CaseFile
  review: Review
  /** When the next look is due and why; nothing where there is no plan yet. */
  next: NextReview | null
}

/** What is proposed where nothing says more; she and her worker agree on the day. */
const usualDays = 28

function ReviewForm({ file, review, next, onDone }: Props & { onDone: () => void }) {
  const usual = next?.usual_days ?? usualDays
  const { case_id } = file
  const [review_on, setDay] = useState<string | null>(
    review.review_on && review.review_on >= today() ? review.review_on : addDays(today(), usual),
  )
  const [reviewed, setReviewed] = useState(review.review_on !== null && review.review_on <= today())
  const set = useWrite(setReview, { invalidates: [readPlan, readAsks, readTimeline, openFile, listFiles] })
  const save = () =>
    review_on &&
    set.mutate(
      { case_id, version: review.version, review_on, reviewed },
      {
        onSuccess: () => {
          toast(t('plans.review.saved'))
          onDone()
        },
      },
    )
  return (
    <Form problem={set.error} onSubmit={save}>
      {review.version > 0 && (
        <Checkbox isSelected={reviewed} onChange={setReviewed}>
          {t('plans.review.reviewed_today')}
        </Checkbox>
      )}
      <DateField
        name="review_on"
        label={t('plans.review.next')}
        description={next ? t(`plans.review.usual.${next.phase}`, { days: usual }) : t('plans.review.next_why')}
        isRequired
        min={today()}
        value={review_on}
        onChange={setDay}
      />
      {review_on && review_on > addDays(today(), usual) && (
        <p className="plan-soft">{t('plans.review.later_than_usual')}</p>
      )}
      <FormActions>
        <Button type="submit" kind="primary" busy={set.isPending}>
          {t('plans.review.save')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

/** Sooner than what was agreed, or without anything agreed: on which day, and why. */
function Sooner({ next, review_on }: { next: NextReview; review_on: string | null }) {
  if (next.because === 'agreed' || (review_on !== null && next.on >= review_on)) return null
  const values = { day: day(next.on, 'long'), away: daysAway(daysBetween(today(), next.on)) }
  const why = next.because === 'trigger' ? t(`cases.timeline.${next.code}`) : ''
  return (
    <p>
      {t(`plans.review.because.${next.because}`, { ...values, why })}{' '}
      {next.on < today() && <Badge tone="warning">{t('plans.step.overdue')}</Badge>}
      {next.because === 'cadence' && !next.reviewed && (
        <span className="plan-soft"> {t('plans.review.from_memory')}</span>
      )}
    </p>
  )
}

export function ReviewDay({ file, review, next }: Props) {
  const [changing, setChanging] = useState(false)
  const { review_on, reviewed_on } = review
  const late = review_on !== null && isOverdue({ due_on: review_on, done_on: null }, today())
  return (
    <Section
      title={t('plans.review.title')}
      actions={
        file.may['plan.write'] &&
        !changing && (
          <Button small icon="calendar" onPress={() => setChanging(true)}>
            {t(review_on ? 'plans.review.change' : 'plans.review.agree')}
          </Button>
        )
      }
    >
      {changing ? (
        <ReviewForm file={file} review={review} next={next} onDone={() => setChanging(false)} />
      ) : (
        <>
          <p>
            {review_on
              ? t('plans.review.on', { day: day(review_on, 'long'), away: daysAway(daysBetween(today(), review_on)) })
              : t('plans.review.none')}{' '}
            {late && <Badge tone="warning">{t('plans.step.overdue')}</Badge>}{' '}
            {reviewed_on && <span>{t('plans.review.last', { day: day(reviewed_on, 'long') })}</span>}
          </p>
          {next && <Sooner next={next} review_on={review_on} />}
        </>
      )}
    </Section>
  )
}
