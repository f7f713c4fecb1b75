// Codes on paper for the day the telephone is lost. They are good once someone says they have them.
import { useState } from 'react'
import { call } from '#gate/call.ts'
import { useWrite } from '#gate/query.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import { Button, ErrorNotice, FormActions, Reference, Section, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { drawRecoveryCodes, keepRecoveryCodes, readFactors } from '../second-factor.ts'
import { SecondFactorDialog } from './SecondFactorDialog.tsx'
import { needsFactor } from './StaffDialog.tsx'

export function RecoveryCodes({ remaining }: { remaining: number }) {
  const [drawn, setDrawn] = useState<{ codes: string[]; mark: string } | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const keep = useWrite(keepRecoveryCodes, { invalidates: [readFactors] })
  const draw = async () => {
    setProblem(null)
    try {
      setDrawn(await call(drawRecoveryCodes, {}))
    } catch (error) {
      if (isProblem(error)) setProblem(error)
    }
  }
  const done = () => {
    setDrawn(null)
    toast(t('organisations.recovery.kept'))
  }
  return (
    <Section
      title={t('organisations.recovery')}
      lead={t('organisations.recovery.left', { count: remaining })}
      actions={
        !drawn && (
          <Button small onPress={() => void draw()}>
            {t('organisations.recovery.draw')}
          </Button>
        )
      }
    >
      {needsFactor(problem) ? (
        <SecondFactorDialog onShown={() => void draw()} onClose={() => setProblem(null)} />
      ) : (
        problem && <ErrorNotice problem={problem} />
      )}
      {keep.error && <ErrorNotice problem={keep.error} />}
      {drawn && (
        <>
          <p>{t('organisations.recovery.explain')}</p>
          <ul className="kit-groups">
            {drawn.codes.map((code) => (
              <li key={code}>
                <Reference>{code}</Reference>
              </li>
            ))}
          </ul>
          <FormActions>
            <Button kind="primary" busy={keep.isPending} onPress={() => keep.mutate(drawn, { onSuccess: done })}>
              {t('organisations.recovery.keep')}
            </Button>
            <Button onPress={() => window.print()}>{t('organisations.kit.print')}</Button>
            <Button kind="quiet" onPress={() => setDrawn(null)}>
              {t('ui.cancel')}
            </Button>
          </FormActions>
        </>
      )}
    </Section>
  )
}
