// What was decided that someone does: whose it is, by when, what became of it, and saying so for one's own.
import { useState } from 'react'
import { currentOf } from '#cases/ui/conflict.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import {
  Badge,
  type BadgeTone,
  Button,
  ErrorNotice,
  Form,
  FormActions,
  List,
  ListItem,
  Name,
  Notice,
  RadioGroup,
  TextArea,
  toast,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { isTaskOverdue } from '../conference.rules.ts'
import { answerTask, type ConferenceTask, markTask, type TaskStatus } from '../task.ts'
import { invalidates } from './reads.ts'

const tones: Record<TaskStatus, BadgeTone> = {
  open: 'calm',
  doing: 'calm',
  done: 'good',
  cannot: 'warning',
  dropped: 'neutral',
}

interface AnswerProps {
  task: ConferenceTask
  /** The file, for the own team; a partner answers without it. */
  case_id: string | null
  onDone: () => void
}

function Answer({ task, case_id, onDone }: AnswerProps) {
  const { task_id } = task
  const [draft, setDraft, clear, returned] = useDraft(`conference task ${task_id}`, {
    status: (task.status === 'open' ? 'doing' : task.status) as TaskStatus,
    answer: task.answer ?? '',
  })
  const mark = useWrite(markTask, { invalidates })
  const tell = useWrite(answerTask, { invalidates })
  const problem = mark.error ?? tell.error
  const current = currentOf<ConferenceTask>(problem)
  const leave = () => {
    clear()
    onDone()
  }
  const onSuccess = () => {
    toast(t('conferences.task.saved'))
    leave()
  }
  const save = () => {
    const version = current?.version ?? task.version
    if (case_id) mark.mutate({ case_id, task_id, version, ...draft }, { onSuccess })
    else tell.mutate({ task_id, version, ...draft, status: draft.status as 'done' }, { onSuccess })
  }
  return (
    <Form problem={current ? null : problem} onSubmit={save}>
      {returned && <Notice>{t('cases.draft_returned')}</Notice>}
      {current && (
        <Notice tone="warning">
          <p>{t('conferences.task.stale', { status: t(`conferences.task.status.${current.status}`) })}</p>
          {current.answer && <p dir="auto">{current.answer}</p>}
        </Notice>
      )}
      <RadioGroup
        label={t('conferences.task.status')}
        inline
        options={(['doing', 'done', 'cannot'] as const).map((id) => ({
          id,
          label: t(`conferences.task.status.${id}`),
        }))}
        value={draft.status}
        onChange={(status) => setDraft({ ...draft, status: status as TaskStatus })}
      />
      <TextArea
        name="answer"
        label={t(draft.status === 'cannot' ? 'conferences.task.why_not' : 'conferences.task.answer')}
        isRequired={draft.status === 'cannot'}
        rows={2}
        value={draft.answer}
        onChange={(answer) => setDraft({ ...draft, answer })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={mark.isPending || tell.isPending}>
          {t('conferences.task.save')}
        </Button>
        <Button kind="quiet" onPress={leave}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}

interface Props {
  task: ConferenceTask
  today: string
  case_id: string | null
  /** Whether this reader may write in the task's section. */
  mayWrite: boolean
}

function OneTask({ task, today, case_id, mayWrite }: Props) {
  const [answering, setAnswering] = useState(false)
  const drop = useWrite(markTask, { invalidates })
  const { task_id, version, words, owner, owner_name, due_on, status, answer } = task
  const open = status !== 'dropped'
  const mayAnswer = open && (case_id ? mayWrite && owner.kind === 'staff' : task.mine)
  if (answering)
    return (
      <li className="list-item">
        <div className="list-words">
          <span className="list-title" dir="auto">
            {words}
          </span>
          <Answer task={task} case_id={case_id} onDone={() => setAnswering(false)} />
        </div>
      </li>
    )
  return (
    <ListItem
      icon={status === 'done' ? 'check' : 'clock'}
      title={<bdi dir="auto">{words}</bdi>}
      detail={
        <>
          <Name>{owner_name || t('conferences.task.us')}</Name> ·{' '}
          {t('conferences.task.due', { day: day(due_on, 'weekday') })}
          {answer && (
            <>
              <br />
              <bdi dir="auto">{answer}</bdi>
            </>
          )}
          {drop.error && <ErrorNotice problem={drop.error} />}
        </>
      }
      aside={
        <>
          <Badge tone={isTaskOverdue(task, today) ? 'warning' : tones[status]}>
            {isTaskOverdue(task, today) ? t('conferences.task.overdue') : t(`conferences.task.status.${status}`)}
          </Badge>
          {mayAnswer && (
            <Button small aria-label={t('conferences.task.answer_of', { words })} onPress={() => setAnswering(true)}>
              {t('conferences.task.say')}
            </Button>
          )}
          {open && case_id && mayWrite && status !== 'done' && (
            <Button
              small
              kind="quiet"
              busy={drop.isPending}
              aria-label={t('conferences.task.drop_of', { words })}
              onPress={() => drop.mutate({ case_id, task_id, version, status: 'dropped', answer: '' })}
            >
              {t('conferences.task.drop')}
            </Button>
          )}
        </>
      }
    />
  )
}

interface ListProps {
  tasks: ConferenceTask[]
  today: string
  case_id: string | null
  writes: readonly string[]
}

export function Tasks({ tasks, writes, ...rest }: ListProps) {
  if (tasks.length === 0) return null
  return (
    <List label={t('conferences.tasks')}>
      {tasks.map((task) => (
        <OneTask key={task.task_id} task={task} mayWrite={writes.includes(task.section)} {...rest} />
      ))}
    </List>
  )
}
