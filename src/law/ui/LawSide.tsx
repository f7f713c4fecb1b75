// The law of a file: what comes next, the tracks over time, the status, what happened and what is so. "What if" shows the same
// screen over what one supposes.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import type { CaseFile } from '#cases/case.ts'
import { useGet } from '#gate/query.ts'
import { Button, EmptyState, Loaded, Stack } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { readLaw, whatIf } from '../law-file.ts'
import type { Change } from '../reckoning.ts'
import { ChangeList, JustChanged } from './Changed.tsx'
import { EventList } from './EventList.tsx'
import { HerRights } from './HerRights.tsx'
import { ItemDialog } from './ItemDialog.tsx'
import { Lanes } from './Lanes.tsx'
import { LawFacts } from './LawFacts.tsx'
import { LawFileForm } from './LawFileForm.tsx'
import { NextDeadlines } from './NextDeadlines.tsx'
import { PapersInOrder } from './PapersInOrder.tsx'
import { PretendBanner } from './PretendBanner.tsx'
import { usePretending } from './pretend.ts'
import { StatusHistory } from './StatusHistory.tsx'
import type { Law, Side } from './use-law.ts'
import './law-side.css'

/** Where a link leads to one deadline of the file. */
const useAsked = (): [deadline_id: string | undefined, forget: () => void] => {
  const search = useSearch({ strict: false }) as Record<string, unknown>
  const navigate = useNavigate()
  const { deadline, ...rest } = search
  return [
    typeof deadline === 'string' ? deadline : undefined,
    () => void navigate({ search: rest as never, replace: true, to: '.' as never }),
  ]
}

function Latest({ law }: { law: Law }) {
  const changes = law.changes.filter((each) => each.changes.length > 0)
  if (changes.length === 0) return null
  return (
    <details className="law-fold">
      <summary>{t('law.changed.latest')}</summary>
      <ul className="law-latest">
        {changes.map((each) => (
          <li key={each.change_id}>
            <h3>
              {moment(each.at)} · {t(`law.changed.cause.${each.cause}`)}
            </h3>
            <ChangeList changes={each.changes} today={law.today} />
          </li>
        ))}
      </ul>
    </details>
  )
}

function Shown({ file, law }: { file: CaseFile; law: Law }) {
  const { pretending, begin } = usePretending()
  const [told, tell] = useState<Change[] | null>(null)
  const [opened, open] = useState<string | null>(null)
  const [editing, edit] = useState(false)
  const [asked, forget] = useAsked()
  const supposed = useGet(whatIf, pretending && { case_id: file.case_id, ...pretending.supposed }, {
    keepPrevious: true,
    staleMs: 0,
  })
  const other = pretending ? supposed.data : undefined
  const side: Side = {
    ...{ file, law, pretending, open },
    items: other?.items ?? law.items,
    rules: other?.rules ?? law.rules,
    status_history: other?.status_history ?? law.status_history,
    today: other?.today ?? law.today,
    writes: law.may.write && !pretending,
    told: tell,
  }
  const item = side.items.find((each) =>
    opened ? each.key === opened : asked !== undefined && 'deadline_id' in each && each.deadline_id === asked,
  )
  const begun = law.file.version > 0
  if (editing || !begun)
    return editing ? (
      <LawFileForm side={side} onDone={() => edit(false)} />
    ) : (
      <EmptyState
        icon="shield"
        title={t('law.begin.title')}
        {...(side.writes && {
          action: (
            <Button kind="primary" onPress={() => edit(true)}>
              {t('law.begin.do')}
            </Button>
          ),
        })}
      >
        <p>{t('law.begin.why')}</p>
      </EmptyState>
    )
  return (
    <div className={pretending ? 'law-side law-side-pretend' : 'law-side'}>
      <Stack>
        {pretending ? (
          <PretendBanner
            pretending={pretending}
            changes={other?.changes ?? []}
            problem={supposed.error}
            today={side.today}
          />
        ) : (
          <div className="law-top">
            <p className="law-quiet">{t('law.no_verdict')}</p>
            <Button icon="search" onPress={begin}>
              {t('law.pretend.begin')}
            </Button>
          </div>
        )}
        {told && !pretending && <JustChanged changes={told} today={law.today} onClose={() => tell(null)} />}
        <NextDeadlines side={side} />
        <Lanes side={side} />
        <EventList side={side} />
        <StatusHistory side={side} />
        <LawFacts side={side} onChange={() => edit(true)} />
        {!pretending && <PapersInOrder file={file} />}
        {!pretending && <HerRights file={file} />}
        {!pretending && <Latest law={law} />}
        {item && (
          <ItemDialog
            item={item}
            side={side}
            onClose={() => {
              open(null)
              if (asked) forget()
            }}
          />
        )}
      </Stack>
    </div>
  )
}

export function LawSide({ file }: { file: CaseFile; today: string }) {
  const found = useGet(readLaw, { case_id: file.case_id })
  return <Loaded of={found}>{(law) => <Shown file={file} law={law} />}</Loaded>
}
