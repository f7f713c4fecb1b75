// The first day: the organisation and its administrator, then the recovery kit on paper, then the door opens.
import { useEffect, useState } from 'react'
import { useWrite } from '#gate/query.ts'
import { Button, ErrorNotice, LinkButton, Notice, PageHeader, Skeleton } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { type Kit, readSetUp, type SetUpStep, showKit } from '../set-up.ts'
import { takeLink } from './enter.ts'
import { RecoveryKit } from './RecoveryKit.tsx'
import { SetUpForm } from './SetUpForm.tsx'

export function SetUp() {
  const [link] = useState(takeLink)
  const [step, setStep] = useState<SetUpStep | null>(null)
  const [kit, setKit] = useState<Kit | null>(null)
  const { mutate: ask, error } = useWrite(readSetUp)
  const again = useWrite(showKit)
  useEffect(() => {
    if (link) ask({ link }, { onSuccess: (reply) => setStep(reply.step) })
  }, [link, ask])

  if (!link) return <Notice tone="warning">{t('organisations.set_up.no_link')}</Notice>
  if (error) return <ErrorNotice problem={error} />
  if (step === 'done')
    return (
      <>
        <PageHeader title={t('organisations.set_up.done')} lead={t('organisations.set_up.done.lead')} />
        <LinkButton kind="primary" href="/desk/sign-in">
          {t('organisations.sign_in.action')}
        </LinkButton>
      </>
    )
  if (kit) return <RecoveryKit link={link} kit={kit} onConfirmed={() => setStep('done')} />
  if (step === 'organisation') return <SetUpForm link={link} onFounded={setKit} />
  if (step === 'kit')
    return (
      <>
        <PageHeader title={t('organisations.kit.title')} lead={t('organisations.kit.again')} />
        {again.error && <ErrorNotice problem={again.error} />}
        <Button
          kind="primary"
          busy={again.isPending}
          onPress={() => again.mutate({ link }, { onSuccess: (reply) => setKit(reply.kit) })}
        >
          {t('organisations.kit.show')}
        </Button>
      </>
    )
  return <Skeleton kind="page" />
}
