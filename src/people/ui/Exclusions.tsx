// Whom, where and what the person must not meet, and the exceptions asked for.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import {
  Badge,
  Button,
  ConfirmDialog,
  EmptyState,
  ErrorNotice,
  List,
  ListItem,
  Loaded,
  Name,
  type Option,
  Section,
} from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import { readTimeline } from '#timeline/timeline.ts'
import { type Exclusion, endExclusion, readExcluded, readExclusions } from '../exclusion.ts'
import { ExclusionChange } from './ExclusionChange.tsx'
import { ExclusionForm } from './ExclusionForm.tsx'
import { excludedWords } from './exclusion-words.ts'
import { Overrides } from './Overrides.tsx'

interface Props {
  case_id: string
  today: string
  colleagues: Option[]
  mayWrite: boolean
}

function One({ case_id, today, exclusion, mayWrite }: Omit<Props, 'colleagues'> & { exclusion: Exclusion }) {
  const [asking, setAsking] = useState<'end' | 'change' | null>(null)
  const end = useWrite(endExclusion, { invalidates: [readExclusions, readExcluded, readTimeline] })
  const { exclusion_id, what, reason, said_by, since_on, until_on, ended_at, version } = exclusion
  const over = ended_at !== null || (until_on !== null && until_on < today)
  const done = () => setAsking(null)
  return (
    <ListItem
      icon="shield"
      title={
        <>
          {t(`exclusions.kind.${what.kind}`)}: <Name>{excludedWords(what)}</Name>
        </>
      }
      detail={
        <>
          <span dir="auto">{reason}</span>
          <br />
          {said_by && (
            <>
              {t('exclusions.said_by')}: <Name>{said_by}</Name>
              {' · '}
            </>
          )}
          {t('exclusions.since', { day: day(since_on, 'long') })}
          {until_on && <> · {t('exclusions.until', { day: day(until_on, 'long') })}</>}
          {' · '}
          <Name>{exclusion.recorded_by_name}</Name>
          {asking === 'change' && (
            <ExclusionChange case_id={case_id} today={today} exclusion={exclusion} onDone={done} />
          )}
          <ConfirmDialog
            isOpen={asking === 'end'}
            onClose={done}
            title={t('exclusions.end_question')}
            action={t('exclusions.end')}
            danger
            busy={end.isPending}
            onConfirm={() => end.mutate({ case_id, exclusion_id, version }, { onSuccess: done })}
          >
            <p>{t('exclusions.end_why')}</p>
            {end.error && <ErrorNotice problem={end.error} />}
          </ConfirmDialog>
        </>
      }
      aside={
        over ? (
          <Badge>{t('exclusions.over')}</Badge>
        ) : (
          mayWrite && (
            <>
              <Button small kind="quiet" icon="edit" onPress={() => setAsking('change')}>
                {t('exclusions.change')}
              </Button>
              <Button small kind="quiet" onPress={() => setAsking('end')}>
                {t('exclusions.end')}
              </Button>
            </>
          )
        )
      }
    />
  )
}

export function Exclusions({ case_id, today, colleagues, mayWrite }: Props) {
  const [adding, setAdding] = useState(false)
  const found = useGet(readExclusions, { case_id })
  return (
    <Section
      title={t('exclusions.title')}
      lead={t('exclusions.lead')}
      actions={
        mayWrite &&
        !adding && (
          <Button icon="add" onPress={() => setAdding(true)}>
            {t('exclusions.add')}
          </Button>
        )
      }
    >
      {adding && (
        <ExclusionForm case_id={case_id} today={today} colleagues={colleagues} onDone={() => setAdding(false)} />
      )}
      <Loaded of={found}>
        {({ exclusions, overrides }) => (
          <>
            {exclusions.length === 0 && !adding && <EmptyState icon="shield" title={t('exclusions.none')} />}
            {exclusions.length > 0 && (
              <List label={t('exclusions.title')}>
                {exclusions.map((each) => (
                  <One key={each.exclusion_id} case_id={case_id} today={today} exclusion={each} mayWrite={mayWrite} />
                ))}
              </List>
            )}
            <Overrides case_id={case_id} overrides={overrides} />
          </>
        )}
      </Loaded>
    </Section>
  )
}
