// The desk by task, and the keys that lead there. What the actor may not do is not shown.
import type { IconName } from '#kit/ui/Icon.tsx'

export interface Place {
  id:
    | 'today'
    | 'agenda'
    | 'people'
    | 'referrals'
    | 'our_desk'
    | 'services'
    | 'places'
    | 'interpreters'
    | 'law'
    | 'groups'
    | 'prevention'
    | 'reports'
    | 'insight'
    | 'organisation'
  href: string
  icon: IconName
  /** Pressed after `g`. */
  key: string
  /** Any of these actions opens it. */
  actions: string[]
}

export const places: Place[] = [
  { id: 'today', href: '/desk/today', icon: 'today', key: 't', actions: ['today.read'] },
  { id: 'agenda', href: '/desk/agenda', icon: 'calendar', key: 'a', actions: ['agenda.read'] },
  { id: 'people', href: '/desk/people', icon: 'people', key: 'p', actions: ['case.list', 'case.open'] },
  { id: 'referrals', href: '/desk/referrals', icon: 'referral', key: 'r', actions: ['referrals.answer'] },
  { id: 'our_desk', href: '/desk/our-desk', icon: 'heart', key: 'd', actions: ['referrals.answer'] },
  { id: 'places', href: '/desk/places', icon: 'place', key: 'b', actions: ['places.keep', 'places.manage'] },
  { id: 'law', href: '/desk/law', icon: 'law', key: 'w', actions: ['law.wall'] },
  { id: 'interpreters', href: '/desk/interpreters', icon: 'language', key: 'l', actions: ['interpreters.read'] },
  { id: 'services', href: '/desk/services', icon: 'services', key: 's', actions: ['directory.read'] },
  { id: 'groups', href: '/desk/groups', icon: 'group', key: 'u', actions: ['groups.lead', 'groups.manage'] },
  { id: 'prevention', href: '/desk/prevention', icon: 'prevention', key: 'v', actions: ['prevention.read'] },
  { id: 'reports', href: '/desk/reports', icon: 'reports', key: 'e', actions: ['reports.read', 'reports.triage'] },
  { id: 'insight', href: '/desk/insight', icon: 'insight', key: 'i', actions: ['insight.read'] },
  {
    id: 'organisation',
    href: '/desk/organisation',
    icon: 'organisation',
    key: 'o',
    actions: ['organisation.read', 'organisation.manage', 'account.own'],
  },
]

export const placesFor = (may: Record<string, boolean>): Place[] =>
  places.filter(({ actions }) => actions.some((action) => may[action]))
