// Who opened this file or worked in it, and on which basis, as she may ask it of us.
import { usePages } from '#gate/pages.ts'
import { Badge, Button, Chips, EmptyState, Loaded, Name, Section, Timeline } from '#kit/ui/index.ts'
import { hasText, moment, t, time } from '#language/here.ts'
import type { CaseFile } from '../case.ts'
import { type Visit, visitsOf } from '../file-journal.rules.ts'
import { readFileJournal } from '../file-journal.ts'

const said = (known: string, otherwise: string): string => t(hasText(known) ? known : otherwise)

const whoOf = ({ partner_name, actor_name }: Visit) => {
  if (actor_name) return <Name>{actor_name}</Name>
  return partner_name ? t('journal.of_partner', { partner: partner_name }) : t('journal.somebody')
}

/** That a role may break any glass is why it was possible; that it was an emergency is why it was done. */
const emergencies = ['case.break_glass', 'case.find_by_reference']
const basisOf = ({ action, basis }: Visit): string =>
  said(`journal.basis.${emergencies.includes(action) ? 'break_glass' : basis.split(':')[0]}`, 'journal.basis.other')

function Details({ visit }: { visit: Visit }) {
  const { reason, sections, times, since, outcome } = visit
  const reasonText =
    reason &&
    [`break_glass.reason.${reason}`, `break_glass.verdict.${reason}`, `journal.reason.${reason}`].find(hasText)
  return (
    <>
      <p>
        {t('journal.basis', { basis: basisOf(visit) })}
        {times > 1 && <> · {t('journal.times', { count: times, since: time(since) })}</>}
        {reasonText && <> · {t('journal.because', { reason: t(reasonText) })}</>}
      </p>
      {outcome === 'refused' && <Badge tone="warning">{t('journal.refused')}</Badge>}
      {sections.length > 0 && (
        <Chips label={t('journal.sections')} items={sections.map((section) => t(`access.section.${section}`))} />
      )}
    </>
  )
}

const entryOf = (visit: Visit) => ({
  id: visit.entry_id,
  icon: visit.action === 'case.break_glass' ? ('warning' as const) : ('lock' as const),
  at: visit.at,
  when: moment(visit.at),
  title: said(`journal.action.${visit.action}`, 'journal.action.other'),
  who: whoOf(visit),
  body: <Details visit={visit} />,
})

export function FileJournal({ file }: { file: CaseFile }) {
  const pages = usePages(readFileJournal, { case_id: file.case_id }, ({ rows }) => rows)
  return (
    <Section title={t('journal.title')} lead={t('journal.lead')}>
      <Loaded of={pages}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState icon="lock" title={t('journal.empty')} />
          ) : (
            <>
              <Timeline label={t('journal.title')} entries={visitsOf(rows).map(entryOf)} />
              {pages.more && (
                <Button onPress={pages.more} busy={pages.busy}>
                  {t('journal.more')}
                </Button>
              )}
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
