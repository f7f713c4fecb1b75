// Writing a money claim down, or changing how far it is. Wages never paid are reckoned before anything is kept.
import { useWrite } from '#gate/query.ts'
import { useKeptForm } from '#gate/use-form.tsx'
import type { Day } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  Checkbox,
  DateField,
  ErrorNotice,
  Form,
  FormActions,
  Notice,
  Section,
  Select,
  Stack,
  TextArea,
  TextField,
  toast,
} from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { centsOf, typedOf } from '#language/sums.ts'
import { type PackId, packIds } from '#law/rule.ts'
import { readTimeline } from '#timeline/timeline.ts'
import * as model from '../claim.ts'
import { mostAsked, sumFault } from './claim-words.ts'
import { Payments } from './Payments.tsx'
import { type FloorsOf, SpanFields } from './SpanFields.tsx'
import { draftOf, newSpan, type SpanDraft, spanOf } from './span-draft.ts'
import { WageTables } from './WageTable.tsx'

interface Props {
  case_id: string
  today: Day
  wages: FloorsOf[]
  claim: model.Claim | null
  onDone: () => void
}

const answersOf = (claim: model.Claim) => ({
  ...{ claim_id: claim.claim_id, kind: claim.kind, pack: claim.pack, status: claim.status, words: claim.words },
  ...{ filed_on: claim.filed_on, decided_on: claim.decided_on, authority: claim.authority, number: claim.number },
  ...{ currency: claim.currency, asked: typedOf(claim.asked_cents), granted: typedOf(claim.granted_cents) },
  payments: claim.payments.map(({ payment_id, on, cents }) => ({
    ...{ payment_id, on: on as Day | null, amount: typedOf(cents) },
  })),
  spans: claim.spans.map(draftOf),
  /** The step that was recorded in the law of the file already, or is to be. */
  tells: '',
  event_id: newId(),
})
type Answers = ReturnType<typeof answersOf>

const first = (): Answers => ({
  ...{ claim_id: newId(), kind: 'back_wages', pack: 'es', status: 'considered', words: '', filed_on: null },
  ...{ decided_on: null, authority: '', number: '', currency: 'EUR', asked: '', granted: '', payments: [], spans: [] },
  ...{ tells: '', event_id: newId() },
})

const plain = (value: string): string => value
const onShortDay = (value: Day | null): string => (value ? day(value, 'short') : '?')
const onDay = (value: Day | null): string => (value ? day(value, 'long') : '')
const saidOf = () => ({
  kind: [t('claims.kind'), (value: string) => t(`claims.kind.${value}`)] as const,
  pack: [t('claims.pack'), (value: string) => t(`claims.pack.${value}`)] as const,
  status: [t('claims.status'), (value: string) => t(`claims.status.${value}`)] as const,
  filed_on: [t('claims.filed_on'), onDay] as const,
  decided_on: [t('claims.decided_on'), onDay] as const,
  authority: [t('claims.authority'), plain] as const,
  number: [t('claims.number'), plain] as const,
  currency: [t('claims.currency'), plain] as const,
  asked: [t('claims.asked_cents'), plain] as const,
  granted: [t('claims.granted_cents'), plain] as const,
  words: [t('claims.words'), plain] as const,
  spans: [
    t('claims.spans'),
    (value: SpanDraft[]) =>
      list(
        value.map(({ from, until, received }) =>
          t('claims.span_short', { from: onShortDay(from), until: onShortDay(until), received: received || '0' }),
        ),
      ),
  ] as const,
  payments: [
    t('claims.payments'),
    (value: Answers['payments']) => list(value.map(({ on, amount }) => `${onShortDay(on)}: ${amount}`)),
  ] as const,
})

const inputOf = (case_id: string, answers: Answers) => {
  const { asked, granted, payments, spans, tells, event_id, ...rest } = answers
  return {
    ...{ case_id, ...rest, asked_cents: centsOf(asked), granted_cents: centsOf(granted) },
    payments: payments.flatMap(({ payment_id, on, amount }) => {
      const cents = centsOf(amount)
      return on && cents !== null ? [{ payment_id, on, cents }] : []
    }),
    spans: answers.kind === 'back_wages' ? spans.flatMap((span) => spanOf(span) ?? []) : [],
    event_id: tells === answers.status && model.eventOf(answers) ? event_id : null,
  }
}

