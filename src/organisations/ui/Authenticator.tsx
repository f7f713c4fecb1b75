// The app on the telephone that shows one-time codes: a picture to scan, then a code from it to prove that it works.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import { useWrite } from '#gate/query.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import { Button, ErrorNotice, Form, FormActions, Notice, Reference, Section, TextField, toast } from '#kit/ui/index.ts'
import { moment, t } from '#language/here.ts'
import { readSession } from '../account.ts'
import { drawAuthenticator, type NewAuthenticator, readFactors, setAuthenticator } from '../second-factor.ts'
import { SecondFactorDialog } from './SecondFactorDialog.tsx'
import { needsFactor } from './StaffDialog.tsx'

export function Authenticator({ set_at }: { set_at: string | null }) {
  const [drawn, setDrawn] = useState<NewAuthenticator | null>(null)
  const [code, setCode] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const keep = useWrite(setAuthenticator, { invalidates: [readFactors, readSession] })
  const draw = async () => {
    try {
      setDrawn(await call(drawAuthenticator, {}))
    } catch (error) {
      if (isProblem(error)) setProblem(error)
    }
  }
  const done = () => {
    setDrawn(null)
    setCode('')
    toast(t('organisations.authenticator.set'))
  }
  const send = () =>
    drawn &&
    keep.mutate(
      { secret: drawn.secret, mark: drawn.mark, code },
      { onSuccess: (reply) => reply.outcome === 'set' && done() },
    )
  return (
    <Section
      title={t('organisations.authenticator')}
      lead={set_at ? t('organisations.since', { moment: moment(set_at) }) : t('organisations.authenticator.none')}
      actions={
        !drawn && (
          <Button small onPress={() => void draw()}>
            {t(set_at ? 'organisations.authenticator.replace' : 'organisations.authenticator.begin')}
          </Button>
        )
      }
    >
      {problem && <ErrorNotice problem={problem} />}
      {drawn && (
        <Form problem={needsFactor(keep.error) ? null : keep.error} onSubmit={send}>
          <p>{t('organisations.authenticator.scan')}</p>
          <QrPicture drawn={drawn} />
          <p>
            {t('organisations.authenticator.type')} <Reference>{drawn.secret.replace(/(.{4})(?=.)/g, '$1 ')}</Reference>
          </p>
          {keep.data?.outcome === 'refused' && <Notice tone="warning">{t('organisations.code.refused')}</Notice>}
          {keep.data?.outcome === 'wait' && <Notice tone="warning">{t('organisations.wait')}</Notice>}
          <TextField
            name="code"
            ltr
            width="short"
            autoComplete="one-time-code"
            label={t('organisations.authenticator.code')}
            isRequired
            value={code}
            onChange={setCode}
          />
          <FormActions>
            <Button type="submit" kind="primary" busy={keep.isPending}>
              {t('organisations.authenticator.keep')}
            </Button>
            <Button kind="quiet" onPress={() => setDrawn(null)}>
              {t('ui.cancel')}
            </Button>
          </FormActions>
        </Form>
      )}
      {needsFactor(keep.error) && <SecondFactorDialog onShown={send} onClose={() => keep.reset()} />}
    </Section>
  )
}

/** Dark on light whatever the desk wears: cameras need it. */
function QrPicture({ drawn: { qr } }: { drawn: NewAuthenticator }) {
  return (
    <svg
      viewBox={`0 0 ${qr.size} ${qr.size}`}
      width="208"
      height="208"
      role="img"
      aria-label={t('organisations.authenticator.picture')}
      shapeRendering="crispEdges"
    >
      <rect width={qr.size} height={qr.size} fill="#fff" />
      <path d={qr.path} fill="#000" />
    </svg>
  )
}
