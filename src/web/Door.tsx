// What stands around sign-in and an invitation: whose door this is, and the reader's language before anything is asked.
import { Outlet } from '@tanstack/react-router'
import { t } from '#kit/say.ts'
import { Icon } from '#kit/ui/Icon.tsx'
import { Toasts } from '#kit/ui/Toasts.tsx'
import { Account } from './Account.tsx'

export function Door() {
  return (
    <div className="door">
      <header className="top">
        <span className="brand">
          <span className="brand-mark">
            <Icon name="heart" size={20} />
          </span>
          {t('shell.product')}
        </span>
        <Account />
      </header>
      <main className="door-main">
        <Outlet />
      </main>
      <Toasts />
    </div>
  )
}
