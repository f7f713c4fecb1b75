// What is in place, missing, or unknown: a sign and a word for each, what is missing first.
import { Icon, type IconName } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import type { Checked, Standing } from '../path.ts'

const icons: Record<Standing, IconName> = { met: 'check', missing: 'clock', unknown: 'info' }
const order: Standing[] = ['missing', 'unknown', 'met']

export function Checks({ checks }: { checks: Checked[] }) {
  const sorted = checks.toSorted((a, b) => order.indexOf(a.standing) - order.indexOf(b.standing))
  return (
    <ul className="path-checks">
      {sorted.map(({ code, standing }) => (
        <li key={code} className={`path-${standing}`}>
          <Icon name={icons[standing]} size={16} />
          <span>
            {t(`plans.check.${code}`)} <span className="plan-soft">{t(`plans.standing.${standing}`)}</span>
          </span>
        </li>
      ))}
    </ul>
  )
}
