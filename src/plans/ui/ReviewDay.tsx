// The day on which the plan is looked at again with her, agreed with her.
import { useState } from 'react'
import { type CaseFile, listFiles, openFile } from '#cases/case.ts'
import { today } from '#cases/ui/now.ts'
import { useWrite } from '#gate/query.ts'
import { addDays, daysBetween } from '#kit/day.ts'
import { Badge, Button, Checkbox, DateField, Form, FormActions, Section, toast } from '#kit/ui/index.ts'
import { day, daysAway, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { isOverdue } from '../plan.rules.ts'
import { type Review, readPlan, setReview } from '../plan.ts'

/** What is proposed; she and her worker agree on the day. */
const usualDays = 90

interface Props {
  file: CaseFile
  review: Review
}

function ReviewForm({ file, review, onDone }: Props & { onDone: () => void }) {
  const { case_id } = file
  const [review_on, setDay] = useState<string | null>(
    review.review_on && review.review_on >= today() ? review.review_on : addDays(today(), usualDays),
  )
  const [reviewed, setReviewed] = useState(review.review_on !== null && review.review_on <= today())
  const set = useWrite(setReview, { invalidates: [readPlan, readTimeline, openFile, listFiles] })
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
        description={t('plans.review.next_why')}
        isRequired
        min={today()}
        value={review_on}
        onChange={setDay}
      />
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

export function ReviewDay({ file, review }: Props) {
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
        <ReviewForm file={file} review={review} onDone={() => setChanging(false)} />
      ) : (
        <p>
          {review_on
            ? t('plans.review.on', { day: day(review_on, 'long'), away: daysAway(daysBetween(today(), review_on)) })
            : t('plans.review.none')}{' '}
          {late && <Badge tone="warning">{t('plans.step.overdue')}</Badge>}{' '}
          {reviewed_on && <span>{t('plans.review.last', { day: day(reviewed_on, 'long') })}</span>}
        </p>
      )}
    </Section>
  )
}
