// My own account: what protects it, and where I am signed in.
import type { ReactNode } from 'react'
import { useGet } from '#gate/query.ts'
import { Loaded, Notice, Stack } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { readSession } from '../account.ts'
import { readFactors } from '../second-factor.ts'
import { Authenticator } from './Authenticator.tsx'
import { MyPasskeys } from './MyPasskeys.tsx'
import { MySessions } from './MySessions.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { RecoveryCodes } from './RecoveryCodes.tsx'

export function MyAccount({ more }: { more?: ReactNode }) {
  const factors = useGet(readFactors, {})
  const session = useGet(readSession, {})
  return (
    <Stack>
      {session.data && !session.data.protected && (
        <Notice tone="warning">{t('organisations.account.unprotected')}</Notice>
      )}
      <Loaded of={factors}>
        {(data) => (
          <Stack>
            <MyPasskeys passkeys={data.passkeys} />
            <Authenticator set_at={data.authenticator_set_at} />
            <RecoveryCodes remaining={data.recovery_codes_left} />
            <PasswordForm set_at={data.password_set_at} />
          </Stack>
        )}
      </Loaded>
      <MySessions />
      {more}
    </Stack>
  )
}
