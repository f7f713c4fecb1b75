// Choosing a password: long is enough, and a sentence is easier to keep than signs.

import { TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { shortestPassword } from '../password.rules.ts'

export function NewPassword({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <TextField
      name="password"
      type="password"
      ltr
      autoComplete="new-password"
      label={t('organisations.new_password')}
      description={t('organisations.new_password.explain', { count: shortestPassword })}
      isRequired
      value={value}
      onChange={onChange}
    />
  )
}
