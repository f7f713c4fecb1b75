// Referring to a partner: whom, for what, on which consent; and before it leaves, exactly what leaves.
import { useState } from 'react'
import { sections as allSections } from '#access/access.ts'
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
  Notice,
  RadioGroup,
  Section,
  Select,
  TextArea,
  toast,
} from '#kit/ui/index.ts'
import { day, isolate, t } from '#language/here.ts'
import { matchNeed } from '#matching/ask.ts'
import { keptMatch } from '#matching/kept.rules.ts'
import { listPartners } from '#organisations/organisation.ts'
import { AskOverride, isExcluded } from '#people/ui/AskOverride.tsx'
import { useExcluded } from '#people/ui/excluded.ts'
import { readPlan } from '#plans/plan.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { proposedDueDay } from '../clock.rules.ts'
import { listExceptions } from '../exception.ts'
import { consentObstacle, longestWait, summaryOf, whatGoes } from '../referral.rules.ts'
import { listReferrals, type Referral, ReferralKind, type ReferralSummary, sendReferral, Urgency } from '../referral.ts'
import { Basis, type Chosen, Scope, sectionNames } from './Basis.tsx'
import { NextOnes } from './NextOnes.tsx'
import { needName } from './referral-words.ts'
import { Summary } from './Summary.tsx'
import './referral.css'

export interface Props {
  file: CaseFile
  today: string
  /** What the look for services had already chosen. */
  from: { to?: string | undefined; need?: string | undefined; service?: string | undefined }
  /** The one that did not help, when this is tried after it. */
  earlier?: Referral | undefined
  kind?: ReferralKind | undefined
  onDone: () => void
}

const firstAnswers = ({ from, today, kind = 'referral' }: Props) => ({
  referral_id: newId(),
  kind,
  to_organisation_id: from.to || (null as string | null),
  service_id: from.service || (null as string | null),
  need: needs.domains.find(({ code }) => code === from.need)?.code ?? (null as string | null),
  urgency: 'this_week' as Urgency,
  answer_due_on: proposedDueDay('this_week', today, clocks),
  basis_id: null as string | null,
  scope: null as Chosen | null,
  action_id: '',
  left_out: [] as string[],
})
type Answers = ReturnType<typeof firstAnswers>

const leftOut: Partial<Record<string, Partial<ReferralSummary>>> = {
  age_group: { age_group: 'not_known' },
  gender: { gender: 'not_said' },
  languages: { languages: [] },
}

/** What becomes of the file when they accept, before anybody is asked. */
function Moves({ recipient, consent, scope }: { recipient: string; consent: Consent; scope: Chosen }) {
  const { goes, reads } = whatGoes(consent, scope.sections)
  const stays = allSections.filter((each) => !goes.includes(each) && !reads.includes(each))
  return (
    <ul className="referral-moves">
      <li>{t('referrals.moves_goes', { recipient: isolate(recipient), sections: sectionNames(goes) })}</li>
      {reads.length > 0 && (
        <li>{t('referrals.moves_reads', { sections: sectionNames(reads), day: day(scope.until_on, 'long') })}</li>
      )}
      {stays.length > 0 && <li>{t('referrals.moves_stays', { sections: sectionNames(stays) })}</li>}
      <li>{t('referrals.moves_closes')}</li>
    </ul>
  )
}

function Preview({ kind, summary, from, recipient, consent, scope }: PreviewProps) {
  return (
    <Notice>
      <strong>{t('referrals.preview')}</strong>
      <Summary summary={{ ...summary, from }} />
      {consent && scope && kind === 'transfer' && <Moves {...{ recipient, consent, scope }} />}
      {consent && scope && kind === 'referral' && (
        <p>
          {t('referrals.preview_after', {
            recipient: isolate(recipient),
            sections: sectionNames(scope.sections),
            day: day(scope.until_on, 'long'),
          })}
        </p>
      )}
    </Notice>
  )
}
interface PreviewProps {
  kind: ReferralKind
  summary: ReferralSummary
  from: string
  recipient: string
  consent: Consent | undefined
  scope: Chosen | null
}

/** What it stands on: hers, or the law's. */
const useBases = (file: CaseFile, kind: ReferralKind, to_organisation_id: string | null, today: string) => {
  const at = { case_id: file.case_id }
  const consents = useGet(listConsents, at).data?.consents ?? []
  const exceptions = useGet(listExceptions, at).data?.exceptions ?? []
  if (!to_organisation_id) return { live: [], told: [] }
  return {
    live: consents.filter(
      (each) => !consentObstacle(each, to_organisation_id, today) && (kind === 'referral' || each.for_good.length > 0),
    ),
    told: exceptions.filter((each) => each.live && each.recipient_organisation_id === to_organisation_id),
  }
}

/** Open steps of the plan towards this need; a referral tells its step how it went. */
function StepOfPlan({ file, need, value, onChange }: StepProps) {
  const goals = useGet(readPlan, { case_id: file.case_id }).data?.goals ?? []
  const steps = goals
    .filter((goal) => goal.status === 'open' && goal.need === need)
    .flatMap(({ actions }) => actions.filter(({ done_on }) => !done_on))
  if (steps.length === 0) return null
  return (
    <Select
      label={t('referrals.step_of_plan')}
      options={[
        { id: '', label: t('referrals.step_none') },
        ...steps.map(({ action_id, words }) => ({ id: action_id, label: words })),
      ]}
      value={value}
      onChange={onChange}
    />
  )
}
interface StepProps {
  file: CaseFile
  need: string
  value: string
  onChange: (action_id: string) => void
}

