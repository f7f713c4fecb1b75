// A form keeps what was typed whatever happens: an error names the answers to look at again and moves there, a refusal
// is said above the buttons, and nothing is ever emptied.
import type { ReactNode } from 'react'
import { Form as RawForm } from 'react-aria-components'
import type { Problem } from '#kit/problem.ts'
import { hasText, t } from '#kit/say.ts'
import { ErrorNotice } from './ErrorNotice.tsx'

interface Misfit {
  path: string
  code: string
}

/** Field name → sentence, from the `details.fields` the gate gives an `invalid` problem: what does not fit, and how. */
export const fieldErrors = (problem: Problem | null | undefined): Record<string, string> => {
  const fields = problem?.kind === 'invalid' ? problem.details.fields : undefined
  if (!Array.isArray(fields)) return {}
  return Object.fromEntries(
    (fields as Misfit[]).map(({ path, code, ...limits }) => {
      const key = `ui.misfit.${code}`
      return [path, hasText(key) ? t(key, { minimum: 0, maximum: 0, ...limits }) : t('ui.look_again')]
    }),
  )
}

interface Props {
  onSubmit: () => void
  problem?: Problem | null | undefined
  children: ReactNode
}

export function Form({ onSubmit, problem, children }: Props) {
  const errors = fieldErrors(problem)
  return (
    <RawForm
      className="form"
      validationErrors={errors}
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
    >
      {problem && <ErrorNotice problem={problem} />}
      {children}
    </RawForm>
  )
}

/** The buttons at the end of a form: what saves first, what leaves last. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="form-actions">{children}</div>
}
