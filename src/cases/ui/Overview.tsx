// Everything that happened in a file, latest first, in words.
import { usePages } from '#gate/pages.ts'
import { writePageKey } from '#kit/page.ts'
import { Button, EmptyState, type IconName, Loaded, Name, Section, Timeline } from '#kit/ui/index.ts'
import { hasText, moment, t } from '#language/here.ts'
import { readTimeline, type TimelineEntry, type TimelineKind } from '#timeline/timeline.ts'
import type { CaseFile } from '../case.ts'
import { useColleagues } from './colleagues.ts'

const icons: Partial<Record<TimelineKind, IconName>> = {
  file_opened: 'file',
  file_from_report: 'reports',
  file_closed: 'lock',
  file_reopened: 'file',
  safe_contact_changed: 'phone',
  card_changed: 'person',
  identity_changed: 'person',
  age_decided: 'shield',
  related_added: 'people',
  related_changed: 'people',
  emergency_contact_chosen: 'phone',
  team_assigned: 'people',
  team_ended: 'people',
  consent_recorded: 'shield',
  consent_withdrawn: 'shield',
  needs_assessed: 'heart',
  goal_set: 'plan',
  goal_changed: 'plan',
  action_planned: 'plan',
  action_done: 'check',
  review_planned: 'calendar',
  referral_sent: 'referral',
  referral_accepted: 'referral',
  referral_declined: 'referral',
  referral_withdrawn: 'referral',
  referral_ended: 'referral',
  follow_up_planned: 'calendar',
  follow_up_done: 'check',
  glass_broken: 'warning',
}

const coded = (key: string): string | undefined => (hasText(key) ? t(key) : undefined)

/** What a kind adds in words: the stage it moved to, who was assigned, what a consent is for. */
const detailOf = (entry: TimelineEntry, nameOf: (staff_id: string) => string) => {
  const { kind, codes, ref_id } = entry
  if ((kind === 'team_assigned' || kind === 'team_ended') && ref_id)
    return (
      <>
        <Name>{nameOf(ref_id)}</Name>
        {codes.function && <> · {coded(`cases.function.${codes.function}`)}</>}
      </>
    )
  if (codes.stage) return coded(`cases.stage.${codes.stage}`)
  if (codes.purpose) return coded(`consents.purpose.${codes.purpose}`)
  return entry.section ? t(`access.section.${entry.section}`) : undefined
}

const firstSize = 20

const firstPage = ({ timeline }: CaseFile) => {
  const last = timeline.at(-1)
  const more = timeline.length === firstSize && last
  return { entries: timeline, next: more ? writePageKey({ value: last.at, id: last.entry_id }) : null }
}

export function Overview({ file }: { file: CaseFile }) {
  const { nameOf } = useColleagues()
  const timeline = usePages(readTimeline, { case_id: file.case_id }, (page) => page.entries, firstPage(file))
  return (
    <Section title={t('cases.timeline')} lead={t('cases.timeline_lead')}>
      <Loaded of={timeline}>
        {(entries) =>
          entries.length === 0 ? (
            <EmptyState icon="clock" title={t('cases.timeline_empty')} />
          ) : (
            <>
              <Timeline
                label={t('cases.timeline')}
                entries={entries.map((entry) => ({
                  id: entry.entry_id,
                  icon: icons[entry.kind] ?? 'note',
                  at: entry.at,
                  when: moment(entry.at),
                  title: t(`cases.timeline.${entry.kind}`),
                  who: <Name>{nameOf(entry.actor_id)}</Name>,
                  body: detailOf(entry, nameOf),
                }))}
              />
              {timeline.more && (
                <Button onPress={timeline.more} busy={timeline.busy}>
                  {t('cases.more')}
                </Button>
              )}
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
