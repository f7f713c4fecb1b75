// A form keeps what was typed whatever happens: an error names the answers to look at again and moves there, a refusal
// is said above the buttons, and nothing is ever emptied.
import { type ReactNode, useEffect, useRef, useState } from 'react'
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

/**
 * The answers typed into since they were refused. Their errors go at the first letter: were they to go when the field
 * is left, the button one is about to press would move away from under the hand.
 */
const useTouched = (problem: Problem | null | undefined) => {
  const form = useRef<HTMLFormElement>(null)
  const [touched, setTouched] = useState<{ since: typeof problem; names: string[] }>({ since: problem, names: [] })
  useEffect(() => {
    const note = ({ target }: Event) => {
      const name = (target as HTMLInputElement).name
      const add = () =>
        setTouched((before) => ({ since: problem, names: [...(before.since === problem ? before.names : []), name] }))
      // After the field itself has taken the letter: drawn before that, it would show the old answer again.
      if (name) setTimeout(add)
    }
    const here = form.current
    if (!problem || !here) return
    here.addEventListener('input', note)
    return () => here.removeEventListener('input', note)
  }, [problem])
  return { form, names: touched.since === problem ? touched.names : [] }
}

/** A double click is one wish: until the button shows that it works, a second press says nothing new. */
const doubledMs = 300

export function Form({ onSubmit, problem, children }: Props) {
  const { form, names } = useTouched(problem)
  const errors = Object.fromEntries(Object.entries(fieldErrors(problem)).filter(([name]) => !names.includes(name)))
  const sentAt = useRef(Number.NEGATIVE_INFINITY)
  return (
    <RawForm
      ref={form}
      className="form"
      validationErrors={errors}
      onSubmit={(event) => {
        event.preventDefault()
        const now = performance.now()
        if (now - sentAt.current < doubledMs) return
        sentAt.current = now
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
