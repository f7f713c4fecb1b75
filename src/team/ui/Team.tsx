// Who walks with her: the reference worker, of whom there is always one, the team, whoever stands in; how the file
// changes hands, how heavy it is, and what supervisor and worker say about the work.
import { useState } from 'react'
import type { CaseFile, TeamFunction, TeamMember } from '#cases/case.ts'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  Chips,
  EmptyState,
  ErrorNotice,
  FormActions,
  LinkButton,
  List,
  ListItem,
  Loaded,
  Name,
  Section,
  Stack,
  toast,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { lastDayOf } from '../team.rules.ts'
import { assignTeam, endAssignment, readTeam } from '../team.ts'
import { Assign, changesTeam } from './Assign.tsx'
import { CoverForm } from './CoverForm.tsx'
import { HandOverForm } from './HandOverForm.tsx'
import { HandOverState } from './HandOverState.tsx'
import { Supervision } from './Supervision.tsx'
import { Weighing } from './Weighing.tsx'
import { useChoice } from './who.ts'
import './team.css'

type Side = ReplyOf<typeof readTeam>
function Member({ file, member, side }: { file: CaseFile; member: TeamMember; side: Side }) {
  const { nameOf } = useChoice()
  const end = useWrite(endAssignment, { invalidates: changesTeam })
  const again = useWrite(assignTeam, { invalidates: changesTeam })
  const { case_id } = file
  const putBack = () =>
    again.mutate({
      case_id,
      access_id: newId(),
      staff_id: member.staff_id!,
      function: 'team_member' as TeamFunction,
      sections: member.sections,
      until_on: member.until_at?.slice(0, 10) ?? null,
    })
  const undo = member.function === 'team_member' ? { undo: putBack } : {}
  const takeOff = () =>
    end.mutate(
      { case_id, access_id: member.access_id },
      { onSuccess: () => toast(t('cases.team.ended', { name: member.name }), undo) },
    )
  const mayEnd = side.may.assign && member.kind === 'team' && member.function !== 'reference_worker'
  const cover = side.covers.find(({ stand_in_id, status }) => stand_in_id === member.staff_id && status === 'agreed')
  const as = member.kind === 'team' ? `team.function.${member.function}` : `cases.basis.${member.kind}`
  const until = member.until_at && lastDayOf(member.until_at)
  return (
    <>
      {(end.error ?? again.error) && <ErrorNotice problem={end.error ?? again.error} />}
      <ListItem
        icon={member.kind === 'consent' ? 'shield' : 'person'}
        title={<Name>{member.name}</Name>}
        detail={
          <>
            {member.function === 'cover' && cover ? t('team.stands_in_for', { name: nameOf(cover.absent_id) }) : t(as)}
            {until && <> · {t('cases.team.until_day', { day: day(until, 'long') })}</>}
            <Chips
              label={t('cases.team.sections')}
              items={member.sections.map((section) => t(`access.section.${section}`))}
            />
          </>
        }
        aside={
          mayEnd && (
            <Button small kind="quiet" busy={end.isPending} onPress={takeOff}>
              {t('cases.team.end')}
            </Button>
          )
        }
      />
    </>
  )
}

const places = ['reference_worker', 'cover', 'team_member']
/** The reference worker first, partners last. */
const inOrder = (team: TeamMember[]): TeamMember[] =>
  [...team].sort((a, b) => ((places.indexOf(a.function) + 9) % 9) - ((places.indexOf(b.function) + 9) % 9))

type Doing = 'assign' | 'hand_over' | 'cover' | null

function TeamSide({ file, side }: { file: CaseFile; side: Side }) {
  const { actor, may } = useSession()
  const [doing, setDoing] = useState<Doing>(null)
  const close = () => setDoing(null)
  const { team, hand_over } = side
  const reference = team.find((each) => each.function === 'reference_worker')
  const open = file.status === 'open'
  return (
    <Stack>
      {hand_over && <HandOverState file={file} current={hand_over} mayAssign={side.may.assign} />}
      <Section
        title={t('cases.team.title')}
        lead={t('cases.team.lead')}
        actions={
          side.may.assign && (
            <>
              {open && reference && hand_over?.status !== 'proposed' && (
                <Button icon="referral" onPress={() => setDoing('hand_over')}>
                  {t('team.hand_over.begin')}
                </Button>
              )}
              {open && reference?.staff_id && (reference.staff_id === actor.staff_id || may['caseload.read']) && (
                <Button icon="calendar" onPress={() => setDoing('cover')}>
                  {t('team.cover.begin')}
                </Button>
              )}
              <Button icon="add" onPress={() => setDoing('assign')}>
                {t('cases.team.add')}
              </Button>
            </>
          )
        }
      >
        {team.length === 0 ? (
          <EmptyState icon="people" title={t('cases.team.empty')} />
        ) : (
          <List label={t('cases.team.title')}>
            {inOrder(team).map((member) => (
              <Member key={member.access_id} file={file} member={member} side={side} />
            ))}
          </List>
        )}
        {may['hand_over.answer'] && (
          <FormActions>
            <LinkButton kind="quiet" href="/desk/hand-overs">
              {t('team.hand_overs.go')}
            </LinkButton>
          </FormActions>
        )}
      </Section>
      <Weighing file={file} weight={side.weight} mayWeigh={side.may.weigh} />
      {side.may.supervise && <Supervision file={file} />}
      {doing === 'assign' && <Assign file={file} mayReplace={side.may.replace} onClose={close} />}
      {doing === 'hand_over' && (
        <HandOverForm case_id={file.case_id} from_staff_id={reference?.staff_id ?? null} onClose={close} />
      )}
      {doing === 'cover' && reference?.staff_id && (
        <CoverForm absent_id={reference.staff_id} case_id={file.case_id} onClose={close} />
      )}
    </Stack>
  )
}

export function Team({ file }: { file: CaseFile }) {
  const side = useGet(readTeam, { case_id: file.case_id })
  return <Loaded of={side}>{(found) => <TeamSide file={file} side={found} />}</Loaded>
}
