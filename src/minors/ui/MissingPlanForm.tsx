// The plan made together, in a calm hour, for the case that the person leaves the place.
import { choose, currentOf, differing } from '#cases/ui/conflict.ts'
import { addDays } from '#kit/day.ts'
import { Button, Checkbox, ConflictDialog, DateField, RadioGroup, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { isolate, list, t } from '#language/here.ts'
import { Called, CalledBy, keepMissingPlan, type MissingPlan, PhotoConsent, type PlanCall } from '../missing.ts'
import { ShortForm } from './ShortForm.tsx'
import { choices, useShortForm } from './writing.ts'

type Answers = Omit<MissingPlan, 'written_by' | 'review_on'> & { review_on: string | null }
const hours = ['1', '2', '3', '6', '12', '24', '48', '72']
const aCall: PlanCall = { by: 'on_duty', whom: 'police', who: '', within_hours: 2 }

const first = (today: string): Answers => ({
  version: 0,
  photo: 'not_asked',
  made_with_child: true,
  review_on: addDays(today, 90),
  places: '',
  photo_where: '',
  calls: [aCall],
  never: '',
  helps: '',
})

export const callWords = (call: PlanCall): string =>
  t('minors.plan.call_words', {
    by: t(`minors.plan.by.${call.by}`),
    whom: t(`minors.plan.whom.${call.whom}`),
    who: call.who ? isolate(call.who) : 'none',
    hours: call.within_hours,
  })

const told = (plan: Answers | MissingPlan) => ({
  places: plan.places,
  never: plan.never,
  helps: plan.helps,
  calls: list(plan.calls.map(callWords)),
  photo: t(`minors.plan.photo.${plan.photo}`),
})

interface CallProps {
  call: PlanCall
  place: number
  mayCallFamily: boolean
  onChange: (call: PlanCall) => void
  onRemove: () => void
}
function Call({ call, place, mayCallFamily, onChange, onRemove }: CallProps) {
  const whom = Called.options.filter((each) => mayCallFamily || each !== 'family')
  return (
    <fieldset className="minor-call">
      <legend>{t('minors.plan.call', { number: place + 1 })}</legend>
      <Select
        label={t('minors.plan.by')}
        width="short"
        options={choices(CalledBy.options, 'minors.plan.by')}
        value={call.by}
        onChange={(by) => onChange({ ...call, by: by as PlanCall['by'] })}
      />
      <Select
        label={t('minors.plan.whom')}
        width="short"
        options={choices(whom, 'minors.plan.whom')}
        value={call.whom}
        onChange={(to) => onChange({ ...call, whom: to as PlanCall['whom'] })}
      />
      <TextField label={t('minors.plan.who')} value={call.who} onChange={(who) => onChange({ ...call, who })} />
      <Select
        label={t('minors.plan.within')}
        width="short"
        options={hours.map((id) => ({ id, label: t('minors.plan.hours', { hours: Number(id) }) }))}
        value={String(call.within_hours)}
        onChange={(id) => onChange({ ...call, within_hours: Number(id) })}
      />
      <Button small kind="quiet" icon="delete" onPress={onRemove}>
        {t('minors.plan.remove_call', { number: place + 1 })}
      </Button>
    </fieldset>
  )
}

interface Props {
  case_id: string
  plan: MissingPlan | null
  today: string
  familyMayBeTold: boolean
  onDone: () => void
}

export function MissingPlanForm({ case_id, plan, today, familyMayBeTold, onDone }: Props) {
  const form = useShortForm(
    keepMissingPlan,
    `missing plan ${case_id}`,
    plan ? { ...first(today), ...plan } : first(today),
    onDone,
  )
  const { answers, set } = form
  const current = currentOf<MissingPlan>(form.problem)
  const send = ({ version, photo, made_with_child, review_on, places, photo_where, calls, never, helps }: Answers) =>
    form.save({
      ...{ case_id, version, photo, made_with_child, review_on, places, photo_where, calls, never, helps },
    } as never)
  const put = (place: number, call: PlanCall | null) =>
    set({ calls: answers.calls.flatMap((each, at) => (at !== place ? [each] : call ? [call] : [])) })
  return (
    <>
      <ShortForm
        returned={form.returned}
        problem={current ? null : form.problem}
        busy={form.busy}
        action={t('minors.plan.save')}
        onSave={() => send(answers)}
        onLeave={form.leave}
      >
        <Checkbox isSelected={answers.made_with_child} onChange={(made_with_child) => set({ made_with_child })}>
          {t('minors.plan.made_with')}
        </Checkbox>
        <TextArea
          label={t('minors.plan.helps')}
          description={t('minors.own_words')}
          rows={3}
          value={answers.helps}
          onChange={(helps) => set({ helps })}
        />
        <TextArea
          label={t('minors.plan.places')}
          rows={3}
          value={answers.places}
          onChange={(places) => set({ places })}
        />
        <RadioGroup
          label={t('minors.plan.photo')}
          options={choices(PhotoConsent.options, 'minors.plan.photo')}
          value={answers.photo}
          onChange={(photo) => set({ photo: photo as MissingPlan['photo'] })}
        />
        {(answers.photo === 'yes' || answers.photo === 'only_police') && (
          <TextField
            label={t('minors.plan.photo_where')}
            value={answers.photo_where}
            onChange={(photo_where) => set({ photo_where })}
          />
        )}
        {answers.calls.map((call, place) => (
          <Call
            // biome-ignore lint/suspicious/noArrayIndexKey: calls have no other name than their place
            key={place}
            call={call}
            place={place}
            mayCallFamily={familyMayBeTold}
            onChange={(changed) => put(place, changed)}
            onRemove={() => put(place, null)}
          />
        ))}
        {answers.calls.length < 12 && (
          <Button small icon="add" onPress={() => set({ calls: [...answers.calls, aCall] })}>
            {t('minors.plan.add_call')}
          </Button>
        )}
        <TextArea
          name="never"
          label={t('minors.plan.never')}
          description={t('minors.plan.never_why')}
          isRequired
          rows={3}
          value={answers.never}
          onChange={(never) => set({ never })}
        />
        <DateField
          name="review_on"
          label={t('minors.review_on')}
          isRequired
          min={addDays(today, 1)}
          value={answers.review_on}
          onChange={(review_on) => set({ review_on })}
        />
      </ShortForm>
      {current && (
        <ConflictDialog
          isOpen
          fields={differing(
            Object.entries(told(answers)).map(([name, mine]) => ({
              name,
              label: t(`minors.plan.${name}`),
              mine,
              theirs: told(current)[name as 'never'],
            })),
          )}
          onClose={form.reset}
          onResolve={(choice) => send({ ...choose(answers, current as Answers, choice), version: current.version })}
        />
      )}
    </>
  )
}
