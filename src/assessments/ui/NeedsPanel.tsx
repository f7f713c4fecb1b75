// What she needs, in her order and her pace: the talk as it was kept, and beside it what changed since the one before.
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useColleagues } from '#cases/ui/colleagues.ts'
import { useGet } from '#gate/query.ts'
import { Button, EmptyState, List, ListItem, Loaded, Name, Notice, Section, Stack } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { type NeedsTalk, readNeeds } from '../assessment.ts'
import { NeedsForm } from './NeedsForm.tsx'
import { NeedsTold } from './NeedsTold.tsx'

/** What this instrument is not. It is said before the first question, and beside every answer. */
function NotATest() {
  return <Notice>{t('assessments.not_validated')}</Notice>
}

function Talks({ history }: { history: NeedsTalk[] }) {
  const { nameOf } = useColleagues()
  return (
    <Section title={t('assessments.history')}>
      <List label={t('assessments.history')}>
        {history.map((talk) => (
          <ListItem
            key={talk.assessment_id}
            icon="calendar"
            title={day(talk.taken_on, 'long')}
            detail={<Name>{nameOf(talk.taken_by)}</Name>}
          />
        ))}
      </List>
    </Section>
  )
}

function Needs({ file }: { file: CaseFile }) {
  const needs = useGet(readNeeds, { case_id: file.case_id })
  const [talking, setTalking] = useState(false)
  const mayTalk = file.writes.includes('story')
  const begin = (
    <Button kind="primary" icon="note" onPress={() => setTalking(true)}>
      {t('assessments.begin')}
    </Button>
  )
  if (talking) return <NeedsForm case_id={file.case_id} onDone={() => setTalking(false)} />
  return (
    <Loaded of={needs}>
      {({ latest, before, changes, history }) =>
        latest ? (
          <Stack>
            <Section
              title={t('assessments.title')}
              lead={t('assessments.told_on', { day: day(latest.taken_on, 'long') })}
              actions={mayTalk && begin}
            >
              <NeedsTold answers={latest.answers} before={before} changes={changes} />
            </Section>
            {history.length > 1 && <Talks history={history} />}
            <NotATest />
          </Stack>
        ) : (
          <Stack>
            <EmptyState title={t('assessments.empty')} {...(mayTalk && { action: begin })}>
              <p>{t('assessments.empty_why')}</p>
            </EmptyState>
            <NotATest />
          </Stack>
        )
      }
    </Loaded>
  )
}

export function NeedsPanel({ file }: { file: CaseFile }) {
  return file.sections.includes('story') ? <Needs file={file} /> : <Notice>{t('assessments.closed_to_you')}</Notice>
}
