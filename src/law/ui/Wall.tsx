// The wall of deadlines of the legal team: over all files, the overdue first and always. Rows are reached by arrow keys or j
// and k; Enter opens the deadline in its file.
import { useEffect, useRef, useState } from 'react'
import { Link } from 'react-aria-components'
import { today } from '#cases/ui/now.ts'
import { usePages } from '#gate/pages.ts'
import { useSession } from '#gate/session.ts'
import {
  Button,
  EmptyState,
  Icon,
  LinkButton,
  Loaded,
  PageHeader,
  RadioGroup,
  Reference,
  Select,
  Stack,
  Toolbar,
} from '#kit/ui/index.ts'
import { month, number, t } from '#language/here.ts'
import { tracks } from '../rule.ts'
import { groupsOf, spans, untilOf, type WallGroup } from '../wall.rules.ts'
import { readWall, type WallRow } from '../wall.ts'
import { choicesOf, dueWords, titleOf, trackName } from './law-words.ts'
import { Reviewed, State } from './Marks.tsx'
import './law-wall.css'

function Owner({ row }: { row: WallRow }) {
  if (!row.owner)
    return (
      <span className="law-missing">
        <Icon name="warning" size={16} /> {t('law.owner.none')}
      </span>
    )
  return (
    <bdi>
      {row.owner.name}
      {row.deputy && <span className="law-quiet"> · {row.deputy.name}</span>}
    </bdi>
  )
}

function Row({ row, today }: { row: WallRow; today: string }) {
  return (
    <li className={`wall-row wall-${row.state}`}>
      <p className="wall-when">{dueWords(row, today)}</p>
      <div className="wall-what">
        <Link href={`/desk/people/${row.case_id}?tab=law&deadline=${row.deadline_id}`} className="list-title list-link">
          {titleOf(row.rule_id)}
        </Link>
        <p className="law-quiet">
          <bdi dir="auto">{row.alias}</bdi> · <Reference>{row.reference}</Reference> · {trackName(row.track)}
        </p>
      </div>
      <p className="wall-who">
        <Owner row={row} />
      </p>
      <div className="wall-marks">
        {row.state !== 'running' && <State state={row.state} />}
        {row.stage && (
          <span className={row.heard ? 'law-quiet' : 'wall-loud'}>
            <Icon name={row.heard ? 'check' : 'sound'} size={16} />{' '}
            {t(row.heard ? 'law.wall.heard' : 'law.wall.not_heard')}
          </span>
        )}
        <Reviewed item={row} />
      </div>
    </li>
  )
}

const groupName = ({ part, day }: WallGroup<WallRow>): string =>
  part === 'month' && day ? month(day.slice(0, 7)) : t(`law.wall.part.${part}`)

const isTaken = (target: Element): boolean =>
  target.matches('input:not([type=radio], [type=checkbox]), textarea, select') ||
  target.closest('[role="dialog"], [role="listbox"]') !== null

/** Up and down among all rows, whichever part they stand in: j and k from anywhere on the page, arrows once among them. */
const useSteps = () => {
  const wall = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const by = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key]
      const target = event.target instanceof Element ? event.target : document.body
      if (!by || event.ctrlKey || event.metaKey || event.altKey || isTaken(target)) return
      const row = target.closest('.wall-row')
      if (!row && event.key.startsWith('Arrow')) return
      const links = [...(wall.current?.querySelectorAll<HTMLElement>('.wall-row .list-link') ?? [])]
      const at = links.findIndex((link) => link.closest('.wall-row') === row)
      event.preventDefault()
      links[Math.max(0, Math.min(links.length - 1, at + by))]?.focus()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
  return wall
}

interface Filter {
  whose: 'mine' | 'office' | 'all'
  track: string
  span: string
}

const everyTrack = 'every'

function Filters({ filter, set }: { filter: Filter; set: (next: Filter) => void }) {
  return (
    <div>
      <Toolbar>
        <RadioGroup
          inline
          label={t('law.wall.whose')}
          options={choicesOf(['mine', 'office', 'all'], (id) => t(`law.wall.whose.${id}`))}
          value={filter.whose}
          onChange={(whose) => set({ ...filter, whose: whose as Filter['whose'] })}
        />
      </Toolbar>
      <Toolbar>
        <Select
          label={t('law.wall.track')}
          options={[{ id: everyTrack, label: t('law.wall.every_track') }, ...choicesOf(tracks, trackName)]}
          value={filter.track}
          onChange={(track) => set({ ...filter, track })}
        />
        <Select
          label={t('law.wall.until')}
          options={choicesOf(spans, (id) => t(`law.wall.until.${id}`))}
          value={filter.span}
          onChange={(span) => set({ ...filter, span })}
        />
      </Toolbar>
    </div>
  )
}

const counted = ['overdue', 'today', 'week'] as const

function Deadlines() {
  const [filter, set] = useState<Filter>({ whose: 'mine', track: everyTrack, span: 'all' })
  const until = untilOf(filter.span, today())
  const found = usePages(
    readWall,
    {
      whose: filter.whose,
      ...(filter.track !== everyTrack && { track: filter.track as (typeof tracks)[number] }),
      ...(until && { until }),
    },
    (page) => [page],
  )
  return (
    <Stack>
      <Filters filter={filter} set={set} />
      <Loaded of={found}>
        {(pages) => {
          const { today: on, counts } = pages[0]!
          const rows = pages.flatMap((page) => page.rows)
          return (
            <>
              <dl className="wall-counts">
                {counted.map((name) => (
                  <div key={name} className={name === 'overdue' && counts.overdue > 0 ? 'wall-count-loud' : ''}>
                    <dt>{t(`law.wall.count.${name}`)}</dt>
                    <dd>{number(counts[name])}</dd>
                  </div>
                ))}
              </dl>
              <Rows rows={rows} today={on} />
              {found.more && (
                <div className="form-actions">
                  <Button onPress={found.more} busy={found.busy}>
                    {t('law.wall.more')}
                  </Button>
                </div>
              )}
            </>
          )
        }}
      </Loaded>
    </Stack>
  )
}

function Rows({ rows, today: on }: { rows: WallRow[]; today: string }) {
  const wall = useSteps()
  if (rows.length === 0)
    return (
      <EmptyState icon="sun" title={t('law.wall.none')}>
        <p>{t('law.wall.none_why')}</p>
      </EmptyState>
    )
  return (
    <div className="wall" ref={wall}>
      <p className="law-quiet wall-keys">{t('law.wall.keys')}</p>
      {groupsOf(rows, on).map((group) => (
        <section key={group.part + (group.day ?? '')} className={`wall-part wall-part-${group.part}`}>
          <h2>{groupName(group)}</h2>
          <ul>
            {group.rows.map((row) => (
              <Row key={row.deadline_id} row={row} today={on} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

export function Wall() {
  const { may } = useSession()
  return (
    <>
      <PageHeader
        title={t('law.wall.title')}
        lead={t('law.wall.lead')}
        actions={
          may['law.packs'] && (
            <LinkButton href="/desk/law/packs" icon="law">
              {t('law.wall.packs')}
            </LinkButton>
          )
        }
      />
      <Deadlines />
    </>
  )
}
