// Referring to a partner: whom, for what, on which consent; and before it leaves, exactly what leaves.
import { useState } from 'react'
import { type CaseFile, openFile } from '#cases/case.ts'
import { type Consent, listConsents } from '#consents/consent.ts'
import needs from '#data/instruments/needs.json' with { type: 'json' }
import clocks from '#data/referrals/clocks.json' with { type: 'json' }
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  CheckboxGroup,
  ComboBox,
  DateField,
  Form,
  FormActions,
  LinkButton,
  Notice,
  RadioGroup,
  Section,
  Select,
  TextArea,
  toast,
} from '#kit/ui/index.ts'
import { day, isolate, list, t } from '#language/here.ts'
import { listPartners } from '#organisations/organisation.ts'
import { AskOverride, isExcluded } from '#people/ui/AskOverride.tsx'
import { useExcluded } from '#people/ui/excluded.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { proposedDueDay } from '../clock.rules.ts'
import { consentObstacle, longestWait, summaryOf } from '../referral.rules.ts'
import { listReferrals, type ReferralSummary, sendReferral, Urgency } from '../referral.ts'
import { needName } from './referral-words.ts'
import { Summary } from './Summary.tsx'

interface Props {
  file: CaseFile
  today: string
  /** What the look for services had already chosen. */
  from: { to?: string | undefined; need?: string | undefined; service?: string | undefined }
  onDone: () => void
}

const firstAnswers = ({ from, today }: Props) => ({
  referral_id: newId(),
  to_organisation_id: from.to ?? (null as string | null),
  need: needs.domains.find(({ code }) => code === from.need)?.code ?? (null as string | null),
  urgency: 'this_week' as Urgency,
  answer_due_on: proposedDueDay('this_week', today, clocks),
  consent_id: null as string | null,
  left_out: [] as string[],
})

const leftOut: Partial<Record<string, Partial<ReferralSummary>>> = {
  age_group: { age_group: 'not_known' },
  gender: { gender: 'not_said' },
  languages: { languages: [] },
}

const sectionNames = ({ sections }: Consent) => list(sections.map((each) => t(`access.section.${each}`)))

function Consents({ file, live, value, onChange }: ConsentProps) {
  if (live.length === 0)
    return (
      <Notice tone="warning">
        <p>{t('referrals.no_consent')}</p>
        <LinkButton small href={`/desk/people/${file.case_id}?tab=consents`}>
          {t('referrals.record_consent')}
        </LinkButton>
      </Notice>
    )
  return (
    <RadioGroup
      name="consent_id"
      label={t('referrals.consent')}
      isRequired
      options={live.map((each) => ({
        id: each.consent_id,
        label: t(`consents.purpose.${each.purpose}`),
        description: t('referrals.consent_until', { sections: sectionNames(each), day: day(each.ends_on) }),
      }))}
      value={value}
      onChange={onChange}
    />
  )
}
interface ConsentProps {
  file: CaseFile
  live: Consent[]
  value: string | null
  onChange: (consent_id: string) => void
}

function Preview({ summary, from, recipient, consent }: PreviewProps) {
  return (
    <Notice>
      <strong>{t('referrals.preview')}</strong>
      <Summary summary={{ ...summary, from }} />
      <p>
        {t('referrals.preview_after', {
          recipient: isolate(recipient),
          sections: sectionNames(consent),
          day: day(consent.ends_on, 'long'),
        })}
      </p>
    </Notice>
  )
}
interface PreviewProps {
  summary: ReferralSummary
  from: string
  recipient: string
  consent: Consent
}

