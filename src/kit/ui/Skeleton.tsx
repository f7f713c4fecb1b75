// The shape of what is coming, so nothing jumps when it arrives; said once to a screen reader, and still for those who
// asked for less motion.
import { t } from '#kit/say.ts'

export function Skeleton({ rows = 4, kind = 'list' }: { rows?: number; kind?: 'list' | 'page' | 'text' }) {
  return (
    <div className={`skeleton skeleton-${kind}`} role="status" aria-busy="true">
      <span className="visually-hidden">{t('ui.loading')}</span>
      {kind === 'page' && <span className="skeleton-title" />}
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows of nothing have no other name
        <span key={row} className="skeleton-row" />
      ))}
    </div>
  )
}
