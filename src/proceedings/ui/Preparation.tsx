// What is ready for a hearing and what is missing, point by point: each says in words how it stands.
import { Icon } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Point } from '../hearing.ts'
import { pointIcons } from './matter-words.ts'

export function Preparation({ points }: { points: Point[] }) {
  return (
    <ul className="matter-points" aria-label={t('proceedings.preparation')}>
      {points.map(({ point, state, why }) => (
        <li key={point} className={`matter-point matter-point-${state}`}>
          <span className="matter-point-mark">
            <Icon name={pointIcons[state]} size={16} />
          </span>
          <span className="matter-point-words">
            <strong>{t(`proceedings.point.${point}`)}</strong>
            <span>{t(`proceedings.point.${point}.${why}`)}</span>
          </span>
          <span className="matter-point-state">{t(`proceedings.point_state.${state}`)}</span>
        </li>
      ))}
    </ul>
  )
}
