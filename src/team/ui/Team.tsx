// Who walks with her, and what of her file their work opens. Whoever is taken off stops seeing it at once.
import { useState } from 'react'
import { sections as allSections, type Section as FileSection } from '#access/access.ts'
import { type CaseFile, listFiles, openFile, type TeamFunction, type TeamMember } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { today } from '#cases/ui/now.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import {
  Button,
  CheckboxGroup,
  Chips,
  DateField,
  Dialog,
  EmptyState,
  ErrorNotice,
  Form,
  FormActions,
  List,
  ListItem,
  Name,
  RadioGroup,
  Section,
  Select,
  toast,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { assignTeam, endAssignment } from '../team.ts'

const invalidates = [openFile, listFiles, readTimeline]
const sectionName = (section: string): string => t(`access.section.${section}`)

function Assign({ file, onClose }: { file: CaseFile; onClose: () => void }) {
  const { colleagues } = useColleagues()
  const [answers, setAnswers] = useState({
    access_id: newId(),
    staff_id: null as string | null,
    function: 'team_member' as TeamFunction,
    sections: ['identity'] as FileSection[],
    until_on: null as string | null,
  })
  const set = (change: Partial<typeof answers>) => setAnswers({ ...answers, ...change })
  const assign = useWrite(assignTeam, { invalidates })
  const save = () => {
    const { staff_id, ...rest } = answers
    if (!staff_id) return
    assign.mutate(
      { case_id: file.case_id, staff_id, ...rest },
      {
        onSuccess: () => {
          toast(t('cases.team.assigned'))
          onClose()
        },
      },
    )
  }
  const reference = answers.function === 'reference_worker'
  return (
    <Dialog isOpen wide onClose={onClose} title={t('cases.team.add')}>
      <Form problem={assign.error} onSubmit={save}>
        <Select
          name="staff_id"
          label={t('cases.team.colleague')}
          isRequired
          options={colleagues.map(({ staff_id, name, roles }) => ({
            id: staff_id,
            label: name,
            description: roles.map((role) => t(`access.role.${role}`)).join(' · '),
          }))}
          value={answers.staff_id}
          onChange={(staff_id) => set({ staff_id })}
        />
        <RadioGroup
          label={t('cases.team.function')}
          options={(['team_member', 'reference_worker'] as const).map((id) => ({
            id,
            label: t(`cases.function.${id}`),
            description: t(`cases.function_why.${id}`),
          }))}
          value={answers.function}
          onChange={(id) =>
            set({
              function: id as TeamFunction,
              ...(id === 'reference_worker' && { sections: [...allSections], until_on: null }),
            })
          }
        />
        <CheckboxGroup
          name="sections"
          label={t('cases.team.sections')}
          description={t('cases.team.sections_why')}
          isRequired
          options={allSections.map((id) => ({ id, label: sectionName(id) }))}
          value={answers.sections}
          onChange={(sections) => set({ sections: sections as FileSection[] })}
        />
        {!reference && (
          <DateField
            label={t('cases.team.until')}
            description={t('cases.team.until_why')}
            min={today()}
            value={answers.until_on}
            onChange={(until_on) => set({ until_on })}
          />
        )}
        <FormActions>
          <Button type="submit" kind="primary" busy={assign.isPending}>
            {t('cases.team.assign')}
          </Button>
          <Button kind="quiet" onPress={onClose}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
    </Dialog>
  )
}

function Member({ file, member }: { file: CaseFile; member: TeamMember }) {
  const end = useWrite(endAssignment, { invalidates })
  const again = useWrite(assignTeam, { invalidates })
  const { case_id } = file
  const takeOff = () =>
    end.mutate(
      { case_id, access_id: member.access_id },
      {
        onSuccess: () =>
          toast(t('cases.team.ended', { name: member.name }), {
            undo: () =>
              again.mutate({
                case_id,
                access_id: newId(),
                staff_id: member.staff_id!,
                function: member.function as TeamFunction,
                sections: member.sections,
                until_on: member.until_at?.slice(0, 10) ?? null,
              }),
          }),
      },
    )
  const mayEnd = file.may['team.assign'] && member.kind === 'team' && member.staff_id
  return (
    <>
      {(end.error ?? again.error) && <ErrorNotice problem={end.error ?? again.error} />}
      <ListItem
        icon={member.kind === 'consent' ? 'shield' : 'person'}
        title={<Name>{member.name}</Name>}
        detail={
          <>
            {t(member.kind === 'team' ? `cases.function.${member.function}` : `cases.basis.${member.kind}`)}
            {member.until_at && <> · {t('cases.team.until_day', { day: day(member.until_at.slice(0, 10), 'long') })}</>}
            <Chips label={t('cases.team.sections')} items={member.sections.map(sectionName)} />
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

export function Team({ file }: { file: CaseFile }) {
  const [adding, setAdding] = useState(false)
  return (
    <Section
      title={t('cases.team.title')}
      lead={t('cases.team.lead')}
      actions={
        file.may['team.assign'] && (
          <Button icon="add" onPress={() => setAdding(true)}>
            {t('cases.team.add')}
          </Button>
        )
      }
    >
      {file.team.length === 0 ? (
        <EmptyState icon="people" title={t('cases.team.empty')} />
      ) : (
        <List label={t('cases.team.title')}>
          {file.team.map((member) => (
            <Member key={member.access_id} file={file} member={member} />
          ))}
        </List>
      )}
      {adding && <Assign file={file} onClose={() => setAdding(false)} />}
    </Section>
  )
}
