// One person's file, put together from the rooms: each brings a side of the work and knows nothing of the others.
import { useParams } from '@tanstack/react-router'
import { type CaseFile, openFile } from '#cases/case.ts'
import { CaseFileFrame, type CaseTab } from '#cases/ui/CaseFile.tsx'
import { Notes } from '#cases/ui/Notes.tsx'
import { today } from '#cases/ui/now.ts'
import { Overview } from '#cases/ui/Overview.tsx'
import { Team } from '#cases/ui/Team.tsx'
import { Consents } from '#consents/ui/Consents.tsx'
import { useGet } from '#gate/query.ts'
import { Loaded, Skeleton } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'

const tabsOf = (file: CaseFile): CaseTab[] => [
  { id: 'overview', label: t('cases.tab.overview'), panel: <Overview file={file} /> },
  { id: 'notes', label: t('cases.tab.notes'), panel: <Notes file={file} /> },
  { id: 'consents', label: t('cases.tab.consents'), panel: <Consents file={file} today={today()} /> },
  { id: 'team', label: t('cases.tab.team'), panel: <Team file={file} /> },
]

export function CasePage() {
  const { case_id } = useParams({ strict: false }) as { case_id: string }
  const file = useGet(openFile, { case_id })
  return (
    <Loaded of={file} skeleton={<Skeleton kind="page" />}>
      {(found) => <CaseFileFrame key={found.case_id} file={found} tabs={tabsOf(found)} />}
    </Loaded>
  )
}
