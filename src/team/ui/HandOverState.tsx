// A hand-over that is under way on this file: who asked whom, and after it what must be read before anything else.
import { type CaseFile, openFile } from '#cases/case.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { Button, ErrorNotice, FormActions, LinkButton, Prose, Section, toast } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { stillOpen } from '../hand-over.rules.ts'
import { confirmReading, listHandOvers, withdrawHandOver } from '../hand-over.ts'
import { readTeam } from '../team.ts'
import { useChoice } from './who.ts'

type Current = NonNullable<ReplyOf<typeof readTeam>['hand_over']>
interface Props {
  file: CaseFile
  current: Current
  mayAssign: boolean
}

function Waiting({ file, current, mayAssign }: Props) {
  const { nameOf } = useChoice()
  const me = useSession().actor.staff_id
  const withdraw = useWrite(withdrawHandOver, { invalidates: [readTeam, listHandOvers] })
  const { hand_over_id } = current
  const takeBack = () =>
    withdraw.mutate({ case_id: file.case_id, hand_over_id }, { onSuccess: () => toast(t('team.hand_over.withdrawn')) })
  return (
    <Section
      title={t('team.hand_over.waiting')}
      lead={t('team.hand_over.waiting_why', {
        from: nameOf(current.from_staff_id),
        to: nameOf(current.to_staff_id),
        me: me === current.from_staff_id ? 'from' : me === current.to_staff_id ? 'to' : 'neither',
        day: day(current.proposed_at.slice(0, 10), 'long'),
      })}
      actions={
        mayAssign && (
          <Button busy={withdraw.isPending} onPress={takeBack}>
            {t('team.hand_over.withdraw')}
          </Button>
        )
      }
    >
      {withdraw.error && <ErrorNotice problem={withdraw.error} />}
      {current.words && <Prose>{current.words}</Prose>}
    </Section>
  )
}

const readings = ['contact', 'exclusions'] as const

function ReadFirst({ file, current }: Omit<Props, 'mayAssign'>) {
  const read = useWrite(confirmReading, { invalidates: [readTeam, openFile] })
  const { case_id } = file
  const { hand_over_id } = current
  const open = stillOpen(current.checklist)
  return (
    <Section title={t('team.read_first.title')} lead={t('team.read_first.lead')}>
      {read.error && <ErrorNotice problem={read.error} />}
      {current.words && <Prose>{current.words}</Prose>}
      {open.length > 0 && (
        <p>{t('team.read_first.still_open', { items: list(open.map((code) => t(`team.checklist.${code}`))) })}</p>
      )}
      {readings
        .filter((what) => current[`${what}_read_at`] === null)
        .map((what) => (
          <FormActions key={what}>
            <LinkButton href={`/desk/people/${case_id}?tab=contact`}>{t(`team.read_first.go.${what}`)}</LinkButton>
            <Button
              kind="primary"
              busy={read.isPending}
              onPress={() =>
                read.mutate({ case_id, hand_over_id, what }, { onSuccess: () => toast(t('team.read_first.done')) })
              }
            >
              {t(`team.read_first.${what}`)}
            </Button>
          </FormActions>
        ))}
    </Section>
  )
}

export function HandOverState({ file, current, mayAssign }: Props) {
  const { actor } = useSession()
  if (current.status === 'proposed') return <Waiting file={file} current={current} mayAssign={mayAssign} />
  const unread = current.contact_read_at === null || current.exclusions_read_at === null
  return unread && current.to_staff_id === actor.staff_id ? <ReadFirst file={file} current={current} /> : null
}
