// The frame of a file: who she is here, how she may be reached before anything else, who walks with her, on what basis
// one sees this; and below it the sides of the work, which other rooms bring along.
import { type ReactNode, useState } from 'react'
import {
  Badge,
  Columns,
  Facts,
  Menu,
  Name,
  Notice,
  PageHeader,
  Reference,
  Section,
  Stack,
  Tabs,
} from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { cardLabel, cardWords } from '#people/ui/card-words.ts'
import { SafeContactNotice } from '#people/ui/SafeContactNotice.tsx'
import type { CaseFile as File } from '../case.ts'
import { CardForm } from './CardForm.tsx'
import { ContactRule } from './ContactRule.tsx'
import { StageDialog } from './StageDialog.tsx'
import { useSide } from './side.ts'
import { MergeDialog, Together, useTogether } from './Together.tsx'

export interface CaseTab {
  id: string
  label: string
  /** The part of the file it stands in, as the reader reads it. */
  group?: string
  count?: number
  panel: ReactNode
}

/** `team:<id>` and its kin say more than a reader needs; the kind of basis is what she should know. */
const basisOf = (because: string): string => t(`cases.basis.${because.split(':')[0]}`)

function Marks({ file }: { file: File }) {
  return (
    <>
      <Badge tone="calm">{t(`cases.stage.${file.stage}`)}</Badge>
      {file.status === 'closed' && <Badge>{t('cases.list.closed')}</Badge>}
      {file.presumed_minor && (
        <Badge tone="warning" icon="shield">
          {t('cases.minor')}
        </Badge>
      )}
      <Reference>{file.reference}</Reference>
    </>
  )
}

/** What one must know to speak with her, and why one is here at all, whichever side is open. */
function Lead({ file }: { file: File }) {
  const { card, team } = file
  const worker = team.find((each) => each.function === 'reference_worker')
  return (
    <>
      {cardWords(card, 'languages')}
      {card.interpreter_needed && <> · {t('cases.needs_interpreter')}</>}
      {card.country && <> · {cardWords(card, 'country')}</>}
      {worker && (
        <>
          {' · '}
          {t('cases.list.reference_worker')}: <Name>{worker.name}</Name>
        </>
      )}
      {' · '}
      {basisOf(file.because)}
    </>
  )
}

function About({ file }: { file: File }) {
  const { card } = file
  const word = (name: Parameters<typeof cardLabel>[0]) => ({ label: cardLabel(name), value: cardWords(card, name) })
  return (
    <Section title={t('cases.about')}>
      <Facts
        items={[
          word('languages'),
          {
            label: t('cases.interpreter'),
            value: t(card.interpreter_needed ? 'cases.interpreter_yes' : 'cases.interpreter_no'),
          },
          word('country'),
          word('birth_year'),
          word('gender'),
          word('province'),
          ...(card.has_children_with_her ? [word('has_children_with_her')] : []),
          word('irregular_status'),
          { label: t('cases.opened_on'), value: day(file.opened_on, 'long') },
          ...(file.next_due_on ? [{ label: t('cases.list.next_due'), value: day(file.next_due_on, 'long') }] : []),
        ]}
      />
    </Section>
  )
}

function Standing({ file }: { file: File }) {
  const inFunction = (wanted: string) => ({
    label: t(`cases.function.${wanted}`),
    names: file.team.filter((each) => each.kind === 'team' && each.function === wanted).map((each) => each.name),
  })
  const colleagues = [inFunction('reference_worker'), inFunction('team_member')].filter(({ names }) => names.length > 0)
  return (
    <Section title={t('cases.team.title')}>
      <Facts
        items={[
          ...colleagues.map(({ label, names }) => ({ label, value: <Name>{list(names)}</Name> })),
          { label: t('cases.basis'), value: basisOf(file.because) },
          { label: t('cases.you_open'), value: list(file.sections.map((each) => t(`access.section.${each}`))) },
        ]}
      />
    </Section>
  )
}

type Editing = 'card' | 'contact' | 'stage' | 'merge' | null

interface FrameProps {
  file: File
  tabs: CaseTab[]
  /** What must not be forgotten, always in sight. */
  facts?: ReactNode
  /** What is done from every side, such as writing a note. */
  actions?: ReactNode
}

export function CaseFileFrame({ file, tabs, facts, actions: more }: FrameProps) {
  const [side, openSide] = useSide()
  const [editing, setEditing] = useState<Editing>(null)
  const done = () => setEditing(null)
  const mayChange = Boolean(file.may['case.change'])
  const mayMerge = useTogether(file).data?.may === true
  const selected = tabs.find(({ id }) => id === side)?.id ?? tabs[0]?.id
  const actions = [
    ...(file.writes.includes('safety')
      ? [
          {
            id: 'contact',
            label: t('people.contact.change'),
            icon: 'phone' as const,
            onAction: () => setEditing('contact'),
          },
        ]
      : []),
    { id: 'card', label: t('cases.card.change'), icon: 'edit' as const, onAction: () => setEditing('card') },
    { id: 'stage', label: t('cases.change_stage'), icon: 'forward' as const, onAction: () => setEditing('stage') },
    ...(file.writes.includes('safety')
      ? [
          {
            id: 'asked',
            label: t('team.asked.title'),
            icon: 'shield' as const,
            href: `/desk/asked-about?case_id=${file.case_id}`,
          },
        ]
      : []),
    ...(mayMerge
      ? [{ id: 'merge', label: t('merge.title'), icon: 'people' as const, onAction: () => setEditing('merge') }]
      : []),
  ]
  // The card and the team stand beside the first side; the others take the whole width.
  const beside = (panel: ReactNode) => (
    <Columns
      aside={
        <>
          <About file={file} />
          <Standing file={file} />
        </>
      }
    >
      {panel}
    </Columns>
  )
  return (
    <>
      <PageHeader
        title={file.card.alias}
        lead={<Lead file={file} />}
        marks={<Marks file={file} />}
        back={{ href: '/desk/people', label: t('cases.list.title') }}
        actions={
          <>
            {more}
            {mayChange && <Menu label={t('cases.actions')} showLabel icon="edit" items={actions} />}
          </>
        }
      />
      {facts}
      <Stack>
        {editing === 'contact' ? (
          <ContactRule file={file} onDone={done} />
        ) : (
          <SafeContactNotice
            rule={file.safe_contact}
            isMinor={file.presumed_minor}
            isHidden={file.because.startsWith('consent:') && !file.sections.includes('safety')}
          />
        )}
        {/* The mark and the strip say it on every side; why is read where one arrives. */}
        {file.presumed_minor && selected === 'overview' && (
          <Notice tone="warning">
            <strong>{t('cases.minor')}</strong>
            <p>{t(file.card.age_in_doubt ? 'cases.minor_in_doubt' : 'cases.minor_why')}</p>
          </Notice>
        )}
        {editing === 'card' && <CardForm file={file} onDone={done} />}
        <Together file={file} />
        {editing === 'merge' && <MergeDialog file={file} onClose={done} />}
        {editing === 'stage' && <StageDialog file={file} isOpen onClose={done} />}
        <Tabs
          label={t('cases.sides')}
          items={tabs.map(({ panel, ...tab }, place) => ({ ...tab, content: place === 0 ? beside(panel) : panel }))}
          {...(selected && { selected })}
          onSelect={openSide}
        />
      </Stack>
    </>
  )
}
