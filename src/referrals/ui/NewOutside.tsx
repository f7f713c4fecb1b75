// Referring to a service without an account here: whom, on which consent, exactly what leaves now and what a yes opens,
// and which ways link and code travel.
import { useState } from 'react'
import { type CaseFile, openFile } from '#cases/case.ts'
import { type Consent, listConsents } from '#consents/consent.ts'
import { NewConsent } from '#consents/ui/NewConsent.tsx'
import needs from '#data/instruments/needs.json' with { type: 'json' }
import clocks from '#data/referrals/clocks.json' with { type: 'json' }
import { readService } from '#directory/service.ts'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  CheckboxGroup,
  DateField,
  Form,
  FormActions,
  Notice,
  Section,
  Select,
  TextArea,
  TextField,
} from '#kit/ui/index.ts'
import { day, isolate, list, t } from '#language/here.ts'
import { linkEnd } from '#links/link.rules.ts'
import { newLinkCode, newLinkSecret } from '#links/secret.ts'
import type { Given } from '#links/ui/HandOver.tsx'
import { usualWays, Ways } from '#links/ui/Ways.tsx'
import { readTimeline } from '#timeline/timeline.ts'
import { proposedDueDay } from '../clock.rules.ts'
import { type LawfulException, listExceptions } from '../exception.ts'
import { outsideConsentObstacle } from '../external.rules.ts'
import { type ExternalSlice, listOutside, sendOutside } from '../external.ts'
import { longestWait, summaryOf } from '../referral.rules.ts'
import { type ReferralSummary, Urgency } from '../referral.ts'
import { ChooseService, type Service } from './ChooseService.tsx'
import { basisName, needName } from './referral-words.ts'
import { Slice } from './Slice.tsx'
import { Summary } from './Summary.tsx'

/** A service is first consented to by its name; or the law lets it be told, and two colleagues said so. */
function WithConsent(props: Props & { service: Service }) {
  const { file, today, service, onDone } = props
  const [byLaw, setByLaw] = useState(false)
  const consents = useGet(listConsents, { case_id: file.case_id })
  const exceptions = useGet(listExceptions, { case_id: file.case_id })
  const liveOf = (all: Consent[] = []) => all.filter((each) => !outsideConsentObstacle(each, service.service_id, today))
  const live = liveOf(consents.data?.consents)
  const [consent] = live
  const told = exceptions.data?.exceptions.find((each) => each.live && each.recipient_service_id === service.service_id)
  if (!consents.data || !exceptions.data) return null
  if (told && byLaw) return <Writing {...props} basis={{ exception: told }} />
  if (!consent)
    return (
      <>
        <Notice tone="warning">{t('links.outside.no_consent', { recipient: isolate(service.name) })}</Notice>
        {told && (
          <Notice>
            <p>{t('referrals.exception_until', { basis: basisName(told.basis), day: day(told.ends_on) })}</p>
            <Button small onPress={() => setByLaw(true)}>
              {t('links.outside.by_exception')}
            </Button>
          </Notice>
        )}
        <NewConsent
          file={file}
          today={today}
          outside={service}
          onDone={() => void consents.refetch().then(({ data }) => liveOf(data?.consents).length === 0 && onDone(null))}
        />
      </>
    )
  return <Writing {...props} basis={{ consent }} />
}

const fields = ['birth_year', 'country'] as const
const leftOut: Record<string, Partial<ReferralSummary>> = {
  age_group: { age_group: 'not_known' },
  gender: { gender: 'not_said' },
  languages: { languages: [] },
}

const firstAnswers = ({ today, need }: Props) => ({
  external_id: newId(),
  link: { link_id: newId(), secret: newLinkSecret(), code: newLinkCode() },
  ways: usualWays,
  need: needs.domains.find(({ code }) => code === need)?.code ?? (null as string | null),
  urgency: 'this_week' as Urgency,
  answer_due_on: proposedDueDay('this_week', today, clocks),
  left_out: [] as string[],
  shared: [] as string[],
})

/** Her consent, or an exception of the law: of the latter nothing opens with their yes. */
type Basis = { consent: Consent; exception?: never } | { consent?: never; exception: LawfulException }

