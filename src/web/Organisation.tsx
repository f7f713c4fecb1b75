// The organisation with what other rooms keep for it: open protocols and the duty roster.
import { CalendarFeed } from '#agenda/ui/CalendarFeed.tsx'
import { useSession } from '#gate/session.ts'
import type { TabItem } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { Organisation as Page } from '#organisations/ui/Organisation.tsx'
import { RosterPanel } from '#safety/ui/Duty.tsx'
import { OverseePanel } from '#safety/ui/Oversee.tsx'

export function Organisation() {
  const { actor, may } = useSession()
  const ours = actor.organisation_kind !== 'partner'
  const more: TabItem[] = [
    ...(ours && may['protocol.oversee']
      ? [{ id: 'protocols', label: t('safety.oversee.tab'), content: <OverseePanel /> }]
      : []),
    ...(ours && may['duty.read'] ? [{ id: 'duty', label: t('safety.duty.title'), content: <RosterPanel /> }] : []),
  ]
  return <Page account={may['agenda.read'] && <CalendarFeed />} more={more} />
}