export function NewReferral(props: Props) {
  const { file, today, from, onDone } = props
  const { actor } = useSession()
  const marked = useExcluded(file.case_id)
  const partners = useGet(listPartners, {}).data?.partners ?? []
  const consents = useGet(listConsents, { case_id: file.case_id }).data?.consents ?? []
  const [answers, setAnswers] = useState(() => firstAnswers(props))
  const [draft, setDraft, clear] = useDraft(`referral ${file.case_id}`, { words: '' })
  const send = useWrite(sendReferral, { invalidates: [listReferrals, openFile, readTimeline] })
  const set = (change: Partial<typeof answers>) => setAnswers({ ...answers, ...change })
  const { to_organisation_id, need, urgency } = answers
  const recipient = partners.find((each) => each.organisation_id === to_organisation_id)
  const live = recipient ? consents.filter((each) => !consentObstacle(each, recipient.organisation_id, today)) : []
  const consent = live.find(({ consent_id }) => consent_id === answers.consent_id)
  const summary = need
    ? Object.assign(
        summaryOf(file.card, { need, urgency, words: draft.words }, today),
        ...answers.left_out.map((name) => leftOut[name]),
      )
    : null
  const submit = () => {
    if (!recipient || !consent || !summary) return
    const { referral_id, answer_due_on } = answers
    send.mutate(
      {
        case_id: file.case_id,
        referral_id,
        to_organisation_id: recipient.organisation_id,
        service_id: from.service || null,
        consent_id: consent.consent_id,
        summary,
        answer_due_on,
      },
      {
        onSuccess: () => {
          clear()
          toast(t('referrals.sent'))
          onDone()
        },
      },
    )
  }
  return (
    <Section title={t('referrals.new')} lead={t('referrals.lead')}>
      <Form problem={isExcluded(send.error) ? null : send.error} onSubmit={submit}>
        <ComboBox
          name="to_organisation_id"
          label={t('referrals.partner')}
          isRequired
          options={marked(partners.map(({ organisation_id, name }) => ({ id: organisation_id, label: name })))}
          value={to_organisation_id}
          onChange={(id) => set({ to_organisation_id: id, consent_id: null })}
        />
        {recipient && (
          <Consents file={file} live={live} value={answers.consent_id} onChange={(consent_id) => set({ consent_id })} />
        )}
        <Select
          name="summary.need"
          label={t('referrals.need')}
          isRequired
          options={needs.domains.map(({ code }) => ({ id: code, label: needName(code) }))}
          value={need}
          onChange={(code) => set({ need: code })}
        />
        <Select
          label={t('referrals.urgency')}
          options={Urgency.options.map((id) => ({ id, label: t(`referrals.urgency.${id}`) }))}
          value={urgency}
          onChange={(id) =>
            set({ urgency: id as Urgency, answer_due_on: proposedDueDay(id as Urgency, today, clocks) })
          }
        />
        <DateField
          name="answer_due_on"
          label={t('referrals.answer_due_on')}
          isRequired
          min={today}
          max={addDays(today, longestWait)}
          value={answers.answer_due_on}
          onChange={(answer_due_on) => answer_due_on && set({ answer_due_on })}
        />
        <TextArea
          name="summary.words"
          label={t('referrals.words')}
          description={t('referrals.words_why')}
          value={draft.words}
          onChange={(words) => setDraft({ words })}
        />
        <CheckboxGroup
          label={t('referrals.leave_out')}
          options={Object.keys(leftOut).map((id) => ({ id, label: t(`referrals.field.${id}`) }))}
          value={answers.left_out}
          onChange={(left_out) => set({ left_out })}
        />
        {recipient && consent && summary && (
          <Preview summary={summary} from={actor.organisation_name} recipient={recipient.name} consent={consent} />
        )}
        {to_organisation_id && (
          <AskOverride
            case_id={file.case_id}
            problem={send.error}
            assignment={{ kind: 'referral', organisation_id: to_organisation_id, service_id: from.service || null }}
          />
        )}
        <FormActions>
          <Button type="submit" kind="primary" icon="referral" busy={send.isPending} isDisabled={!consent || !need}>
            {t('referrals.send')}
          </Button>
          <Button kind="quiet" onPress={onDone}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Section>
  )
}
