// What was written down, kind by kind, with the way to write it again or add to it.
import { type ReactNode, useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useWrite } from '#gate/query.ts'
import { Badge, Button, Facts, Name, Notice, Prose, Section } from '#kit/ui/index.ts'
import { day, list, moment, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { withdrawAssent } from '../heard.ts'
import { type MinorSide, readMinor } from '../minor.ts'
import { AssentForm } from './AssentForm.tsx'
import { GuardianForm } from './GuardianForm.tsx'
import { InterestForm } from './InterestForm.tsx'
import { TalkAfterwards } from './Missing.tsx'
import { callWords, MissingPlanForm } from './MissingPlanForm.tsx'
import { CheckForm, RiskForm } from './RiskForms.tsx'

interface Props {
  file: CaseFile
  side: MinorSide
  today: string
}

interface KindProps {
  title: string
  lead?: string
  /** The words of the button; absent where this reader may not write. */
  action?: string | false | undefined
  form: (done: () => void) => ReactNode
  children: ReactNode
}
function Kind({ title, lead, action, form, children }: KindProps) {
  const [open, setOpen] = useState(false)
  const button = action && !open && (
    <Button small icon="edit" onPress={() => setOpen(true)}>
      {action}
    </Button>
  )
  return (
    <Section title={title} {...(lead && { lead })} actions={button}>
      {open && form(() => setOpen(false))}
      {children}
    </Section>
  )
}

const isNextOrDone = (side: MinorSide, shown_by: string): boolean =>
  side.steps.some((step) => step.shown_by === shown_by && ['next', 'done', 'not_needed'].includes(step.state))

const only = (value: string, label: string) => (value ? [{ label, value: <bdi dir="auto">{value}</bdi> }] : [])

export function GuardianRecord({ file, side, today }: Props) {
  const { guardian } = side
  const mayWrite = side.walks && file.writes.includes('law')
  return (
    <Kind
      title={t('minors.guardian.title')}
      action={mayWrite && t('minors.take.guardian_asked')}
      form={(done) => <GuardianForm case_id={file.case_id} guardian={guardian} today={today} onDone={done} />}
    >
      {!guardian && <p className="minor-detail">{t('minors.guardian.empty')}</p>}
      {guardian && (
        <>
          <p className="minor-head">
            <Badge tone={guardian.status === 'conflict' ? 'warning' : 'calm'}>
              {t(`minors.guardian.status.${guardian.status}`)}
            </Badge>
            <Badge tone={guardian.may_consent ? 'good' : 'danger'} icon="shield">
              {t(guardian.may_consent ? 'minors.guardian.may' : 'minors.guardian.may_not')}
            </Badge>
          </p>
          <Facts
            items={[
              ...(guardian.name ? [{ label: t('minors.guardian.name'), value: <Name>{guardian.name}</Name> }] : []),
              { label: t('minors.guardian.kind'), value: t(`minors.guardian.kind.${guardian.kind}`) },
              ...(guardian.since_on
                ? [{ label: t('minors.guardian.since'), value: day(guardian.since_on, 'long') }]
                : []),
              ...only(guardian.reached_by, t('minors.guardian.reached_by')),
              ...only(guardian.why, t('minors.guardian.why')),
            ]}
          />
        </>
      )}
    </Kind>
  )
}

export function Assents({ file, side, today }: Props) {
  const mayWrite = side.walks && file.writes.includes('identity')
  const withdraw = useWrite(withdrawAssent, { invalidates: [readMinor, readTimeline] })
  return (
    <Kind
      title={t('minors.assent.title')}
      lead={t('minors.assent.lead')}
      action={mayWrite && t('minors.take.assent')}
      form={(done) => <AssentForm file={file} today={today} onDone={done} />}
    >
      {side.assents.map((assent) => (
        <article key={assent.assent_id} className="minor-record">
          <p className="minor-head">
            <strong>{t(`minors.assent.about.${assent.about}`)}</strong>
            <Badge tone={assent.withdrawn_at || assent.answer !== 'yes' ? 'warning' : 'good'}>
              {assent.withdrawn_at ? t('minors.assent.withdrawn') : t(`minors.assent.answer.${assent.answer}`)}
            </Badge>
          </p>
          {assent.words && <Prose>{assent.words}</Prose>}
          <p className="minor-detail">
            {day(assent.asked_on, 'short')} · {languageName(assent.language)} ·{' '}
            {list(assent.explained_by.map((each) => t(`minors.assent.explained_by.${each}`)))}
          </p>
          {mayWrite && assent.answer === 'yes' && !assent.withdrawn_at && (
            <div>
              <Button
                small
                kind="quiet"
                busy={withdraw.isPending}
                onPress={() => withdraw.mutate({ case_id: file.case_id, assent_id: assent.assent_id })}
              >
                {t('minors.assent.withdraw')}
              </Button>
            </div>
          )}
        </article>
      ))}
    </Kind>
  )
}

export function FamilyAndSearch({ file, side, today }: Props) {
  const [checking, setChecking] = useState(false)
  const { case_id } = file
  const mayWrite = side.walks && file.writes.includes('safety')
  const mayCheck = mayWrite && isNextOrDone(side, 'missing_check') && !checking
  return (
    <Kind
      title={t('minors.risk.title')}
      action={mayWrite && isNextOrDone(side, 'family_risk') && t('minors.take.family_risk')}
      form={(done) => <RiskForm case_id={case_id} today={today} onDone={done} />}
    >
      {side.steps.length > 0 && (
        <Notice tone={side.family_may_be_told ? 'good' : 'warning'}>
          {t(side.family_may_be_told ? 'minors.risk.may_be_told' : 'minors.risk.not_told')}
        </Notice>
      )}
      {side.family_risks.map((risk) => (
        <article key={risk.family_risk_id} className="minor-record">
          <p className="minor-head">
            <strong>{t(`minors.risk.outcome.${risk.outcome}`)}</strong>
            <span className="minor-detail">{day(risk.assessed_on, 'short')}</span>
          </p>
          <Prose>{risk.grounds}</Prose>
          <p className="minor-detail">
            <bdi dir="auto">{risk.who}</bdi> · {t('minors.again_on', { day: day(risk.review_on, 'short') })}
          </p>
        </article>
      ))}
      {checking && <CheckForm case_id={case_id} side={side} today={today} onDone={() => setChecking(false)} />}
      {side.missing_checks.map((check) => (
        <article key={check.missing_check_id} className="minor-record">
          <p className="minor-head">
            <strong>{t(`minors.check.outcome.${check.outcome}`)}</strong>
            <span className="minor-detail">{day(check.checked_on, 'short')}</span>
          </p>
          <p className="minor-detail">
            {t('minors.check.asked_whom', { whom: list(check.asked.map((each) => t(`minors.whom.${each}`))) })}
          </p>
          {(check.where || check.by_whom) && (
            <p dir="auto">{[check.where, check.by_whom].filter(Boolean).join(' · ')}</p>
          )}
          {check.words && <Prose>{check.words}</Prose>}
        </article>
      ))}
      {mayCheck && (
        <div>
          <Button small kind="quiet" icon="add" onPress={() => setChecking(true)}>
            {t('minors.take.missing_check')}
          </Button>
        </div>
      )}
    </Kind>
  )
}

export function Interests({ file, side, today }: Props) {
  const mayWrite = side.walks && file.writes.includes('safety') && isNextOrDone(side, 'best_interest')
  if (side.best_interests.length === 0 && !mayWrite) return null
  return (
    <Kind
      title={t('minors.interest.title')}
      action={mayWrite && t('minors.take.best_interest')}
      form={(done) => (
        <InterestForm case_id={file.case_id} today={today} familyMayBeTold={side.family_may_be_told} onDone={done} />
      )}
    >
      {side.best_interests.length === 0 && <p className="minor-detail">{t('minors.interest.empty')}</p>}
      {side.best_interests.map((each) => (
        <article key={each.best_interest_id} className="minor-record">
          <p className="minor-head">
            <strong>{t(`minors.interest.question.${each.question}`)}</strong>
            <span className="minor-detail">{day(each.decided_on, 'short')}</span>
          </p>
          {each.child_words ? (
            <blockquote className="minor-words">
              <Prose>{each.child_words}</Prose>
            </blockquote>
          ) : (
            <Notice tone="warning">
              <bdi dir="auto">{each.not_heard_why}</bdi>
            </Notice>
          )}
          <Facts
            items={[
              { label: t('minors.interest.decision'), value: <bdi dir="auto">{each.decision}</bdi> },
              { label: t('minors.interest.options'), value: <bdi dir="auto">{each.options}</bdi> },
              {
                label: t('minors.interest.heard'),
                value: list(each.heard.map((one) => t(`minors.interest.heard.${one}`))),
              },
              { label: t('minors.review_on'), value: day(each.review_on, 'long') },
            ]}
          />
        </article>
      ))}
    </Kind>
  )
}

export function MissingRecord({ file, side, today }: Props) {
  const { nameOf } = useColleagues()
  const [talking, setTalking] = useState<string | null>(null)
  const { missing_plan: plan } = side
  const mayWrite = side.walks && file.writes.includes('safety')
  const past = side.missing_times.filter(({ back_at }) => back_at !== null)
  return (
    <Kind
      title={t('minors.plan.title')}
      lead={t('minors.plan.lead')}
      action={mayWrite && isNextOrDone(side, 'missing_plan') && t('minors.take.missing_plan')}
      form={(done) => (
        <MissingPlanForm
          case_id={file.case_id}
          plan={plan}
          today={today}
          familyMayBeTold={side.family_may_be_told}
          onDone={done}
        />
      )}
    >
      {!plan && <p className="minor-detail">{t('minors.plan.empty')}</p>}
      {plan && (
        <>
          <Notice tone="danger">
            <strong>{t('minors.plan.never')}</strong>
            <Prose>{plan.never}</Prose>
          </Notice>
          <ol>
            {plan.calls.map((call) => (
              <li key={callWords(call)}>{callWords(call)}</li>
            ))}
          </ol>
          <Facts
            items={[
              ...only(plan.helps, t('minors.plan.helps')),
              ...only(plan.places, t('minors.plan.places')),
              { label: t('minors.plan.photo'), value: t(`minors.plan.photo.${plan.photo}`) },
              ...only(plan.photo_where, t('minors.plan.photo_where')),
              {
                label: t('minors.plan.made'),
                value: t(plan.made_with_child ? 'minors.plan.made_together' : 'minors.plan.made_without'),
              },
              { label: t('minors.review_on'), value: day(plan.review_on, 'long') },
            ]}
          />
        </>
      )}
      {past.map((each) => (
        <article key={each.missing_id} className="minor-record">
          <p className="minor-head">
            <strong>{t('minors.missing.was', { from: moment(each.left_at), until: moment(each.back_at!) })}</strong>
            <span className="minor-detail">
              <Name>{nameOf(each.told_by)}</Name>
            </span>
          </p>
          {each.talk?.said && <Prose>{each.talk.said}</Prose>}
          {each.talk && (
            <Facts
              items={[
                ...only(each.talk.changes, t('minors.missing.changes')),
                { label: t('minors.missing.health'), value: t(`minors.missing.health.${each.talk.health}`) },
                { label: t('minors.missing.in_danger'), value: t(`minors.missing.in_danger.${each.talk.in_danger}`) },
              ]}
            />
          )}
          {talking === each.missing_id ? (
            <TalkAfterwards case_id={file.case_id} missing={each} onDone={() => setTalking(null)} />
          ) : (
            mayWrite && (
              <div>
                <Button small kind="quiet" icon="edit" onPress={() => setTalking(each.missing_id)}>
                  {t('minors.missing.talk')}
                </Button>
              </div>
            )
          )}
        </article>
      ))}
    </Kind>
  )
}
