// How it goes later on: the days on which she is asked, what she answered, and that not answering is fine.
import { useState } from 'react'
import { type CaseFile, listFiles, openFile } from '#cases/case.ts'
import { today } from '#cases/ui/now.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { Button, DateField, EmptyState, Form, FormActions, List, Loaded, Section, toast } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { usualFollowUps } from '../follow-up.rules.ts'
import { listFollowUps, planFollowUps, usualMonths } from '../follow-up.ts'
import { FollowUpRow } from './FollowUpRow.tsx'

function PlanForm({ case_id }: { case_id: string }) {
  const [from_on, setFrom] = useState<string | null>(today())
  // Made before the first press, so that pressing twice plans once.
  const [follow_up_ids] = useState(() => usualMonths.map(() => newId()))
  const plan = useWrite(planFollowUps, { invalidates: [listFollowUps, readTimeline, openFile, listFiles] })
  const days = from_on ? usualFollowUps(from_on).map(({ due_on }) => day(due_on, 'long')) : []
  const save = () =>
    from_on && plan.mutate({ case_id, from_on, follow_up_ids }, { onSuccess: () => toast(t('outcomes.planned')) })
  return (
    <Form problem={plan.error} onSubmit={save}>
      <DateField
        name="from_on"
        label={t('outcomes.from_on')}
        description={t('outcomes.from_on_why')}
        isRequired
        value={from_on}
        onChange={setFrom}
      />
      {days.length > 0 && <p>{t('outcomes.would_be', { days: list(days) })}</p>}
      <FormActions>
        <Button type="submit" kind="primary" icon="calendar" busy={plan.isPending}>
          {t('outcomes.plan')}
        </Button>
      </FormActions>
    </Form>
  )
}

export function FollowUpPanel({ file }: { file: CaseFile }) {
  const { case_id } = file
  const followUps = useGet(listFollowUps, { case_id }, { staleMs: 0 })
  const mayPlan = Boolean(file.may['plan.write'])
  return (
    <Section title={t('outcomes.title')} lead={t('outcomes.lead')}>
      <Loaded of={followUps}>
        {({ follow_ups }) =>
          follow_ups.length === 0 ? (
            <>
              <EmptyState icon="calendar" title={t('outcomes.empty')}>
                <p>{t('outcomes.empty_why')}</p>
              </EmptyState>
              {mayPlan && <PlanForm case_id={case_id} />}
            </>
          ) : (
            <List label={t('outcomes.title')}>
              {follow_ups.map((each) => (
                <FollowUpRow key={each.follow_up_id} file={file} followUp={each} />
              ))}
            </List>
          )
        }
      </Loaded>
    </Section>
  )
}
