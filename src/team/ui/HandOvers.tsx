// What changes hands: files a colleague asks me to take, what I asked others, and who stands in for whom.
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { listFiles } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Badge,
  Button,
  EmptyState,
  ErrorNotice,
  Facts,
  Form,
  FormActions,
  List,
  ListItem,
  Loaded,
  PageHeader,
  Reference,
  Section,
  Select,
  Stack,
  toast,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { declineCodes } from '../codes.ts'
import { answerHandOver, type HandOver, listHandOvers, readHandOver } from '../hand-over.ts'
import { Covers } from './Covers.tsx'
import { HandOverMany } from './HandOverMany.tsx'
import { Matters } from './Matters.tsx'
import { useChoice } from './who.ts'
import './team.css'

function Decline({ hand_over_id, onDone }: { hand_over_id: string; onDone: () => void }) {
  const [reason, setReason] = useState<string | null>(null)
  const decline = useWrite(answerHandOver, { invalidates: [listHandOvers] })
  const save = () =>
    reason &&
    decline.mutate(
      { hand_over_id, answer: 'declined', reason, access_id: newId() },
      { onSuccess: () => toast(t('team.hand_over.declined')) },
    )
  return (
    <Form problem={decline.error} onSubmit={() => void save()}>
      <Select
        name="reason"
        label={t('team.hand_over.reason')}
        isRequired
        options={declineCodes.map((id) => ({ id, label: t(`team.decline.${id}`) }))}
        value={reason}
        onChange={setReason}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={decline.isPending}>
          {t('team.hand_over.decline_now')}
        </Button>
        <Button kind="quiet" onPress={onDone}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

function Waiting({ row }: { row: HandOver }) {
  const { nameOf } = useChoice()
  const { hand_over_id, checklist } = row
  const [declining, setDeclining] = useState(false)
  const navigate = useNavigate()
  const found = useGet(readHandOver, { hand_over_id })
  const accept = useWrite(answerHandOver, { invalidates: [listHandOvers, listFiles] })
  const take = () =>
    accept.mutate(
      { hand_over_id, answer: 'accepted', access_id: newId() },
      {
        onSuccess: () => {
          toast(t('team.hand_over.taken'))
          // What is read first stands on the side of the team.
          void navigate({ to: `/people/${row.case_id}` as never, search: { tab: 'team' } as never })
        },
      },
    )
  return (
    <Section
      title={t('team.hand_over.of', { reference: row.reference })}
      lead={t('team.hand_over.from', {
        from: nameOf(row.from_staff_id),
        by: nameOf(row.proposed_by),
        day: day(row.proposed_at.slice(0, 10), 'long'),
        same: row.from_staff_id === row.proposed_by ? 'yes' : 'no',
      })}
    >
      <Facts
        items={[
          { label: t('cases.list.stage'), value: t(`cases.stage.${row.stage}`) },
          ...Object.entries(checklist).map(([code, answer]) => ({
            label: t(`team.checklist.${code}`),
            value: t(`team.checklist.answer.${answer}`),
          })),
          ...(row.keeps_until
            ? [{ label: t('team.hand_over.former_until'), value: day(row.keeps_until, 'long') }]
            : []),
        ]}
      />
      <h3 className="matters-when">{t('team.matters.title')}</h3>
      <Loaded of={found}>{({ matters }) => <Matters matters={matters} />}</Loaded>
      {accept.error && <ErrorNotice problem={accept.error} />}
      {declining ? (
        <Decline hand_over_id={hand_over_id} onDone={() => setDeclining(false)} />
      ) : (
        <FormActions>
          <Button kind="primary" busy={accept.isPending} onPress={take}>
            {t('team.hand_over.take')}
          </Button>
          <Button onPress={() => setDeclining(true)}>{t('team.hand_over.decline')}</Button>
        </FormActions>
      )}
    </Section>
  )
}

const tones = { proposed: 'neutral', accepted: 'good', declined: 'warning', withdrawn: 'neutral' } as const

function Asked({ rows }: { rows: HandOver[] }) {
  const { nameOf } = useChoice()
  if (rows.length === 0) return null
  return (
    <Section title={t('team.hand_overs.asked')}>
      <List label={t('team.hand_overs.asked')}>
        {rows.map((row) => (
          <ListItem
            key={row.hand_over_id}
            icon="referral"
            {...(row.status !== 'accepted' && { href: `/desk/people/${row.case_id}?tab=team` })}
            title={<Reference>{row.reference}</Reference>}
            detail={
              <>
                {t('team.hand_overs.file_to', { name: nameOf(row.to_staff_id) })} ·{' '}
                {day((row.answered_at ?? row.proposed_at).slice(0, 10), 'long')}
                {row.reason && <> · {t(`team.decline.${row.reason}`)}</>}
              </>
            }
            aside={<Badge tone={tones[row.status]}>{t(`team.hand_over.status.${row.status}`)}</Badge>}
          />
        ))}
      </List>
    </Section>
  )
}

export function HandOvers() {
  const found = useGet(listHandOvers, {}, { staleMs: 0 })
  const [many, setMany] = useState(false)
  return (
    <>
      <PageHeader
        title={t('team.hand_overs.title')}
        lead={t('team.hand_overs.lead')}
        actions={
          <Button icon="referral" onPress={() => setMany(true)}>
            {t('team.hand_over.many')}
          </Button>
        }
      />
      <Stack>
        <Loaded of={found}>
          {({ waiting, asked }) => (
            <Stack>
              {waiting.length === 0 && (
                <EmptyState icon="check" title={t('team.hand_overs.none')}>
                  {t('team.hand_overs.none_why')}
                </EmptyState>
              )}
              {waiting.map((row) => (
                <Waiting key={row.hand_over_id} row={row} />
              ))}
              <Asked rows={asked} />
            </Stack>
          )}
        </Loaded>
        <Covers />
      </Stack>
      {many && <HandOverMany onClose={() => setMany(false)} />}
    </>
  )
}
