// One person's file as a whole: the frame comes from its room, and each side of the work from the room it belongs to,
// fetched when it is first looked at.
import { useParams } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { type CaseFile as File, openFile } from '#cases/case.ts'
import { BesideEntries, type EntryBeside } from '#cases/ui/beside-entry.ts'
import { CaseFileFrame } from '#cases/ui/CaseFile.tsx'
import { today } from '#cases/ui/now.ts'
import { useGet } from '#gate/query.ts'
import { useSession } from '#gate/session.ts'
import { t } from '#kit/say.ts'
import { ErrorNotice } from '#kit/ui/ErrorNotice.tsx'
import { Loaded } from '#kit/ui/Loaded.tsx'
import { PageHeader, Stack } from '#kit/ui/Page.tsx'
import { Skeleton } from '#kit/ui/Skeleton.tsx'
import { turnedAwayAt } from '#matching/turned-away.rules.ts'
import { QuickNote } from '#notes/ui/QuickNote.tsx'
import { StickyFacts } from '#notes/ui/StickyFacts.tsx'
import { withSigns } from './load-language.ts'

type Side = ComponentType<{ file: File; today: string }>
/** The parts of a file, in the order they are read. */
const groups = ['person', 'work', 'rights'] as const
/**
 * A side has its name in data/texts as `shell.side.<id>`, in file.json, which is fetched with the file. A link opens it
 * by `?tab=<id>`.
 */
interface SideOf {
  id: string
  group: (typeof groups)[number]
  /** The section of the file that must be open to this reader. */
  needs?: File['sections'][number]
  /** The action on this file without which the side is not shown. */
  may?: string
  /** For the own team: a partner on the file has its queue for this. */
  ours?: true
  /** Whether this file has such a side at all. */
  when?: (file: File) => boolean
  Panel: Side
}

const side = <Name extends string>(load: () => Promise<Record<Name, unknown>>, name: Name): Side =>
  lazy(async () => ({ default: (await load())[name] as Side }))

const sides: SideOf[] = [
  { id: 'overview', group: 'person', Panel: side(() => import('#cases/ui/Overview.tsx'), 'Overview') },
  { id: 'person', group: 'person', Panel: side(() => import('#cases/ui/Person.tsx'), 'Person') },
  { id: 'contact', group: 'person', ours: true, Panel: side(() => import('#cases/ui/Contact.tsx'), 'Contact') },
  { id: 'safety', group: 'person', ours: true, Panel: side(() => import('./FileSafety.tsx'), 'FileSafety') },
  { id: 'story', group: 'work', Panel: side(() => import('#story/ui/StorySide.tsx'), 'StorySide') },
  { id: 'notes', group: 'work', Panel: side(() => import('#story/ui/NotesWithStory.tsx'), 'NotesWithStory') },
  {
    id: 'needs',
    group: 'work',
    needs: 'story',
    Panel: side(() => import('#assessments/ui/NeedsPanel.tsx'), 'NeedsPanel'),
  },
  {
    id: 'screening',
    group: 'work',
    needs: 'story',
    Panel: side(() => withSigns(import('#assessments/ui/ScreeningSide.tsx')), 'ScreeningSide'),
  },
  {
    id: 'instruments',
    group: 'work',
    Panel: side(() => import('#assessments/ui/InstrumentsSide.tsx'), 'InstrumentsSide'),
  },
  { id: 'plan', group: 'work', Panel: side(() => import('#plans/ui/PlanPanel.tsx'), 'PlanPanel') },
  {
    id: 'appointments',
    group: 'work',
    ours: true,
    Panel: side(() => import('#agenda/ui/AppointmentsSide.tsx'), 'AppointmentsSide'),
  },
  {
    id: 'care',
    group: 'work',
    when: ({ sections }) => sections.includes('health') || sections.includes('mind'),
    Panel: side(() => import('#care/ui/CareSide.tsx'), 'CareSide'),
  },
  {
    id: 'services',
    group: 'work',
    may: 'services.match',
    Panel: side(() => import('#matching/ui/MatchPanel.tsx'), 'MatchPanel'),
  },
  {
    id: 'referrals',
    group: 'work',
    ours: true,
    Panel: side(() => import('#referrals/ui/ReferralsPanel.tsx'), 'ReferralsPanel'),
  },
  { id: 'stays', group: 'work', Panel: side(() => import('#places/ui/StaysSide.tsx'), 'StaysSide') },
  {
    id: 'follow_up',
    group: 'work',
    ours: true,
    Panel: side(() => import('#outcomes/ui/FollowUpPanel.tsx'), 'FollowUpPanel'),
  },
  {
    id: 'minor',
    group: 'person',
    when: ({ presumed_minor }) => presumed_minor,
    Panel: side(() => import('#minors/ui/MinorSide.tsx'), 'MinorSide'),
  },
  {
    id: 'conference',
    group: 'work',
    Panel: side(() => import('#conferences/ui/ConferenceSide.tsx'), 'ConferenceSide'),
  },
  { id: 'documents', group: 'work', Panel: side(() => import('#documents/ui/Documents.tsx'), 'Documents') },
  { id: 'law', group: 'rights', needs: 'law', Panel: side(() => import('#law/ui/LawSide.tsx'), 'LawSide') },
  {
    id: 'proceedings',
    group: 'rights',
    needs: 'law',
    Panel: side(() => import('#proceedings/ui/ProceedingsSide.tsx'), 'ProceedingsSide'),
  },
  { id: 'claims', group: 'rights', needs: 'law', Panel: side(() => import('#claims/ui/ClaimsSide.tsx'), 'ClaimsSide') },
  { id: 'consents', group: 'rights', Panel: side(() => import('#consents/ui/Consents.tsx'), 'Consents') },
  { id: 'team', group: 'rights', ours: true, Panel: side(() => import('#team/ui/Team.tsx'), 'Team') },
  {
    id: 'leaving',
    group: 'rights',
    ours: true,
    Panel: side(() => import('#leaving/ui/LeavingSide.tsx'), 'LeavingSide'),
  },
  {
    id: 'access',
    group: 'rights',
    may: 'journal.read',
    Panel: side(() => import('#team/ui/Access.tsx'), 'Access'),
  },
]

