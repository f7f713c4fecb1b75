// One thing spoken of: its section, what was said and decided, and the tasks that came of it.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { choose, currentOf, differing } from '#cases/ui/conflict.ts'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { Badge, Button, ConflictDialog, Form, FormActions, Notice, Prose, TextArea, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type Conference, type ConferenceItem, writeMinutes } from '../conference.ts'
import { invalidates } from './reads.ts'
import { TaskForm } from './TaskForm.tsx'
import { Tasks } from './Tasks.tsx'

type Words = { minutes: string; decision: string }

function Minutes({ case_id, item, onDone }: { case_id: string; item: ConferenceItem; onDone: () => void }) {
  const { item_id, version } = item
  const [draft, setDraft, clear, returned] = useDraft<Words>(`minutes ${item_id}`, {
    minutes: item.minutes ?? '',
    decision: item.decision ?? '',
  })
  const write = useWrite(writeMinutes, { invalidates })
  const current = currentOf<ConferenceItem>(write.error)
  const leave = () => {
    clear()
    onDone()
  }
  const save = (from: number, words: Words) =>
    write.mutate(
      { case_id, item_id, version: from, ...words },
      {
        onSuccess: () => {
          toast(t('conferences.minutes.saved'))
          leave()
        },
      },
    )
  const theirs = { minutes: current?.minutes ?? '', decision: current?.decision ?? '' }
  const sides = (['minutes', 'decision'] as const).map((name) => ({
    name,
    label: t(`conferences.${name}`),
    mine: draft[name],
    theirs: theirs[name],
  }))
  return (
    <>
      <Form problem={current ? null : write.error} onSubmit={() => save(version, draft)}>
        {returned && <Notice>{t('cases.draft_returned')}</Notice>}
        <TextArea
          name="minutes"
          label={t('conferences.minutes')}
          description={t('conferences.minutes_why')}
          isRequired
          rows={4}
          value={draft.minutes}
          onChange={(minutes) => setDraft({ ...draft, minutes })}
        />
        <TextArea
          label={t('conferences.decision')}
          rows={2}
          value={draft.decision}
          onChange={(decision) => setDraft({ ...draft, decision })}
        />
        <FormActions>
          <Button type="submit" kind="primary" busy={write.isPending}>
            {t('conferences.minutes.save')}
          </Button>
          <Button kind="quiet" onPress={leave}>
            {t('ui.cancel')}
          </Button>
        </FormActions>
      </Form>
      {current && (
        <ConflictDialog
          isOpen
          fields={differing(sides)}
          onClose={write.reset}
          onResolve={(choice) => save(current.version, choose(draft, theirs, choice))}
        />
      )}
    </>
  )
}

interface Props {
  file: CaseFile
  conference: Conference
  item: ConferenceItem
  mayCall: boolean
  today: string
}

export function Item({ file, conference, item, mayCall, today }: Props) {
  const [doing, setDoing] = useState<'minutes' | 'task' | null>(null)
  const done = () => setDoing(null)
  const { section, title, words, minutes, decision, item_id } = item
  const mayWrite = conference.ours !== null && conference.status !== 'cancelled' && file.writes.includes(section)
  const tasks = conference.tasks.filter((task) => task.item_id === item_id)
  const readers = conference.ours?.agencies.filter(({ live, sections }) => live && sections.includes(section)) ?? []
  return (
    <article className="conference-item">
      <p className="conference-head">
        <strong dir="auto">{title}</strong>
        <Badge tone="calm">{t(`access.section.${section}`)}</Badge>
      </p>
      {conference.ours && (
        <p className="conference-quiet">
          {readers.length > 0
            ? t('conferences.seen_by', { names: readers.map(({ name }) => name).join(', ') })
            : t('conferences.seen_by_us')}
        </p>
      )}
      {words && <Prose>{words}</Prose>}
      {doing === 'minutes' ? (
        <Minutes case_id={file.case_id} item={item} onDone={done} />
      ) : (
        <>
          {minutes && <Prose>{minutes}</Prose>}
          {decision && (
            <Notice tone="good">
              <strong>{t('conferences.decision')}</strong>
              <Prose>{decision}</Prose>
            </Notice>
          )}
        </>
      )}
      <Tasks
        tasks={tasks}
        today={today}
        case_id={conference.ours ? file.case_id : null}
        writes={conference.ours ? file.writes : []}
      />
      {doing === 'task' && (
        <TaskForm file={file} item={item} agencies={conference.ours?.agencies ?? []} today={today} onDone={done} />
      )}
      {mayWrite && doing === null && (
        <div className="form-actions">
          <Button small icon="edit" onPress={() => setDoing('minutes')}>
            {t(minutes ? 'conferences.minutes.change' : 'conferences.minutes.write')}
          </Button>
          {mayCall && (
            <Button small kind="quiet" icon="add" onPress={() => setDoing('task')}>
              {t('conferences.task.new')}
            </Button>
          )}
        </div>
      )}
    </article>
  )
}
