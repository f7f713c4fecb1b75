// Writing a decision down, and saying what it is in the eyes of the law, so that the terms to appeal run from its notification.
import { useGet } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import { ComboBox, DateField, Select, TextArea, TextField } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { readLaw } from '#law/law-file.ts'
import { likelyNext, recordable } from '#law/likely.rules.ts'
import { eventName } from '#law/ui/law-words.ts'
import { ShortForm } from '#safety/ui/ShortForm.tsx'
import { type Decision, decisionKinds, keepDecision, outcomes } from '../decision.ts'
import type { Matter } from '../matter.ts'
import { choices, useMatterForm } from './writing.ts'

interface Props {
  case_id: string
  matter: Matter
  decision: Decision | null
  today: string
  onDone: () => void
}

const answersOf = (decision: Decision) => ({
  ...{ decision_id: decision.decision_id, kind: decision.kind, outcome: decision.outcome },
  ...{ decided_on: decision.decided_on as string | null, notified_on: decision.notified_on },
  ...{ number: decision.number, words: decision.words, event_id: newId(), code: null as string | null },
})
type Answers = ReturnType<typeof answersOf>
const first = (today: string): Answers => ({
  ...{ decision_id: newId(), kind: 'order', outcome: 'not_known', decided_on: today, notified_on: today },
  ...{ number: '', words: '', event_id: newId(), code: null },
})
const plain = (value: string) => value
const dayOf = (value: string | null) => (value ? day(value, 'long') : '')
const none = 'none'

export function DecisionForm({ case_id, matter, decision, today, onDone }: Props) {
  const law = useGet(readLaw, { case_id })
  const form = useMatterForm<typeof keepDecision, Answers, Decision>(
    keepDecision,
    `decision ${decision?.decision_id ?? matter.matter_id}`,
    decision ? answersOf(decision) : first(today),
    onDone,
    {
      ...{ record: decision, answersOf },
      said: {
        kind: [t('proceedings.decision.kind'), (value) => t(`proceedings.decision.kind.${value}`)],
        outcome: [t('proceedings.decision.outcome'), (value) => t(`proceedings.decision.outcome.${value}`)],
        decided_on: [t('proceedings.decision.decided_on'), dayOf],
        notified_on: [t('proceedings.decision.notified_on'), dayOf],
        number: [t('proceedings.decision.number'), plain],
        words: [t('proceedings.decision.words'), plain],
      },
    },
  )
  const { answers, set } = form
  const events = law.data ? recordable(law.data.packs, law.data.file.jurisdictions) : []
  const happened = law.data?.events.filter(({ status }) => status === 'live').map(({ code }) => code) ?? []
  const likely = law.data ? likelyNext(events, law.data.items, law.data.rules, happened) : []
  const inOrder = [...likely, ...events.filter((each) => !likely.some(({ code }) => code === each.code))]
  const save = () =>
    form.save(({ code, event_id, decided_on, ...rest }, version) => {
      const event = events.find((each) => each.code === code)
      return {
        ...{ case_id, matter_id: matter.matter_id, version, ...rest, decided_on: decided_on ?? '' },
        event: event ? { event_id, code: event.code, jurisdiction: event.jurisdiction } : null,
      }
    })
  return (
    <div className="matter-card">
      <ShortForm {...form} action={t('proceedings.matter.save')} onSave={save} onLeave={form.leave}>
        <div className="matter-row">
          <Select
            label={t('proceedings.decision.kind')}
            options={choices(decisionKinds, 'proceedings.decision.kind')}
            value={answers.kind}
            onChange={(kind) => set({ kind: kind as Decision['kind'] })}
          />
          <Select
            label={t('proceedings.decision.outcome')}
            options={choices(outcomes, 'proceedings.decision.outcome')}
            value={answers.outcome}
            onChange={(outcome) => set({ outcome: outcome as Decision['outcome'] })}
          />
          <TextField
            label={t('proceedings.decision.number')}
            ltr
            value={answers.number}
            onChange={(number) => set({ number })}
          />
        </div>
        <div className="matter-row">
          <DateField
            name="decided_on"
            label={t('proceedings.decision.decided_on')}
            isRequired
            max={today}
            value={answers.decided_on}
            onChange={(decided_on) => set({ decided_on })}
          />
          <DateField
            name="notified_on"
            label={t('proceedings.decision.notified_on')}
            description={t('proceedings.decision.notified_why')}
            max={today}
            value={answers.notified_on}
            onChange={(notified_on) => set({ notified_on })}
          />
        </div>
        {!decision?.law_event_id && (
          <ComboBox
            label={t('proceedings.decision.event')}
            options={[
              { id: none, label: t('proceedings.decision.event_none') },
              ...inOrder.map(({ code }) => ({ id: code, label: eventName(code) })),
            ]}
            value={answers.code ?? none}
            onChange={(code) => set({ code: code === none ? null : code })}
          />
        )}
        <TextArea
          name="words"
          label={t('proceedings.decision.words')}
          rows={3}
          value={answers.words}
          onChange={(words) => set({ words })}
        />
      </ShortForm>
    </div>
  )
}
