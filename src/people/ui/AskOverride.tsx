// When an assignment was refused because the person must not meet it: what that means, and asking a second colleague.
import { useState } from 'react'
import { useDraft } from '#gate/draft.ts'
import { useWrite } from '#gate/query.ts'
import { newId } from '#kit/id.ts'
import type { Problem } from '#kit/problem.ts'
import { Button, ErrorNotice, Notice, TextArea, toast } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { askOverride, type Excluded, type OverrideFor, readExclusions } from '../exclusion.ts'

export const isExcluded = (problem: Problem | null): boolean => problem?.key === 'exclusion.excluded'

interface Props {
  case_id: string
  problem: Problem | null
  assignment: OverrideFor
}

export function AskOverride({ case_id, problem, assignment }: Props) {
  const [override_id] = useState(newId)
  const [{ reason }, setDraft, clear] = useDraft(`override ${case_id}`, { reason: '' })
  const ask = useWrite(askOverride, { invalidates: [readExclusions] })
  if (!isExcluded(problem)) return null
  const because = (problem?.details.because ?? []) as Excluded[]
  const send = () =>
    ask.mutate(
      { case_id, override_id, assignment, reason },
      {
        onSuccess: () => {
          clear()
          toast(t('exclusions.override.asked'))
        },
      },
    )
  return (
    <Notice tone="danger">
      <strong>{t('exclusions.refused')}</strong>
      <ul>
        {because.map(({ exclusion_id, kind }) => (
          <li key={exclusion_id}>{t(`exclusions.kind.${kind}`)}</li>
        ))}
      </ul>
      {ask.isSuccess ? (
        <p>{t('exclusions.override.wait')}</p>
      ) : (
        <>
          <TextArea
            label={t('exclusions.override.reason')}
            description={t('exclusions.override.reason_why')}
            rows={2}
            maxLength={1000}
            value={reason}
            onChange={(words) => setDraft({ reason: words })}
          />
          {ask.error && <ErrorNotice problem={ask.error} />}
          <div className="form-actions">
            <Button busy={ask.isPending} isDisabled={reason.trim() === ''} onPress={send}>
              {t('exclusions.override.ask')}
            </Button>
          </div>
        </>
      )}
    </Notice>
  )
}
