// When a screen fails, the desk stands: the error is said, and the way back is one button. No details are shown or sent.
import { t } from '#kit/say.ts'
import { Button } from '#kit/ui/Button.tsx'
import { EmptyState } from '#kit/ui/EmptyState.tsx'
import { problemText } from '#kit/ui/ErrorNotice.tsx'

export function Broken({ error, reset }: { error: unknown; reset?: () => void }) {
  return (
    <div role="alert">
      <EmptyState
        icon="warning"
        title={t('shell.broken.title')}
        action={
          <Button kind="primary" onPress={() => (reset ? reset() : location.reload())}>
            {t('ui.try_again')}
          </Button>
        }
      >
        <p>{problemText(error)}</p>
      </EmptyState>
    </div>
  )
}

export function NotFound() {
  return (
    <EmptyState icon="search" title={t('shell.not_found.title')}>
      <p>{t('shell.not_found.explain')}</p>
    </EmptyState>
  )
}