function Writing(props: Props & { service: Service; basis: Basis }) {
  const { file, today, service, basis, onDone } = props
  const { consent, exception } = basis
  const { actor } = useSession()
  const [answers, setAnswers] = useState(() => firstAnswers(props))
  const [draft, setDraft, clear] = useDraft(`outside ${file.case_id}`, {
    words: '',
    name: '',
    said: {} as Record<string, string>,
  })
  const send = useWrite(sendOutside, { invalidates: [listOutside, openFile, readTimeline] })
  const set = (change: Partial<typeof answers>) => setAnswers({ ...answers, ...change })
  const { need, urgency, answer_due_on, shared, ways, link } = answers
  const mine = consent ? consent.sections.filter((each) => file.sections.includes(each)) : []
  const summary = need
    ? (Object.assign(
        summaryOf(file.card, { need, urgency, words: draft.words }, today),
        ...answers.left_out.map((name) => leftOut[name]),
      ) as ReferralSummary)
    : null
  const slice: ExternalSlice = {
    name: draft.name.trim() || null,
    birth_year: shared.includes('birth_year') ? file.card.birth_year : null,
    country: shared.includes('country') ? file.card.country : null,
    said: mine.flatMap((section) => {
      const words = draft.said[section]?.trim()
      return words ? [{ section, words }] : []
    }),
  }
  const until = linkEnd(today, (consent ?? exception).ends_on).slice(0, 10)
  const submit = () => {
    if (!summary) return
    send.mutate(
      {
        ...{ case_id: file.case_id, external_id: answers.external_id, service_id: service.service_id },
        ...{ consent_id: consent?.consent_id ?? null, exception_id: exception?.exception_id ?? null },
        ...{ summary, slice, answer_due_on, link: { ...link, ...ways } },
      },
      {
        onSuccess: () => {
          clear()
          onDone({ purpose: 'referral', secret: link.secret, code: link.code, code_by: ways.code_by, until })
        },
      },
    )
  }
  return (
    <Form problem={send.error} onSubmit={submit}>
      {consent ? (
        <p>
          {t('referrals.consent_until', {
            sections: list(consent.sections.map((each) => t(`access.section.${each}`))),
            day: day(consent.ends_on),
          })}
        </p>
      ) : (
        <Notice tone="warning">
          <p>{t('referrals.by_exception')}</p>
          <p>{t('referrals.exception_until', { basis: basisName(exception.basis), day: day(exception.ends_on) })}</p>
        </Notice>
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
        onChange={(id) => set({ urgency: id as Urgency, answer_due_on: proposedDueDay(id as Urgency, today, clocks) })}
      />
      <DateField
        name="answer_due_on"
        label={t('referrals.answer_due_on')}
        isRequired
        min={today}
        max={addDays(today, longestWait)}
        value={answer_due_on}
        onChange={(chosen) => chosen && set({ answer_due_on: chosen })}
      />
      <TextArea
        name="summary.words"
        label={t('referrals.words')}
        description={t('referrals.words_why')}
        value={draft.words}
        onChange={(words) => setDraft({ ...draft, words })}
      />
      <CheckboxGroup
        label={t('referrals.leave_out')}
        options={Object.keys(leftOut).map((id) => ({ id, label: t(`referrals.field.${id}`) }))}
        value={answers.left_out}
        onChange={(left_out) => set({ left_out })}
      />
      {consent && <h3>{t('links.outside.after_yes')}</h3>}
      {mine.includes('identity') && (
        <>
          <TextField
            label={t('links.outside.name')}
            description={t('links.outside.name_why')}
            value={draft.name}
            onChange={(name) => setDraft({ ...draft, name })}
          />
          <CheckboxGroup
            label={t('links.outside.shared')}
            options={fields
              .filter((each) => file.card[each] !== null)
              .map((id) => ({ id, label: t(`links.outside.${id}`) }))}
            value={shared}
            onChange={(chosen) => set({ shared: chosen })}
          />
        </>
      )}
      {mine
        .filter((each) => each !== 'identity')
        .map((section) => (
          <TextArea
            key={section}
            label={t(`access.section.${section}`)}
            description={t('links.outside.section_why')}
            rows={3}
            value={draft.said[section] ?? ''}
            onChange={(words) => setDraft({ ...draft, said: { ...draft.said, [section]: words } })}
          />
        ))}
      <Ways value={ways} onChange={(chosen) => set({ ways: chosen })} />
      {summary && (
        <Notice>
          <strong>{t('referrals.preview')}</strong>
          <Summary summary={{ ...summary, from: actor.organisation_name }} />
          {consent ? (
            <>
              <strong>
                {t('links.outside.preview_yes', { recipient: isolate(service.name), day: day(until, 'long') })}
              </strong>
              <Slice slice={slice} />
            </>
          ) : (
            <p>{t('links.outside.exception_opens_nothing')}</p>
          )}
        </Notice>
      )}
      <FormActions>
        <Button type="submit" kind="primary" icon="referral" busy={send.isPending} isDisabled={!summary}>
          {t('links.outside.make')}
        </Button>
        <Button kind="quiet" onPress={() => onDone(null)}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

interface Props {
  file: CaseFile
  today: string
  onDone: (given: Given | null) => void
  /** What the look for services had already chosen. */
  need?: string
}

export function NewOutside({ first, ...props }: Props & { first?: string }) {
  const named = useGet(readService, first ? { service_id: first } : null).data
  const [chosen, setChosen] = useState<Service | null>(null)
  const service = chosen ?? (named ? { service_id: named.service_id, name: named.name } : null)
  return (
    <Section
      title={service ? t('links.outside.to', { recipient: isolate(service.name) }) : t('links.outside.new')}
      lead={t('links.outside.how')}
    >
      {service ? <WithConsent {...props} service={service} /> : <ChooseService onChoose={setChosen} />}
      {!service && (
        <FormActions>
          <Button kind="quiet" onPress={() => props.onDone(null)}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      )}
    </Section>
  )
}
