// The groups the person takes part in: their own part and nobody else's.
import { useState } from 'react'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { newId } from '#kit/id.ts'
import {
  Badge,
  Button,
  DateField,
  Dialog,
  List,
  ListItem,
  Notice,
  RadioGroup,
  Section,
  Select,
  TextArea,
  TextField,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import { joinGroup, leaveGroup, listGroups, type TakesPart } from '../group.ts'
import { careLists } from '../lists.ts'
import { CareForm } from './CareForm.tsx'
import { joined, type SideProps } from './care-words.ts'
import { choices, useCareForm } from './writing.ts'

function JoinDialog({ file, care, today, onDone }: SideProps & { onDone: () => void }) {
  const found = useGet(listGroups, {})
  const there = care.groups.filter(({ left_on }) => left_on === null).map(({ group_id }) => group_id)
  const groups = (found.data?.groups ?? []).filter(
    ({ group_id, section, ends_on }) =>
      file.writes.includes(section) && !there.includes(group_id) && (ends_on === null || ends_on >= today),
  )
  const form = useCareForm(
    joinGroup,
    `group of ${file.case_id}`,
    { group_id: null as string | null, member_id: newId(), joined_on: today as string | null, called: file.card.alias },
    onDone,
  )
  const { answers, set } = form
  return (
    <Dialog isOpen title={t('care.group.join')} onClose={form.leave}>
      <CareForm
        {...form}
        action={t('care.group.join')}
        onSave={() => form.save({ case_id: file.case_id, ...answers } as never)}
      >
        <Select
          name="group_id"
          label={t('care.group')}
          isRequired
          options={groups.map((group) => ({
            id: group.group_id,
            label: group.name,
            description: joined(t(`care.purpose.${group.purpose}`), languageName(group.language)),
          }))}
          value={answers.group_id}
          onChange={(group_id) => set({ group_id })}
        />
        <TextField
          name="called"
          label={t('care.group.called')}
          description={t('care.group.called_why')}
          isRequired
          value={answers.called}
          onChange={(called) => set({ called })}
        />
        <DateField
          name="joined_on"
          label={t('care.group.joined_on')}
          isRequired
          value={answers.joined_on}
          onChange={(joined_on) => set({ joined_on })}
        />
        <Notice>{t('care.group.checked')}</Notice>
      </CareForm>
    </Dialog>
  )
}

const endOf = ({ left_on, outcome, words }: TakesPart) => ({
  left_on: left_on as string | null,
  outcome: (outcome ?? 'not_said') as string,
  words,
})

function LeaveDialog({ file, today, group, onDone }: SideProps & { group: TakesPart; onDone: () => void }) {
  const { member_id, joined_on } = group
  const form = useCareForm<typeof leaveGroup, ReturnType<typeof endOf>, TakesPart>(
    leaveGroup,
    `leave ${member_id}`,
    { left_on: today, outcome: 'not_said', words: '' },
    onDone,
    {
      record: group,
      answersOf: endOf,
      said: {
        left_on: [t('care.group.left_on'), (value) => (value ? day(value, 'long') : '')],
        outcome: [t('care.outcome'), (value) => t(`care.outcome.${value}`)],
        words: [t('care.outcome.words'), (value) => value],
      },
    },
  )
  const { answers, set } = form
  return (
    <Dialog isOpen title={t('care.group.leave')} onClose={form.leave}>
      <CareForm
        {...form}
        action={t('care.group.leave')}
        onSave={() => form.save((said, version) => ({ case_id: file.case_id, member_id, version, ...said }) as never)}
      >
        <DateField
          name="left_on"
          label={t('care.group.left_on')}
          isRequired
          min={joined_on}
          max={today}
          value={answers.left_on}
          onChange={(left_on) => set({ left_on })}
        />
        <RadioGroup
          label={t('care.outcome')}
          options={choices(
            careLists.group_outcomes.map(({ code }) => code),
            'care.outcome',
          )}
          value={answers.outcome}
          onChange={(outcome) => set({ outcome })}
        />
        <TextArea
          name="words"
          label={t('care.outcome.words')}
          rows={2}
          value={answers.words}
          onChange={(words) => set({ words })}
        />
      </CareForm>
    </Dialog>
  )
}

export function TakingPart(props: SideProps) {
  const { file, care } = props
  const { may } = useSession()
  const [joining, setJoining] = useState(false)
  const [leaving, setLeaving] = useState<string | null>(null)
  const mayJoin = may['groups.read'] && file.writes.length > 0 && file.status === 'open'
  const group = care.groups.find(({ member_id }) => member_id === leaving)
  if (care.groups.length === 0 && !mayJoin) return null
  return (
    <Section
      title={t('care.groups.mine')}
      actions={
        mayJoin && (
          <Button icon="add" onPress={() => setJoining(true)}>
            {t('care.group.join')}
          </Button>
        )
      }
    >
      {care.groups.length === 0 && <p className="care-quiet">{t('care.groups.none_here')}</p>}
      {care.groups.length > 0 && (
        <List label={t('care.groups.mine')}>
          {care.groups.map((each) => (
            <ListItem
              key={each.member_id}
              icon="people"
              title={<bdi dir="auto">{each.name}</bdi>}
              detail={
                <>
                  {joined(
                    t(`care.purpose.${each.purpose}`),
                    each.left_on
                      ? t('care.episode.from_until', { from: day(each.joined_on), until: day(each.left_on) })
                      : t('care.episode.since', { day: day(each.joined_on) }),
                    each.marked > 0 && t('care.episode.came', { came: each.came, agreed: each.marked }),
                  )}
                  {each.words && (
                    <>
                      {' · '}
                      <bdi dir="auto">{each.words}</bdi>
                    </>
                  )}
                </>
              }
              aside={
                each.left_on ? (
                  <Badge>{t(`care.outcome.${each.outcome}`)}</Badge>
                ) : (
                  file.writes.includes(each.section) && (
                    <Button small kind="quiet" onPress={() => setLeaving(each.member_id)}>
                      {t('care.group.leave')}
                    </Button>
                  )
                )
              }
            />
          ))}
        </List>
      )}
      {joining && <JoinDialog {...props} onDone={() => setJoining(false)} />}
      {group && <LeaveDialog {...props} group={group} onDone={() => setLeaving(null)} />}
    </Section>
  )
}
