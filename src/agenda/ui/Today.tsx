// Stands in until this screen is built, and says so.
import { t } from '#kit/say.ts'
import { EmptyState } from '#kit/ui/EmptyState.tsx'

export function Today() {
  return (
    <EmptyState title={t('shell.not_yet.title')}>
      <p>{t('shell.not_yet.explain')}</p>
    </EmptyState>
  )
}
