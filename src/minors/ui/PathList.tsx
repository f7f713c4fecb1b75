// The pathway as one calm list: what is next, what waits for what, and the short form of each step.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { Badge, Button, Icon, type IconName, Notice, RadioGroup, TextArea } from '#kit/ui/index.ts'
import { day, list, moment, t } from '#language/here.ts'
import type { MinorSide } from '../minor.ts'
import { markStep, type StepMark, type TellStep } from '../pathway.ts'
import { AssentForm } from './AssentForm.tsx'
import { GuardianForm } from './GuardianForm.tsx'
import { InterestForm } from './InterestForm.tsx'
import { MissingPlanForm } from './MissingPlanForm.tsx'
import { CheckForm, RiskForm } from './RiskForms.tsx'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

interface Props {
  file: CaseFile
  side: MinorSide
  today: string
}

const icons: Record<TellStep['state'], IconName> = {
  done: 'check',
  not_needed: 'close',
  next: 'forward',
  waits: 'clock',
  locked: 'lock',
}
const tones = { done: 'good', not_needed: 'neutral', next: 'calm', waits: 'neutral', locked: 'warning' } as const

function MarkForm({ case_id, step, onDone }: { case_id: string; step: TellStep; onDone: () => void }) {
  const first = { state: (step.mark?.state ?? 'done') as StepMark['state'], words: step.mark?.words ?? '' }
  const form = useShortForm(markStep, `step ${step.code} of ${case_id}`, first, onDone)
  const { state, words } = form.answers
  const version = step.mark?.version ?? 0
  return (
    <ShortForm
      {...form}
      action={t('minors.step.save')}
      onSave={() => form.save({ case_id, step: step.code, version, state, words } as never)}
      onLeave={form.leave}
    >
      <RadioGroup
        label={t('minors.step.state')}
        inline
        options={choices(step.shown_by === 'hand' ? ['done', 'not_needed'] : ['not_needed'], 'minors.state')}
        value={state}
        onChange={(next) => form.set({ state: next as StepMark['state'] })}
      />
      <TextArea
        name="words"
        label={t('minors.step.words')}
        isRequired={state === 'not_needed'}
        rows={3}
        value={words}
        onChange={(text) => form.set({ words: text })}
      />
    </ShortForm>
  )
}

/** The form that takes a step: its own record, or a mark by hand. */
function StepForm({ file, side, step, today, onDone }: Props & { step: TellStep; onDone: () => void }) {
  const { case_id } = file
  const familyMayBeTold = side.family_may_be_told
  switch (step.shown_by) {
    case 'missing_check':
      return <CheckForm case_id={case_id} side={side} today={today} onDone={onDone} />
    case 'assent':
      return <AssentForm file={file} today={today} onDone={onDone} />
    case 'guardian_asked':
    case 'guardian_appointed':
      return <GuardianForm case_id={case_id} guardian={side.guardian} today={today} onDone={onDone} />
    case 'family_risk':
      return <RiskForm case_id={case_id} today={today} onDone={onDone} />
    case 'best_interest':
      return <InterestForm case_id={case_id} today={today} familyMayBeTold={familyMayBeTold} onDone={onDone} />
    case 'missing_plan':
      return (
        <MissingPlanForm
          case_id={case_id}
          plan={side.missing_plan}
          today={today}
          familyMayBeTold={familyMayBeTold}
          onDone={onDone}
        />
      )
    default:
      return <MarkForm case_id={case_id} step={step} onDone={onDone} />
  }
}

const nameOf = (code: string) => t(`minors.step.${code}`)

function Detail({ step }: { step: TellStep }) {
  if (step.state === 'waits') return <>{t('minors.waits_for', { steps: list(step.waits_for.map(nameOf)) })}</>
  if (step.state === 'locked') return <>{t('minors.locked')}</>
  if (step.mark)
    return (
      <>
        {day(step.mark.done_on, 'short')}
        {step.mark.words && (
          <>
            {' · '}
            <bdi dir="auto">{step.mark.words}</bdi>
          </>
        )}
      </>
    )
  if (step.state === 'done') return <>{t('minors.done_by_record')}</>
  return (
    <>
      {t(`minors.who.${step.who}`)}
      {step.due_at && <> · {t('minors.due', { when: moment(step.due_at) })}</>}
    </>
  )
}

/** Of the steps that may be taken now, the first is the one to take. */
function Step({ step, isFirst, ...rest }: Props & { step: TellStep; isFirst: boolean }) {
  const [open, setOpen] = useState<'record' | 'mark' | null>(null)
  const { file, side } = rest
  const done = () => setOpen(null)
  const mayWrite = side.walks && file.writes.includes(step.section)
  const isNext = mayWrite && step.state === 'next' && open === null
  return (
    <li className={`minor-step minor-${step.state}`}>
      <span className="minor-mark">
        <Icon name={icons[step.state]} size={16} />
      </span>
      <div className="minor-record">
        <p className="minor-head">
          <strong>{nameOf(step.code)}</strong>
          <Badge tone={tones[step.state]}>{t(`minors.state.${step.state}`)}</Badge>
          {step.late && <Badge tone="warning">{t('minors.late')}</Badge>}
        </p>
        <p className="minor-detail">
          <Detail step={step} />
        </p>
        {isNext && (
          <div className="form-actions">
            <Button small kind={isFirst ? 'primary' : 'secondary'} onPress={() => setOpen('record')}>
              {t(`minors.take.${step.shown_by}`)}
            </Button>
            {step.shown_by !== 'hand' && (
              <Button small kind="quiet" onPress={() => setOpen('mark')}>
                {t('minors.state.not_needed')}
              </Button>
            )}
          </div>
        )}
        {open === 'record' && <StepForm {...rest} step={step} onDone={done} />}
        {open === 'mark' && <MarkForm case_id={file.case_id} step={{ ...step, mark: null }} onDone={done} />}
      </div>
    </li>
  )
}

export function PathList(props: Props) {
  const { steps, reviewed, valid_from } = props.side
  const next = steps.filter(({ state }) => state === 'next')
  return (
    <>
      {next.length > 0 && <p>{t('minors.next_is', { steps: next.map(({ code }) => nameOf(code)).join('; ') })}</p>}
      <ol className="minor-path">
        {steps.map((step) => (
          <Step key={step.code} {...props} step={step} isFirst={step === next[0]} />
        ))}
      </ol>
      {!reviewed && <Notice>{t('minors.not_reviewed', { day: day(valid_from, 'long') })}</Notice>}
    </>
  )
}
