// Exceptions that wait for a second colleague, and those that were answered.
import { useWrite } from '#gate/query.ts'
import { Badge, Button, ErrorNotice, List, ListItem, Name, toast } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { answerOverride, type Override, readExclusions } from '../exclusion.ts'

const stateOf = ({ answer, used_at, expires_at }: Override, now: string): string => {
  if (answer === null) return 'waiting'
  if (answer === 'declined') return 'declined'
  if (used_at) return 'used'
  return expires_at && expires_at < now ? 'lapsed' : 'approved'
}

function One({ case_id, override }: { case_id: string; override: Override }) {
  const { override_id, version, assignment, whom, reason, requested_by_name, requested_at } = override
  const decide = useWrite(answerOverride, { invalidates: [readExclusions, readTimeline] })
  const say = (answer: 'approved' | 'declined') =>
    decide.mutate(
      { case_id, override_id, version, answer },
      { onSuccess: () => toast(t(`exclusions.override.${answer}`)) },
    )
  const state = stateOf(override, new Date().toISOString())
  return (
    <ListItem
      icon="shield"
      title={
        <>
          {t(`exclusions.override.for.${assignment.kind}`)}
          {whom && (
            <>
              : <Name>{whom}</Name>
            </>
          )}
        </>
      }
      detail={
        <>
          <span dir="auto">{reason}</span>
          <br />
          {t('exclusions.override.asked_by')} <Name>{requested_by_name}</Name> · {moment(requested_at)}
          {state === 'approved' && override.expires_at && (
            <> · {t('exclusions.override.until', { moment: moment(override.expires_at) })}</>
          )}
          {override.answered_by_name && (
            <>
              {' · '}
              {t('exclusions.override.answered_by')} <Name>{override.answered_by_name}</Name>
            </>
          )}
          {decide.error && <ErrorNotice problem={decide.error} />}
          {/* Neither answer is the one to press: an exception to somebody's safety is thought over. */}
          {override.may_answer && (
            <div className="form-actions">
              <Button busy={decide.isPending} onPress={() => say('approved')}>
                {t('exclusions.override.approve')}
              </Button>
              <Button busy={decide.isPending} onPress={() => say('declined')}>
                {t('exclusions.override.decline')}
              </Button>
            </div>
          )}
        </>
      }
      aside={
        <Badge tone={state === 'waiting' ? 'warning' : state === 'approved' ? 'good' : 'neutral'}>
          {t(`exclusions.override.state.${state}`)}
        </Badge>
      }
    />
  )
}

export function Overrides({ case_id, overrides }: { case_id: string; overrides: Override[] }) {
  if (overrides.length === 0) return null
  return (
    <>
      <h3>{t('exclusions.overrides')}</h3>
      <p>{t('exclusions.overrides_lead')}</p>
      <List label={t('exclusions.overrides')}>
        {overrides.map((override) => (
          <One key={override.override_id} case_id={case_id} override={override} />
        ))}
      </List>
    </>
  )
}
