// Erasing: one colleague asks, another agrees after reading in plain words what will be gone, and nothing brings it back.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  Checkbox,
  Dialog,
  ErrorNotice,
  Facts,
  Form,
  FormActions,
  List,
  ListItem,
  Notice,
  Section,
  Select,
  TextArea,
  Toolbar,
  toast,
} from '#kit/ui/index.ts'
import { day, list, number, t, time } from '#language/here.ts'
import { SecondFactorDialog } from '#organisations/ui/SecondFactorDialog.tsx'
import { approveErasure, askErasure, ErasureReason, type Leaving, stopErasure } from '../leaving.ts'
import { listErasures } from '../review.ts'
import { whatGoes } from './gone.ts'
import { afterLeaving } from './LeavingSide.tsx'

const isFactor = (problem: { key: string } | null) => problem?.key === 'access.second_factor_needed'

function AskDialog({ leaving, onClose }: { leaving: Leaving; onClose: () => void }) {
  const [request_id] = useState(newId)
  const [reason, setReason] = useState<ErasureReason>('time_is_over')
  const [words, setWords] = useState('')
  const ask = useWrite(askErasure, { invalidates: afterLeaving })
  const send = () =>
    ask.mutate(
      { case_id: leaving.case_id, request_id, reason, words },
      {
        onSuccess: () => {
          onClose()
          toast(t('leaving.erasure_asked'))
        },
      },
    )
  if (isFactor(ask.error)) return <SecondFactorDialog onShown={send} onClose={() => ask.reset()} />
  return (
    <Dialog isOpen onClose={onClose} title={t('leaving.ask_erasure')}>
      <Form problem={ask.error} onSubmit={send}>
        <p>{t('leaving.ask_erasure_why')}</p>
        <Select
          name="reason"
          label={t('leaving.erasure_reason')}
          isRequired
          options={ErasureReason.options.map((id) => ({ id, label: t(`leaving.erasure_reason.${id}`) }))}
          value={reason}
          onChange={(id) => setReason(id as ErasureReason)}
        />
        <TextArea name="words" label={t('leaving.words')} rows={3} value={words} onChange={setWords} />
        <FormActions>
          <Button type="submit" kind="danger" busy={ask.isPending}>
            {t('leaving.ask_erasure')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

function ApproveDialog({ leaving, onClose }: { leaving: Leaving; onClose: () => void }) {
  const [erasure_id] = useState(newId)
  const [seen, setSeen] = useState(false)
  const navigate = useNavigate()
  const approve = useWrite(approveErasure, { invalidates: [listErasures] })
  const request_id = leaving.request!.request_id
  const erase = () =>
    approve.mutate(
      { case_id: leaving.case_id, request_id, erasure_id },
      { onSuccess: () => void navigate({ to: '/retention/$erasure_id', params: { erasure_id } } as never) },
    )
  if (isFactor(approve.error)) return <SecondFactorDialog onShown={erase} onClose={() => approve.reset()} />
  return (
    <Dialog isOpen onClose={onClose} title={t('leaving.approve')}>
      <Form problem={approve.error} onSubmit={() => seen && erase()}>
        <Notice tone="danger">{t('leaving.approve_why', { reference: leaving.reference })}</Notice>
        <List label={t('leaving.will_go')}>
          {whatGoes(leaving.would_go).map(({ what, count }) => (
            <ListItem key={what} title={t(`leaving.gone.${what}`)} aside={number(count)} />
          ))}
        </List>
        <p>{t('leaving.what_stays')}</p>
        <Checkbox isSelected={seen} onChange={setSeen}>
          {t('leaving.i_have_read')}
        </Checkbox>
        <FormActions>
          <Button type="submit" kind="danger" busy={approve.isPending} isDisabled={!seen}>
            {t('leaving.approve')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

function Request({ leaving }: { leaving: Leaving }) {
  const [approving, setApproving] = useState(false)
  const { actor } = useSession()
  const { nameOf } = useColleagues()
  const stop = useWrite(stopErasure, { invalidates: afterLeaving })
  const { case_id, may } = leaving
  const request = leaving.request!
  const mine = request.asked_by === actor.staff_id
  const until = list([day(request.expires_at.slice(0, 10), 'long'), time(request.expires_at)])
  return (
    <>
      <Notice tone="warning">
        {request.expired ? t('leaving.request_expired') : t(mine ? 'leaving.request_mine' : 'leaving.request_waits')}
      </Notice>
      <Facts
        items={[
          { label: t('leaving.erasure_reason'), value: t(`leaving.erasure_reason.${request.reason}`) },
          { label: t('leaving.asked_by'), value: nameOf(request.asked_by) },
          { label: t('leaving.agree_until'), value: until },
          ...(request.words ? [{ label: t('leaving.words'), value: request.words }] : []),
        ]}
      />
      {stop.error && <ErrorNotice problem={stop.error} />}
      <Toolbar>
        {!mine && !request.expired && may['case.approve_erasure'] && (
          <Button kind="danger" onPress={() => setApproving(true)}>
            {t('leaving.read_and_approve')}
          </Button>
        )}
        {may['case.hold'] && (
          <Button
            busy={stop.isPending}
            onPress={() =>
              stop.mutate(
                { case_id, request_id: request.request_id },
                { onSuccess: () => toast(t('leaving.erasure_stopped')) },
              )
            }
          >
            {t(mine ? 'leaving.withdraw_erasure' : 'leaving.refuse_erasure')}
          </Button>
        )}
      </Toolbar>
      {approving && <ApproveDialog leaving={leaving} onClose={() => setApproving(false)} />}
    </>
  )
}

export function Erasure({ leaving }: { leaving: Leaving }) {
  const [asking, setAsking] = useState(false)
  const { request, may, status, state } = leaving
  if (!request && !may['case.erase']) return null
  const why =
    status === 'open' ? 'leaving.erase_after_closing' : state === 'on_hold' ? 'leaving.erase_after_hold' : null
  return (
    <Section title={t('leaving.erasure')} lead={t('leaving.erasure_lead')}>
      {request && <Request leaving={leaving} />}
      {(!request || request.expired) && may['case.erase'] && (
        <>
          {why && <p>{t(why)}</p>}
          {!why && (
            <Toolbar>
              <Button kind="danger" onPress={() => setAsking(true)}>
                {t('leaving.ask_erasure')}
              </Button>
            </Toolbar>
          )}
        </>
      )}
      {asking && <AskDialog leaving={leaving} onClose={() => setAsking(false)} />}
    </Section>
  )
}
