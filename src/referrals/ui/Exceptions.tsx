// What is told without her consent because the law lets it be told: asked by one colleague, approved by another.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import bases from '#data/codes/lawful_exceptions.json' with { type: 'json' }
import { Card } from '#directory/ui/Card.tsx'
import { useDraft } from '#gate/draft.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { addDays } from '#kit/day.ts'
import { newId } from '#kit/id.ts'
import {
  Badge,
  Button,
  ComboBox,
  DateField,
  ErrorNotice,
  Form,
  FormActions,
  Name,
  Prose,
  RadioGroup,
  Section,
  Stack,
  TextArea,
  toast,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { listPartners } from '#organisations/organisation.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { answerException, askException, type LawfulException, listExceptions } from '../exception.ts'
import { listReferrals } from '../referral.ts'
import { ChooseService, type Service } from './ChooseService.tsx'
import { basisName } from './referral-words.ts'

const longest = 14

function Ask({ file, today, onDone }: { file: CaseFile; today: string; onDone: () => void }) {
  const [exception_id] = useState(newId)
  const [whom, setWhom] = useState<'partner' | 'outside'>('partner')
  const [to, setTo] = useState<string | null>(null)
  const [service, setService] = useState<Service | null>(null)
  const [basis, setBasis] = useState<string | null>(null)
  const [ends_on, setEnds] = useState(addDays(today, 3))
  const [{ words }, setDraft, clear] = useDraft(`exception ${file.case_id}`, { words: '' })
  const partners = useGet(listPartners, {}).data?.partners ?? []
  const ask = useWrite(askException, { invalidates: [listExceptions, readTimeline] })
  const done = () => {
    clear()
    toast(t('referrals.exception_asked'))
    onDone()
  }
  const recipient =
    whom === 'partner'
      ? to && { recipient_organisation_id: to }
      : service && { recipient_service_id: service.service_id }
  const send = () =>
    recipient &&
    basis &&
    ask.mutate({ case_id: file.case_id, exception_id, ...recipient, basis, words, ends_on }, { onSuccess: done })
  return (
    <Form problem={ask.error} onSubmit={send}>
      <RadioGroup
        label={t('referrals.exception_whom')}
        inline
        options={(['partner', 'outside'] as const).map((id) => ({ id, label: t(`referrals.exception_whom.${id}`) }))}
        value={whom}
        onChange={(id) => setWhom(id as typeof whom)}
      />
      {whom === 'partner' && (
        <ComboBox
          name="recipient_organisation_id"
          label={t('referrals.partner')}
          isRequired
          options={partners.map(({ organisation_id, name }) => ({ id: organisation_id, label: name }))}
          value={to}
          onChange={setTo}
        />
      )}
      {whom === 'outside' && !service && <ChooseService onChoose={setService} />}
      {whom === 'outside' && service && (
        <p>
          <Name>{service.name}</Name>{' '}
          <Button small kind="quiet" onPress={() => setService(null)}>
            {t('referrals.exception_another')}
          </Button>
        </p>
      )}
      <RadioGroup
        name="basis"
        label={t('referrals.exception_basis')}
        isRequired
        options={bases.codes.map(({ code }) => ({ id: code, label: basisName(code) }))}
        value={basis}
        onChange={setBasis}
      />
      <TextArea
        name="words"
        label={t('referrals.exception_words')}
        isRequired
        rows={3}
        value={words}
        onChange={(said) => setDraft({ words: said })}
      />
      <DateField
        name="ends_on"
        label={t('referrals.exception_ends_on')}
        isRequired
        min={addDays(today, 1)}
        max={addDays(today, longest)}
        value={ends_on}
        onChange={(chosen) => chosen && setEnds(chosen)}
      />
      <FormActions>
        <Button
          type="submit"
          kind="primary"
          busy={ask.isPending}
          isDisabled={!recipient || !basis || words.trim() === ''}
        >
          {t('referrals.exception_ask')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

const stateOf = ({ answer, live, ended_at }: LawfulException) => {
  if (live) return 'live'
  if (answer === 'refused') return 'refused'
  return answer === null && !ended_at ? 'asked' : 'over'
}

function One({ file, exception }: { file: CaseFile; exception: LawfulException }) {
  const { actor } = useSession()
  const answer = useWrite(answerException, { invalidates: [listExceptions, listReferrals, readTimeline] })
  const { exception_id, version, recipient_name, basis, words, ends_on, asked_by } = exception
  const state = stateOf(exception)
  const say = (said: 'approved' | 'refused' | 'ended') =>
    answer.mutate(
      { case_id: file.case_id, exception_id, version, answer: said },
      { onSuccess: () => toast(t('referrals.exception_answered')) },
    )
  const mayAnswer = Boolean(file.may['exceptions.approve'])
  return (
    <Card
      title={recipient_name}
      lead={basisName(basis)}
      actions={
        <Badge tone={state === 'live' || state === 'asked' ? 'warning' : 'neutral'}>
          {t(`referrals.exception_state.${state}`, { day: day(ends_on) })}
        </Badge>
      }
    >
      <Prose>{words}</Prose>
      {answer.error && <ErrorNotice problem={answer.error} />}
      <div className="form-actions">
        {state === 'asked' && mayAnswer && asked_by !== actor.staff_id && (
          <>
            <Button kind="primary" busy={answer.isPending} onPress={() => say('approved')}>
              {t('referrals.exception_approve')}
            </Button>
            <Button busy={answer.isPending} onPress={() => say('refused')}>
              {t('referrals.exception_refuse')}
            </Button>
          </>
        )}
        {state === 'live' && mayAnswer && (
          <Button busy={answer.isPending} onPress={() => say('ended')}>
            {t('referrals.exception_end')}
          </Button>
        )}
      </div>
    </Card>
  )
}

export function Exceptions({ file, today }: { file: CaseFile; today: string }) {
  const exceptions = useGet(listExceptions, { case_id: file.case_id }).data?.exceptions ?? []
  const [asking, setAsking] = useState(false)
  const mayAsk = Boolean(file.may['exceptions.ask'])
  if (exceptions.length === 0 && !mayAsk) return null
  return (
    <Section
      title={t('referrals.exceptions')}
      lead={t('referrals.exceptions_lead')}
      actions={
        mayAsk &&
        !asking && (
          <Button small onPress={() => setAsking(true)}>
            {t('referrals.exception_ask')}
          </Button>
        )
      }
    >
      <Stack>
        {asking && <Ask file={file} today={today} onDone={() => setAsking(false)} />}
        {exceptions.map((exception) => (
          <One key={exception.exception_id} file={file} exception={exception} />
        ))}
      </Stack>
    </Section>
  )
}
