// The form of one record of the directory, part by part; who saves it, and what happens when a colleague was faster, is
// decided by the screen around it.
import type { Problem } from '#kit/problem.ts'
import { Button, Form, FormActions } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { EditedService } from '../edit.ts'
import './directory.css'
import { PlacesPart, SeenPart, SurePart } from './ServiceFormMore.tsx'
import { ReachPart } from './ServiceFormReach.tsx'
import { EnterPart, WhatPart, WhomPart } from './ServiceFormWhat.tsx'
import { WhenPart } from './ServiceFormWhen.tsx'
import { WherePart } from './ServiceFormWhere.tsx'

export interface ServiceDraft {
  service: EditedService
  assure_until: string | null
}

interface Props {
  draft: ServiceDraft
  onChange: (draft: ServiceDraft) => void
  onSubmit: () => void
  onCancel: () => void
  problem: Problem | null
  busy: boolean
  /** What stands before the parts: whose service it is. */
  children?: React.ReactNode
}

export function ServiceForm({ draft, onChange, onSubmit, onCancel, problem, busy, children }: Props) {
  const { service } = draft
  const set = (change: Partial<EditedService>) => onChange({ ...draft, service: { ...service, ...change } })
  const part = { service, set }
  return (
    <Form problem={problem} onSubmit={onSubmit}>
      {children}
      <WhatPart {...part} />
      <WhomPart {...part} />
      <EnterPart {...part} />
      <ReachPart {...part} />
      <WherePart {...part} />
      <WhenPart {...part} />
      <PlacesPart {...part} />
      <SeenPart {...part} />
      <SurePart
        {...part}
        assure_until={draft.assure_until}
        assure={(assure_until) => onChange({ ...draft, assure_until })}
      />
      <FormActions>
        <Button type="submit" kind="primary" busy={busy}>
          {t('directory.save')}
        </Button>
        <Button kind="quiet" onPress={onCancel}>
          {t('ui.cancel')}
        </Button>
      </FormActions>
    </Form>
  )
}
