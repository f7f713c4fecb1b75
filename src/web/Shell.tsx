// What stays while screens change: where one can go, who is here, the way to find anything, and the way out.

import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { Link } from 'react-aria-components'
import { useSessionIfAny } from '#gate/session.ts'
import { t } from '#kit/say.ts'
import { Button } from '#kit/ui/Button.tsx'
import { Icon } from '#kit/ui/Icon.tsx'
import { Toasts } from '#kit/ui/Toasts.tsx'
import { Account } from './Account.tsx'
import { lineStore, useIdle } from './idle.ts'
import { LockScreen } from './LockScreen.tsx'
import { withItsTexts } from './load-language.ts'
import { type Place, placesFor } from './navigation.ts'
import { findKeys, useShortcuts } from './shortcuts.ts'
import { signOut } from './sign-out.ts'

const Palette = lazy(() => withItsTexts(import('./Palette.tsx')))
const Help = lazy(() => import('./Help.tsx'))

type Open = 'palette' | 'help' | null
/** On a phone the bar holds what a thumb reaches; the rest is behind the palette. */
const mostOnPhone = 5

function Navigation({ places, className }: { places: Place[]; className: string }) {
  const { pathname } = useLocation()
  return (
    <nav className={className} aria-label={t('shell.navigation')}>
      {places.map(({ id, href, icon }) => {
        const here = pathname.startsWith(href.replace('/desk', '')) || pathname.startsWith(href)
        return (
          <Link key={id} href={href} className="nav-link" {...(here ? { 'aria-current': 'page' as const } : {})}>
            <Icon name={icon} size={22} />
            <span>{t(`shell.places.${id}`)}</span>
          </Link>
        )
      })}
    </nav>
  )
}

/** A new screen is announced and reached from its top, as a new page would be. */
const useFocusOnArrival = (main: React.RefObject<HTMLElement | null>) => {
  const { pathname } = useLocation()
  const before = useRef(pathname)
  useEffect(() => {
    if (before.current === pathname) return
    before.current = pathname
    main.current?.focus({ preventScroll: true })
    window.scrollTo(0, 0)
  }, [pathname, main])
}

export function Shell() {
  const session = useSessionIfAny()
  const [open, setOpen] = useState<Open>(null)
  const main = useRef<HTMLElement>(null)
  const online = useSyncExternalStore(lineStore.subscribe, lineStore.read)
  const idle = useIdle(session !== null, session?.idle_minutes)
  const places = placesFor(session?.may ?? {})
  useFocusOnArrival(main)
  useShortcuts(
    {
      go: (href) => document.querySelector<HTMLAnchorElement>(`nav a[href="${href}"]`)?.click(),
      find: () => setOpen('palette'),
      help: () => setOpen('help'),
      leave: () => void signOut(),
    },
    session !== null && !idle,
  )
  if (idle) return <LockScreen />
  return (
    <div className="shell">
      <a className="skip" href="#main">
        {t('shell.skip')}
      </a>
      <header className="top">
        <Link href="/desk/today" className="brand">
          <span className="brand-mark">
            <Icon name="heart" size={20} />
          </span>
          <span className="brand-name">{t('shell.product')}</span>
        </Link>
        <button type="button" className="find" onClick={() => setOpen('palette')}>
          <Icon name="search" size={18} />
          <span>{t('shell.find')}</span>
          <kbd dir="ltr">{findKeys}</kbd>
        </button>
        <Account onHelp={() => setOpen('help')} />
        {session && (
          <Button kind="quiet" icon="sign_out" aria-label={t('shell.sign_out')} onPress={() => void signOut()} />
        )}
      </header>
      <Navigation places={places} className="side" />
      <main id="main" ref={main} tabIndex={-1} className="main">
        {!online && (
          <div className="line-lost" role="status">
            <Icon name="offline" />
            <p>{t('shell.offline')}</p>
          </div>
        )}
        <Outlet />
      </main>
      <Navigation places={places.slice(0, mostOnPhone)} className="bar" />
      <Toasts />
      <Suspense>
        {open === 'palette' && <Palette places={places} onClose={() => setOpen(null)} />}
        {open === 'help' && <Help places={places} onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  )
}
