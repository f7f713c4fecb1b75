// The rooms of prevention as one row of links above each of their screens: each stays its own address.
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { Link } from 'react-aria-components'
import { useSession } from '#gate/session.ts'
import { t } from '#language/here.ts'
import './prevention-tabs.css'

const tabs = [
  { id: 'trainings', href: '/desk/prevention', action: 'prevention.read' },
  { id: 'catalogue', href: '/desk/prevention/catalogue', action: 'prevention.read' },
  { id: 'requests', href: '/desk/prevention/requests', action: 'prevention.manage' },
  { id: 'institutions', href: '/desk/prevention/institutions', action: 'prevention.read' },
  { id: 'modules', href: '/desk/prevention/modules', action: 'prevention.read' },
  { id: 'certificates', href: '/desk/prevention/certificates', action: 'prevention.read' },
  { id: 'results', href: '/desk/prevention/results', action: 'prevention.results' },
] as const
export type PreventionTab = (typeof tabs)[number]['id']

/** On a phone the row is wider than the screen: where one is comes into sight. */
const useInSight = () => {
  const row = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address is another tab.
  useEffect(() => {
    const here = row.current?.querySelector('[aria-current]')
    const all = row.current?.getBoundingClientRect()
    const one = here?.getBoundingClientRect()
    if (!all || !one) return
    if (one.right > all.right) row.current?.scrollBy(one.right - all.right, 0)
    else if (one.left < all.left) row.current?.scrollBy(one.left - all.left, 0)
  }, [pathname])
  return row
}

/** `here` is named by the screen, because a page of one training is still "trainings". */
export function PreventionTabs({ here }: { here: PreventionTab }) {
  const { may } = useSession()
  const row = useInSight()
  return (
    <nav ref={row} className="prevention-tabs" aria-label={t('prevention.tabs')}>
      {tabs
        .filter(({ action }) => may[action])
        .map(({ id, href }) => (
          <Link key={id} href={href} className="tab" {...(id === here && { 'aria-current': 'page' as const })}>
            <span className="tab-face">{t(`prevention.tab.${id}`)}</span>
          </Link>
        ))}
    </nav>
  )
}