interface KindProps {
  leads_files: boolean
  value: ReferralKind
  onChange: (kind: ReferralKind) => void
}
function Kind({ leads_files, value, onChange }: KindProps) {
  if (!leads_files) return <p className="quiet">{t('referrals.leads_no_files')}</p>
  return (
    <RadioGroup
      label={t('referrals.kind')}
      options={ReferralKind.options.map((id) => ({
        id,
        label: t(`referrals.kind.${id}`),
        ...(id === 'transfer' && { description: t('referrals.kind_why.transfer') }),
      }))}
      value={value}
      onChange={(kind) => onChange(kind as ReferralKind)}
    />
  )
}

export function NewReferral(props: Props) {
  const { file, today, earlier, onDone } = props
  const { actor } = useSession()
  const marked = useExcluded(file.case_id)
  const partners = useGet(listPartners, {}).data?.partners ?? []
  const [answers, setAnswers] = useState(() => firstAnswers(props))
  const [draft, setDraft, clear] = useDraft(`referral ${file.case_id}`, { words: '' })
  const send = useWrite(sendReferral, { invalidates: [listReferrals, openFile, readTimeline] })
  const set = (change: Partial<Answers>) => setAnswers({ ...answers, ...change })
  const { to_organisation_id, need, urgency, service_id, kind } = answers
  const { live, told } = useBases(file, kind, to_organisation_id, today)
  const recipient = partners.find((each) => each.organisation_id === to_organisation_id)
  const consent = live.find(({ consent_id }) => consent_id === answers.basis_id)
  const exception = told.find(({ exception_id }) => exception_id === answers.basis_id)
  const scope = consent ? (answers.scope ?? { sections: consent.sections, until_on: consent.ends_on }) : null
  // Why this one is kept as it was seen; a service chosen from the directory has no such story.
  const seen = useGet(
    matchNeed,
    service_id && need && file.may['services.match'] ? { case_id: file.case_id, need } : null,
  )
  const summary = need
    ? Object.assign(
        summaryOf(file.card, { need, urgency, words: draft.words }, today),
        ...answers.left_out.map((name) => leftOut[name]),
      )
    : null
  const goes = kind === 'referral' || (consent && scope && whatGoes(consent, scope.sections).goes.length > 0)
  const ready = Boolean(summary && (exception || scope?.sections.length) && goes)
  const submit = () => {
    if (!recipient || !summary || !ready) return
    const { referral_id, answer_due_on, action_id } = answers
    const whole = consent && scope?.sections.length === consent.sections.length
    send.mutate(
      {
        ...{ case_id: file.case_id, referral_id, kind, service_id, summary, answer_due_on },
        to_organisation_id: recipient.organisation_id,
        consent_id: consent?.consent_id ?? null,
        exception_id: exception?.exception_id ?? null,
        sections: scope && !whole ? scope.sections : null,
        until_on: scope && consent && scope.until_on !== consent.ends_on ? scope.until_on : null,
        follows_id: earlier?.referral_id ?? null,
        action_id: action_id || null,
        match: seen.data && service_id ? keptMatch(seen.data, service_id) : null,
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
    <Section title={t(earlier ? 'referrals.second' : 'referrals.new')} lead={t('referrals.lead')}>
      <Form problem={isExcluded(send.error) ? null : send.error} onSubmit={submit}>
        {earlier && (
          <NextOnes
            file={file}
            earlier={earlier}
            chosen={service_id}
            onChoose={(service, to) =>
              set({ service_id: service, to_organisation_id: to, basis_id: null, scope: null })
            }
          />
        )}
        <ComboBox
          name="to_organisation_id"
          label={t('referrals.partner')}
          isRequired
          options={marked(partners.map(({ organisation_id, name }) => ({ id: organisation_id, label: name })))}
          value={to_organisation_id}
          onChange={(id) =>
            set({
              to_organisation_id: id,
              basis_id: null,
              scope: null,
              kind: partners.some((each) => each.organisation_id === id && each.leads_files) ? kind : 'referral',
              ...(id !== to_organisation_id && {
                service_id: id === props.from.to ? (props.from.service ?? null) : null,
              }),
            })
          }
        />
        {recipient && (
          <Kind
            leads_files={recipient.leads_files}
            value={kind}
            onChange={(chosen) => set({ kind: chosen, basis_id: null, scope: null })}
          />
        )}
        {recipient && (
          <Basis
            file={file}
            live={live}
            exceptions={kind === 'referral' ? told : []}
            kind={kind}
            value={answers.basis_id}
            onChange={(basis_id) => set({ basis_id, scope: null })}
          />
        )}
        {consent && scope && (
          <Scope consent={consent} today={today} value={scope} onChange={(chosen) => set({ scope: chosen })} />
        )}
        <Select
          name="summary.need"
          label={t('referrals.need')}
          isRequired
          options={needs.domains.map(({ code }) => ({ id: code, label: needName(code) }))}
          value={need}
          onChange={(code) => set({ need: code, action_id: '' })}
        />
        {need && (
          <StepOfPlan file={file} need={need} value={answers.action_id} onChange={(action_id) => set({ action_id })} />
        )}
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
        {recipient && (consent || exception) && summary && (
          <Preview
            kind={kind}
            summary={summary}
            from={actor.organisation_name}
            recipient={recipient.name}
            consent={consent}
            scope={scope}
          />
        )}
        {to_organisation_id && (
          <AskOverride
            case_id={file.case_id}
            problem={send.error}
            assignment={{ kind: 'referral', organisation_id: to_organisation_id, service_id }}
          />
        )}
        <FormActions>
          <Button type="submit" kind="primary" icon="referral" busy={send.isPending} isDisabled={!ready}>
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