function Spans({
  case_id,
  spans,
  wages,
  today,
  onChange,
}: { spans: SpanDraft[]; onChange: (to: SpanDraft[]) => void } & Pick<Props, 'case_id' | 'wages' | 'today'>) {
  const reckon = useWrite(model.reckonWages, { invalidates: [] })
  const whole = spans.flatMap((span) => spanOf(span) ?? [])
  /** A sum of what stood there before would be read as the sum of what stands there now. */
  const isOfThese = JSON.stringify(reckon.variables?.spans) === JSON.stringify(whole)
  return (
    <Section title={t('claims.spans')} lead={t('claims.spans_why')} plain>
      <Stack>
        {spans.map((span, at) => (
          <Section
            key={span.span_id}
            title={t('claims.span', { number: at + 1 })}
            actions={
              <Button
                small
                kind="quiet"
                icon="close"
                aria-label={t('claims.span_remove')}
                onPress={() => onChange(spans.filter((each) => each !== span))}
              />
            }
          >
            <SpanFields
              {...{ span, wages, today }}
              onChange={(change) => onChange(spans.map((each) => (each === span ? { ...span, ...change } : each)))}
            />
          </Section>
        ))}
        <div className="form-actions">
          <Button
            icon="add"
            onPress={() => {
              const last = spans.at(-1)
              const country = last?.country ?? 'ES'
              const floor = last?.floor ?? wages.find((each) => each.country === country)?.floors[0] ?? 'none'
              onChange([...spans, newSpan(country, floor)])
            }}
          >
            {t('claims.span_add')}
          </Button>
          {spans.length > 0 && whole.length === spans.length && (
            <Button busy={reckon.isPending} onPress={() => reckon.mutate({ case_id, spans: whole })}>
              {t('claims.reckon')}
            </Button>
          )}
        </div>
        {whole.length < spans.length && <p className="claims-quiet">{t('claims.span_open')}</p>}
        {reckon.error && <ErrorNotice problem={reckon.error} />}
        {reckon.data && isOfThese && <WageTables tables={reckon.data.tables} />}
      </Stack>
    </Section>
  )
}

export function ClaimForm({ case_id, today, wages, claim, onDone }: Props) {
  const form = useKeptForm<typeof model.recordClaim, Answers, model.Claim>(
    (claim ? model.changeClaim : model.recordClaim) as typeof model.recordClaim,
    {
      name: `claim ${claim?.claim_id ?? case_id}`,
      first: claim ? answersOf(claim) : first(),
      invalidates: [model.readClaims, readTimeline],
      onSaved: () => toast(t('claims.saved')),
      onDone,
      onTop: { record: claim, answersOf, said: saidOf() },
    },
  )
  const { answers, set } = form
  const told = model.eventOf(answers) !== null && answers.status !== claim?.status
  const begun = !['considered', 'prepared'].includes(answers.status)
  const decided = ['granted', 'granted_in_part', 'refused', 'appealed', 'paid'].includes(answers.status)
  return (
    <Section title={t(claim ? 'claims.change' : 'claims.add')} lead={t('claims.lead')}>
      <Form
        problem={form.problem}
        onSubmit={() =>
          form.save((said, version) => ({ ...inputOf(case_id, said), ...(claim && { version }) }) as never)
        }
      >
        {form.returned && <Notice>{t('cases.draft_returned')}</Notice>}
        <Select
          name="kind"
          label={t('claims.kind')}
          options={model.claimKinds.map((id) => ({ id, label: t(`claims.kind.${id}`) }))}
          value={answers.kind}
          onChange={(kind) => set({ kind: kind as model.ClaimKind })}
        />
        <Select
          name="pack"
          label={t('claims.pack')}
          options={packIds.map((id) => ({ id, label: t(`claims.pack.${id}`) }))}
          value={answers.pack}
          onChange={(pack) => set({ pack: pack as PackId })}
        />
        <Select
          name="status"
          label={t('claims.status')}
          options={model.claimStatuses.map((id) => ({ id, label: t(`claims.status.${id}`) }))}
          value={answers.status}
          onChange={(status) => set({ status: status as model.ClaimStatus })}
        />
        {begun && (
          <DateField
            name="filed_on"
            label={t('claims.filed_on')}
            max={today}
            value={answers.filed_on}
            onChange={(filed_on) => set({ filed_on })}
          />
        )}
        {decided && (
          <DateField
            name="decided_on"
            label={t('claims.decided_on')}
            max={today}
            value={answers.decided_on}
            onChange={(decided_on) => set({ decided_on })}
          />
        )}
        {told && (
          <Checkbox
            isSelected={answers.tells === answers.status}
            onChange={(isOn) => set({ tells: isOn ? answers.status : '' })}
          >
            {t('claims.tells_law')}
          </Checkbox>
        )}
        <TextField
          name="authority"
          label={t('claims.authority')}
          value={answers.authority}
          onChange={(authority) => set({ authority })}
        />
        <TextField
          name="number"
          label={t('claims.number')}
          ltr
          value={answers.number}
          onChange={(number) => set({ number })}
        />
        <div className="claims-line">
          <TextField
            label={t('claims.asked_cents')}
            width="short"
            ltr
            error={sumFault(answers.asked, mostAsked)}
            value={answers.asked}
            onChange={(asked) => set({ asked })}
          />
          {decided && (
            <TextField
              label={t('claims.granted_cents')}
              width="short"
              ltr
              error={sumFault(answers.granted, mostAsked)}
              value={answers.granted}
              onChange={(granted) => set({ granted })}
            />
          )}
          <Select
            label={t('claims.currency')}
            options={['EUR', 'GBP', 'USD'].map((id) => ({ id, label: id }))}
            value={answers.currency}
            onChange={(currency) => set({ currency })}
          />
        </div>
        {answers.kind === 'back_wages' && (
          <Spans {...{ case_id, wages, today }} spans={answers.spans} onChange={(spans) => set({ spans })} />
        )}
        {begun && <Payments payments={answers.payments} today={today} onChange={(payments) => set({ payments })} />}
        <TextArea
          name="words"
          label={t('claims.words')}
          rows={3}
          value={answers.words}
          onChange={(words) => set({ words })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('claims.save')}
          </Button>
          <Button kind="quiet" onPress={form.leave}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
      {form.dialog}
    </Section>
  )
}
