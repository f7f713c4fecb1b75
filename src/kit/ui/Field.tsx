// What every question of a form shares: its label, why we ask, and what is wrong, in the reader's own language and
// never in the browser's.
import type { ReactNode } from 'react'
import { FieldError, Label, Text } from 'react-aria-components'
import { t } from '#kit/say.ts'

export interface FieldWords {
  label: string
  /** Why we ask, or how to answer. */
  description?: string | undefined
  /** What is wrong, already a sentence. */
  error?: string | undefined
}

/** An error of ours marks the field; without one React Aria's own checks and the server's answers decide. */
export const marked = (error: string | undefined) => (error ? { isInvalid: true } : {})

export function FieldParts({
  label,
  description,
  error,
  required,
  children,
}: FieldWords & { required?: boolean | undefined; children: ReactNode }) {
  return (
    <>
      <Label className="field-label">
        {label}
        {required && <span className="field-required"> {t('ui.required_mark')}</span>}
      </Label>
      {description && (
        <Text slot="description" className="field-description">
          {description}
        </Text>
      )}
      {children}
      <FieldError className="field-error">
        {({ validationDetails, validationErrors }) =>
          error ??
          (validationDetails.valueMissing ? t('ui.answer_needed') : (validationErrors[0] ?? t('ui.look_again')))
        }
      </FieldError>
    </>
  )
}
