// Who is signed in, as a button. The menu behind it is fetched when someone first opens it: most visits never do.
import { lazy, Suspense, useState } from 'react'
import { useSessionIfAny } from '#gate/session.ts'
import { t } from '#kit/say.ts'
import { Icon } from '#kit/ui/Icon.tsx'

const AccountMenu = lazy(() => import('./AccountMenu.tsx'))

export function AccountFace() {
  const session = useSessionIfAny()
  return (
    <>
      <span className="visually-hidden">{t('shell.account')}</span>
      <span className="account-mark">
        <Icon name={session ? 'person' : 'language'} size={18} />
      </span>
      {session && (
        <span className="account-words">
          <bdi>{session.actor.name}</bdi>
          <small>
            <bdi>{session.actor.organisation_name}</bdi>
          </small>
        </span>
      )}
      <Icon name="down" size={14} />
    </>
  )
}

export function Account({ onHelp }: { onHelp?: () => void }) {
  const [asked, ask] = useState(false)
  const button = (
    <button type="button" className="account" aria-haspopup="true" aria-expanded={false} onClick={() => ask(true)}>
      <AccountFace />
    </button>
  )
  if (!asked) return button
  return (
    <Suspense fallback={button}>
      <AccountMenu {...(onHelp ? { onHelp } : {})} />
    </Suspense>
  )
}
