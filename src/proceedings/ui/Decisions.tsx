// What was decided, newest first, and the appeals against it. From a decision one goes to the terms that run from it.
import { useState } from 'react'
import { Badge, type BadgeTone, Button, LinkButton, Section } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { Appeal, Decision } from '../decision.ts'
import type { Matter } from '../matter.ts'
import { AppealForm } from './AppealForm.tsx'
import { DecisionForm } from './DecisionForm.tsx'

interface Props {
  case_id: string
  matter: Matter
  mayWrite: boolean
  today: string
}

const tones: Record<Decision['outcome'], BadgeTone> = {
  for_her: 'good',
  in_part: 'calm',
  against_her: 'warning',
  not_known: 'neutral',
}

function OneDecision({ decision, props }: { decision: Decision; props: Props }) {
  const { case_id, mayWrite, today } = props
  const [doing, setDoing] = useState<'change' | 'appeal' | Appeal | null>(null)
  const stop = () => setDoing(null)
  const { kind, decided_on, notified_on, outcome, number, words, appeals, law_event_id } = decision
  if (doing === 'change')
    return <DecisionForm {...{ case_id, today }} matter={props.matter} decision={decision} onDone={stop} />
  return (
    <article className="matter-card">
      <div className="matter-card-head">
        <h3>{t(`proceedings.decision.kind.${kind}`)}</h3>
        <Badge tone={tones[outcome]}>{t(`proceedings.decision.outcome.${outcome}`)}</Badge>
        {law_event_id && (
          <Badge tone="calm" icon="clock">
            {t('proceedings.decision.event_done')}
          </Badge>
        )}
      </div>
      <p className="matter-when">
        {t('proceedings.decision.decided_on')} {day(decided_on, 'long')}
        {notified_on && (
          <>
            {' · '}
            {t('proceedings.decision.notified_on')} {day(notified_on, 'long')}
          </>
        )}
        {number && (
          <>
            {' · '}
            <bdi>{number}</bdi>
          </>
        )}
      </p>
      {words && (
        <p className="matter-words" dir="auto">
          {words}
        </p>
      )}
      {appeals.map((appeal) =>
        typeof doing === 'object' && doing?.appeal_id === appeal.appeal_id ? (
          <AppealForm key={appeal.appeal_id} {...{ case_id, decision, appeal, today }} onDone={stop} />
        ) : (
          <div key={appeal.appeal_id} className="matter-appeal">
            <p className="matter-when">
              {t('proceedings.appeal.title', { whose: t(`proceedings.appeal.lodged_by.${appeal.lodged_by}`) })} ·{' '}
              {day(appeal.lodged_on, 'short')} · {t(`proceedings.appeal.status.${appeal.status}`)}
              {(appeal.court || appeal.number) && (
                <>
                  {' · '}
                  <bdi dir="auto">{[appeal.court, appeal.number].filter(Boolean).join(', ')}</bdi>
                </>
              )}
            </p>
            {appeal.words && (
              <p className="matter-words" dir="auto">
                {appeal.words}
              </p>
            )}
            {mayWrite && (
              <Button
                small
                kind="quiet"
                icon="edit"
                aria-label={t('proceedings.appeal.change')}
                onPress={() => setDoing(appeal)}
              />
            )}
          </div>
        ),
      )}
      {doing === 'appeal' && <AppealForm {...{ case_id, decision, today }} appeal={null} onDone={stop} />}
      {doing === null && (
        <div className="proceedings-actions">
          {mayWrite && (
            <>
              <Button small onPress={() => setDoing('appeal')}>
                {t('proceedings.appeal.add')}
              </Button>
              <Button small kind="quiet" icon="edit" onPress={() => setDoing('change')}>
                {t('proceedings.decision.change')}
              </Button>
            </>
          )}
          {law_event_id && (
            <LinkButton small kind="quiet" icon="law" href={`/desk/people/${case_id}?tab=law`}>
              {t('proceedings.decision.to_law')}
            </LinkButton>
          )}
        </div>
      )}
    </article>
  )
}

export function Decisions(props: Props) {
  const { case_id, matter, mayWrite, today } = props
  const [adding, setAdding] = useState(false)
  return (
    <Section
      title={t('proceedings.decisions')}
      actions={
        mayWrite &&
        !adding && (
          <Button icon="add" onPress={() => setAdding(true)}>
            {t('proceedings.decision.add')}
          </Button>
        )
      }
    >
      {adding && <DecisionForm {...{ case_id, matter, today }} decision={null} onDone={() => setAdding(false)} />}
      {matter.decisions.length === 0 && !adding && (
        <p className="proceedings-quiet">{t('proceedings.decisions.none')}</p>
      )}
      {matter.decisions.map((decision) => (
        <OneDecision key={decision.decision_id} decision={decision} props={props} />
      ))}
    </Section>
  )
}
