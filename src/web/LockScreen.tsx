// Covers the desk when nobody has been at the keyboard: the file behind it is gone from the screen and from memory, and
// what was being written waits, sealed, until she signs in again.
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { t } from '#kit/say.ts'
import { Button } from '#kit/ui/Button.tsx'
import { EmptyState } from '#kit/ui/EmptyState.tsx'
import { lockSession, toSignIn } from './sign-out.ts'

export function LockScreen() {
  const client = useQueryClient()
  useEffect(() => {
    client.clear()
    document.title = t('shell.locked.title')
    void lockSession()
  }, [client])
  return (
    <main className="lock">
      <EmptyState
        icon="lock"
        title={t('shell.locked.title')}
        action={
          <Button kind="primary" autoFocus onPress={() => toSignIn('load')}>
            {t('shell.locked.sign_in')}
          </Button>
        }
      >
        <p>{t('shell.locked.explain')}</p>
      </EmptyState>
    </main>
  )
}
