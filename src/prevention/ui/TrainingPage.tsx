// One training: its plan, how people register, who came, what they answered, what it cost, and what comes next.
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { PreventionTabs } from '#institutions/ui/PreventionTabs.tsx'
import {
  Badge,
  Button,
  Chips,
  Columns,
  ConfirmDialog,
  ErrorNotice,
  Facts,
  LinkButton,
  List,
  ListItem,
  Loaded,
  Name,
  PageHeader,
  Prose,
  Section,
  Skeleton,
  Stack,
  Tabs,
  toast,
} from '#kit/ui/index.ts'
import { isolate, list, t } from '#language/here.ts'
import { languageName } from '#language/ui/names.ts'
import {
  listSessions,
  listTrainings,
  moveTraining,
  readCurricula,
  readPreventionToday,
  readTraining,
  type Training,
  type TrainingStatus,
} from '../training.ts'
import { Attendance } from './Attendance.tsx'
import { Costs } from './Costs.tsx'
import { Materials } from './Materials.tsx'
import { Numbers } from './Numbers.tsx'
import { curriculumName, placeWords, spanWords, statusTone } from './prevention-words.ts'
import { Registering } from './Registering.tsx'
import { Taught } from './Taught.tsx'
import './prevention.css'

/** Going back is said otherwise than going on. */
const moveWords = ({ status }: Training, to: TrainingStatus): string => {
  if (to === 'open' && status === 'held') return t('prevention.move.open_again')
  if (to === 'held' && status === 'closed') return t('prevention.move.held_again')
  return t(`prevention.move.${to}`)
}
const onward: Partial<Record<TrainingStatus, TrainingStatus>> = { planned: 'open', open: 'held', held: 'closed' }

function Moves({ of }: { of: Training }) {
  const [leaving, setLeaving] = useState(false)
  const move = useWrite(moveTraining, { invalidates: [readTraining, listTrainings, listSessions, readPreventionToday] })
  const go = (status: TrainingStatus) =>
    move.mutate(
      { training_id: of.training_id, version: of.version, status },
      {
        onSuccess: () => {
          setLeaving(false)
          toast(t('prevention.moved'))
        },
      },
    )
  if (of.may_become.length === 0) return null
  return (
    <Section title={t('prevention.page.actions')}>
      {move.error && <ErrorNotice problem={move.error} />}
      <div className="form-actions">
        {of.may_become.map((to) => (
          <Button
            key={to}
            kind={onward[of.status] === to ? 'primary' : to === 'cancelled' ? 'quiet' : 'secondary'}
            busy={move.isPending}
            onPress={() => (to === 'cancelled' ? setLeaving(true) : go(to))}
          >
            {moveWords(of, to)}
          </Button>
        ))}
      </div>
      <ConfirmDialog
        isOpen={leaving}
        onClose={() => setLeaving(false)}
        onConfirm={() => go('cancelled')}
        title={t('prevention.move.cancelled')}
        action={t('prevention.move.cancelled')}
        busy={move.isPending}
        danger
      >
        <p>{t('prevention.move.cancel_why')}</p>
      </ConfirmDialog>
    </Section>
  )
}

function TaughtHere({ of }: { of: Training }) {
  const { data } = useGet(readCurricula, {})
  const curriculum = data?.curricula.find(({ id }) => id === of.curriculum_id)
  return curriculum ? <Taught curriculum={curriculum} /> : null
}

function Plan({ of }: { of: Training }) {
  const trainers = [...of.trainers.map(({ name }) => name), ...of.outside_trainers].map(isolate)
  return (
    <Columns
      aside={
        <>
          <Moves of={of} />
          <Section title={t('prevention.page.when')}>
            <List label={t('prevention.page.when')}>
              {of.sessions.map((session) => (
                <ListItem key={session.session_id} icon="calendar" title={spanWords(session)} />
              ))}
            </List>
          </Section>
        </>
      }
    >
      <Section title={t('prevention.page.plan')}>
        <Facts
          items={[
            {
              label: t('prevention.field.institution'),
              value: of.institution_name ? <Name>{of.institution_name}</Name> : t('prevention.page.anybody'),
            },
            {
              label: t('prevention.field.mode'),
              value: (
                <>
                  {placeWords(of)}
                  {of.place && (
                    <>
                      {' · '}
                      <bdi>{of.place}</bdi>
                    </>
                  )}
                </>
              ),
            },
            { label: t('prevention.field.language'), value: languageName(of.language) },
            {
              label: t('prevention.field.interpreter_language'),
              value: of.interpreter_language ? (
                <>
                  {languageName(of.interpreter_language)}
                  {of.interpreter && (
                    <>
                      {' · '}
                      <bdi>{of.interpreter}</bdi>
                    </>
                  )}
                </>
              ) : (
                t('prevention.page.no_interpreter')
              ),
            },
            {
              label: t('prevention.part.who'),
              value: trainers.length > 0 ? list(trainers) : t('prevention.page.nobody'),
            },
          ]}
        />
        {of.materials.length > 0 && (
          <Chips
            label={t('prevention.page.materials')}
            items={of.materials.map((id) => t(`curriculum.material.${id}`))}
          />
        )}
        {of.notes && <Prose>{of.notes}</Prose>}
      </Section>
      <TaughtHere of={of} />
      <Materials curriculum_id={of.curriculum_id} />
    </Columns>
  )
}

function Whole({ of }: { of: Training }) {
  const { may } = useSession()
  const { tab } = useSearch({ strict: false }) as { tab?: string }
  const navigate = useNavigate()
  const manages = may['prevention.manage']
  const items = [
    { id: 'plan', label: t('prevention.page.plan'), content: <Plan of={of} /> },
    { id: 'register', label: t('prevention.page.register'), content: <Registering of={of} /> },
    ...(manages ? [{ id: 'attendance', label: t('prevention.page.attendance'), content: <Attendance of={of} /> }] : []),
    { id: 'numbers', label: t('prevention.page.numbers'), content: <Numbers of={of} /> },
    ...(manages
      ? [{ id: 'costs', label: t('prevention.page.costs'), content: <Costs key={of.version} of={of} /> }]
      : []),
  ]
  const selected = items.some(({ id }) => id === tab) ? tab! : 'plan'
  return (
    <>
      <PreventionTabs here="trainings" />
      <PageHeader
        title={curriculumName(of.curriculum_id)}
        lead={of.sessions[0] && spanWords(of.sessions[0])}
        marks={<Badge tone={statusTone(of.status)}>{t(`prevention.status.${of.status}`)}</Badge>}
        back={{ href: '/desk/prevention', label: t('prevention.tab.trainings') }}
        actions={
          manages &&
          (of.status === 'planned' || of.status === 'open') && (
            <LinkButton icon="edit" href={`/desk/prevention/trainings/${of.training_id}/edit`}>
              {t('prevention.edit')}
            </LinkButton>
          )
        }
      />
      <Stack>
        <Tabs
          label={curriculumName(of.curriculum_id)}
          items={items}
          selected={selected}
          onSelect={(id) =>
            void navigate({
              to: `/prevention/trainings/${of.training_id}` as never,
              search: { tab: id } as never,
              replace: true,
            })
          }
        />
      </Stack>
    </>
  )
}

export function TrainingPage() {
  const { training_id } = useParams({ strict: false }) as { training_id?: string }
  const found = useGet(readTraining, training_id ? { training_id } : null)
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" />}>
      {(of) => <Whole of={of} />}
    </Loaded>
  )
}
