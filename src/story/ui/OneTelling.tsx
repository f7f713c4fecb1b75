// One thing that was told: to whom, when, to whom it may be retold; its words only when somebody asks for them.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { call } from '#gate/call.ts'
import { useWrite } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import type { ReplyOf } from '#kit/endpoint.ts'
import { isProblem, Problem } from '#kit/problem.ts'
import { Badge, Button, ErrorNotice, Menu, Prose, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { openTelling, type Telling, unmarkAsTold } from '../telling.ts'
import { RetellDialog } from './RetellDialog.tsx'
import { circumstancesOf, retellWords } from './story-words.ts'
import { readAgain } from './writing.ts'

type Opened = ReplyOf<typeof openTelling>

function Words({ opened }: { opened: Opened }) {
  return (
    <div className="story-words">
      {opened.words === null ? <p>{t('notes.covered')}</p> : <Prose>{opened.words}</Prose>}
      {opened.corrected && <small>{t('story.corrected_since')}</small>}
    </div>
  )
}

/** Asked for once and kept nowhere: closed, the words are gone from the screen and from the desk. */
const useWords = (case_id: string, telling_id: string) => {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const open = async () => {
    setBusy(true)
    setProblem(null)
    try {
      setOpened(await call(openTelling, { case_id, telling_id }))
    } catch (error) {
      setProblem(isProblem(error) ? error : new Problem('broken', 'ui.problem.broken'))
    }
    setBusy(false)
  }
  return { opened, busy, problem, open, close: () => setOpened(null) }
}

interface Props {
  file: CaseFile
  today: string
  telling: Telling
  /** Whether any of it may be changed by this reader. */
  may_keep: boolean
}

export function OneTelling({ file, today, telling, may_keep }: Props) {
  const { case_id } = file
  const me = useSession().actor.staff_id
  const words = useWords(case_id, telling.telling_id)
  const isOpen = words.opened !== null
  const [asking, setAsking] = useState(false)
  const unmark = useWrite(unmarkAsTold, { invalidates: readAgain })
  const { telling_id, version } = telling
  const takeBack = () =>
    unmark.mutate({ case_id, telling_id, version }, { onSuccess: () => toast(t('story.unmarked')) })
  return (
    <li className="story-telling">
      <p className="story-head">
        <span>{circumstancesOf(telling, me)}</span>
        <Badge
          tone={telling.retell.length > 0 ? 'calm' : 'neutral'}
          icon={telling.retell.length > 0 ? 'people' : 'lock'}
        >
          {retellWords(telling.retell)}
        </Badge>
      </p>
      {(unmark.error ?? words.problem) && <ErrorNotice problem={(unmark.error ?? words.problem)!} />}
      {words.opened && <Words opened={words.opened} />}
      <div className="story-actions">
        {telling.may_read && (
          <Button
            small
            kind={isOpen ? 'quiet' : 'secondary'}
            aria-expanded={isOpen}
            busy={words.busy}
            onPress={() => (isOpen ? words.close() : void words.open())}
          >
            {t(isOpen ? 'story.close' : 'story.read')}
          </Button>
        )}
        {may_keep && (
          <Button small kind="quiet" icon="shield" onPress={() => setAsking(true)}>
            {t('story.retell.change')}
          </Button>
        )}
        {may_keep && telling.may_read && (
          <Menu
            label={t('story.more')}
            items={[{ id: 'unmark', label: t('story.unmark'), icon: 'close', onAction: takeBack }]}
          />
        )}
      </div>
      {asking && <RetellDialog file={file} today={today} of={telling} onClose={() => setAsking(false)} />}
    </li>
  )
}
