// Who stands for the person, and whether their word is good enough for a consent.

import { choose, currentOf, differing } from '#cases/ui/conflict.ts'
import { Checkbox, ConflictDialog, DateField, Notice, RadioGroup, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { Guardian, GuardianStatus, keepGuardian } from '../guardian.ts'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

interface Props {
  case_id: string
  guardian: Guardian | null
  today: string
  onDone: () => void
}
type Answers = Pick<
  Guardian,
  'status' | 'kind' | 'may_consent' | 'since_on' | 'name' | 'reached_by' | 'why' | 'version'
>

const first: Answers = {
  status: 'asked',
  kind: 'public_body',
  may_consent: false,
  since_on: null,
  name: '',
  reached_by: '',
  why: '',
  version: 0,
}
const told = (answers: Answers) => ({
  status: t(`minors.guardian.status.${answers.status}`),
  may_consent: t(answers.may_consent ? 'minors.guardian.may' : 'minors.guardian.may_not'),
  name: answers.name,
  why: answers.why,
})

export function GuardianForm({ case_id, guardian, today, onDone }: Props) {
  const form = useShortForm(
    keepGuardian,
    `guardian ${case_id}`,
    guardian ? { ...first, ...pick(guardian) } : first,
    onDone,
  )
  const { answers, set } = form
  const current = currentOf<Guardian>(form.problem)
  const send = (of: Answers) => {
    const { status, kind, since_on, name, reached_by, why, version } = of
    const may_consent = status === 'appointed' && of.may_consent
    form.save({ case_id, version, status, kind, may_consent, since_on, name, reached_by, why } as never)
  }
  const needsName = answers.status === 'appointed' || answers.status === 'conflict'
  return (
    <>
      <ShortForm
        returned={form.returned}
        problem={current ? null : form.problem}
        busy={form.busy}
        action={t('minors.guardian.save')}
        onSave={() => send(answers)}
        onLeave={form.leave}
      >
        <RadioGroup
          label={t('minors.guardian.status')}
          options={choices(GuardianStatus.options, 'minors.guardian.status')}
          value={answers.status}
          onChange={(status) => set({ status: status as Answers['status'] })}
        />
        <Select
          label={t('minors.guardian.kind')}
          width="short"
          options={choices(Guardian.shape.kind.options, 'minors.guardian.kind')}
          value={answers.kind}
          onChange={(kind) => set({ kind: kind as Answers['kind'] })}
        />
        <TextField
          name="name"
          label={t('minors.guardian.name')}
          isRequired={needsName}
          value={answers.name}
          onChange={(name) => set({ name })}
        />
        {answers.status === 'appointed' && (
          <>
            <Checkbox isSelected={answers.may_consent} onChange={(may_consent) => set({ may_consent })}>
              {t('minors.guardian.may_ask')}
            </Checkbox>
            <DateField
              name="since_on"
              label={t('minors.guardian.since')}
              max={today}
              value={answers.since_on}
              onChange={(since_on) => set({ since_on })}
            />
          </>
        )}
        <TextField
          label={t('minors.guardian.reached_by')}
          value={answers.reached_by}
          onChange={(reached_by) => set({ reached_by })}
        />
        <TextArea label={t('minors.guardian.why')} rows={3} value={answers.why} onChange={(why) => set({ why })} />
        {!(answers.status === 'appointed' && answers.may_consent) && (
          <Notice tone="warning">{t('minors.guardian.ends_consents')}</Notice>
        )}
      </ShortForm>
      {current && (
        <ConflictDialog
          isOpen
          fields={differing(
            Object.entries(told(answers)).map(([name, mine]) => ({
              name,
              label: t(`minors.guardian.${name}`),
              mine,
              theirs: told(current)[name as 'name'],
            })),
          )}
          onClose={form.reset}
          onResolve={(choice) => send({ ...choose(answers, current, choice), version: current.version })}
        />
      )}
    </>
  )
}

const pick = ({ status, kind, may_consent, since_on, name, reached_by, why, version }: Guardian): Answers => ({
  status,
  kind,
  may_consent,
  since_on,
  name,
  reached_by,
  why,
  version,
})
