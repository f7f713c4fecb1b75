// Says what went wrong, that nothing was lost, and what to do next.
import { isProblem, type ProblemKind } from '#kit/problem.ts'
import { hasText, t } from '#kit/say.ts'
import { Button } from './Button.tsx'
import { Icon } from './Icon.tsx'

const gentle: ProblemKind[] = ['invalid', 'conflict', 'signed_out']

/** The sentence for any error: the problem's own key where texts have it, its kind otherwise. */
export const problemText = (error: unknown): string => {
  if (!isProblem(error)) return t('ui.problem.broken')
  const key = [`problem.${error.key}`, error.key].find(hasText)
  if (!key) return t(`ui.problem.${error.kind}`)
  const plain = Object.entries(error.details).filter(([, value]) => ['string', 'number'].includes(typeof value))
  return t(key, Object.fromEntries(plain) as Record<string, string>)
}

export function ErrorNotice({ problem, onRetry }: { problem: unknown; onRetry?: () => void }) {
  const soft = isProblem(problem) && gentle.includes(problem.kind)
  return (
    <div className={soft ? 'notice notice-warning' : 'notice notice-danger'} role="alert">
      <Icon name="warning" />
      <p>{problemText(problem)}</p>
      {onRetry && (
        <Button small onPress={onRetry}>
          {t('ui.try_again')}
        </Button>
      )}
    </div>
  )
}
