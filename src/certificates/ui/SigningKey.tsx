// The key certificates are signed with, and changing it without ending what it signed.
import { useState } from 'react'
import { useGet, useWrite } from '#gate/query.ts'
import { Button, ConfirmDialog, ErrorNotice, Facts, Loaded, Reference, Section, Toolbar, toast } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import { SecondFactorDialog } from '#organisations/ui/SecondFactorDialog.tsx'
import { changeSigningKey, readSigningKeys } from '../certificate.ts'

function ChangeKey({ version }: { version: number }) {
  const [asking, setAsking] = useState(false)
  const change = useWrite(changeSigningKey, { invalidates: [readSigningKeys] })
  const submit = () =>
    change.mutate(
      { version },
      {
        onSuccess: () => {
          toast(t('certificates.key_changed'))
          setAsking(false)
        },
      },
    )
  if (change.error?.key === 'access.second_factor_needed')
    return <SecondFactorDialog onShown={submit} onClose={() => change.reset()} />
  return (
    <>
      <Button onPress={() => setAsking(true)}>{t('certificates.key_change')}</Button>
      <ConfirmDialog
        isOpen={asking}
        title={t('certificates.key_change')}
        action={t('certificates.key_change')}
        busy={change.isPending}
        onClose={() => setAsking(false)}
        onConfirm={submit}
      >
        {change.error && <ErrorNotice problem={change.error} />}
        <p>{t('certificates.key_change_lead')}</p>
      </ConfirmDialog>
    </>
  )
}

export function SigningKey({ mayChange }: { mayChange: boolean }) {
  const found = useGet(readSigningKeys, {})
  const onDay = (moment: string) => day(moment.slice(0, 10), 'short')
  return (
    <Section title={t('certificates.key')} lead={t('certificates.key_lead')}>
      <Loaded of={found}>
        {({ issuer, keys: [latest, ...former] }) =>
          latest && (
            <>
              <Facts
                items={[
                  { label: t('certificates.key_issuer'), value: <Reference>{issuer}</Reference> },
                  { label: t('certificates.key_since'), value: onDay(latest.made_at) },
                  {
                    label: t('certificates.key_former'),
                    value:
                      former.length === 0
                        ? t('certificates.key_none')
                        : list(
                            former.map(({ version, retired_at, certificates }) =>
                              t('certificates.key_former_said', {
                                version,
                                day: onDay(retired_at ?? latest.made_at),
                                count: certificates,
                              }),
                            ),
                          ),
                  },
                ]}
              />
              {mayChange && (
                <Toolbar>
                  <ChangeKey version={latest.version} />
                </Toolbar>
              )}
            </>
          )
        }
      </Loaded>
    </Section>
  )
}