/** Where one asks: first that it may have been told already. */
const asks = new Set(['needs', 'screening', 'instruments', 'care', 'proceedings', 'claims'])
const ToldAlready = lazy(async () => ({ default: (await import('#story/ui/ToldAlready.tsx')).ToldAlready }))

/** Where somebody may have been turned away, one tap says so. */
const TurnedAway = lazy(async () => ({ default: (await import('#matching/ui/TurnedAway.tsx')).TurnedAway }))
const turnedAway = (file: File) => (entry: EntryBeside) => {
  const at = file.because.startsWith('consent:') ? null : turnedAwayAt(entry, file.writes)
  return (
    at && (
      <Suspense>
        <TurnedAway file={file} at={at} />
      </Suspense>
    )
  )
}

const NotOpen = lazy(async () => ({ default: (await import('#cases/ui/NotOpen.tsx')).NotOpen }))

const tabsOf = (file: File) =>
  groups
    .flatMap((group) => sides.filter((each) => each.group === group))
    .filter(({ needs, may }) => (!needs || file.sections.includes(needs)) && (!may || file.may[may]))
    .filter(({ ours, when }) => (!ours || !file.because.startsWith('consent:')) && (!when || when(file)))
    .map(({ id, group, Panel }) => ({
      id,
      group: t(`file.group.${group}`),
      label: t(`shell.side.${id}`),
      panel: (
        <Stack>
          {asks.has(id) && file.sections.includes('story') && (
            <Suspense>
              <ToldAlready file={file} />
            </Suspense>
          )}
          <Suspense fallback={<Skeleton />}>
            <Panel file={file} today={today()} />
          </Suspense>
        </Stack>
      ),
    }))

export function CaseFile() {
  const { case_id } = useParams({ strict: false }) as { case_id?: string }
  // Every reading of a file is an entry in the journal: it is not read again because a window was looked at.
  const found = useGet(openFile, case_id ? { case_id } : null, { staleMs: Number.POSITIVE_INFINITY })
  const { may } = useSession()
  if (case_id && found.error?.kind === 'not_found' && may['case.break_glass'])
    return (
      <Suspense fallback={<Skeleton />}>
        <NotOpen case_id={case_id} />
      </Suspense>
    )
  if (found.error && !found.data)
    return (
      <>
        <PageHeader
          title={t(found.error.kind === 'not_found' ? 'shell.not_found.title' : 'shell.broken.title')}
          back={{ href: '/desk/people', label: t('cases.list.title') }}
        />
        <ErrorNotice problem={found.error} onRetry={() => void found.refetch()} />
      </>
    )
  return (
    <Loaded of={found} skeleton={<Skeleton kind="page" rows={6} />}>
      {(file) => (
        <BesideEntries value={turnedAway(file)}>
          <CaseFileFrame
            file={file}
            tabs={tabsOf(file)}
            facts={<StickyFacts file={file} today={today()} />}
            actions={<QuickNote file={file} />}
          />
        </BesideEntries>
      )}
    </Loaded>
  )
}
