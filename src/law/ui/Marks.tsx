// Short words about an item: where it stands, whether a lawyer has signed its rule, and whether its alarm was heard.
import { Badge, Icon } from '#kit/ui/index.ts'
import { day, list, t } from '#language/here.ts'
import type { ItemState } from '../reckoning.ts'
import { type ShownItem, stateName, tones } from './law-words.ts'

const icons = { overdue: 'warning', due: 'clock', met: 'check', late: 'check', suspended: 'lock' } as const

export function State({ state }: { state: ItemState }) {
  const icon = icons[state as keyof typeof icons]
  return (
    <Badge tone={tones[state]} {...(icon && { icon })}>
      {stateName(state)}
    </Badge>
  )
}

/** Stands at every deadline such a rule drives. */
export function Reviewed({
  item,
}: {
  item: Pick<ShownItem, 'reviewed'> & Partial<Pick<ShownItem, 'reviewed_by' | 'reviewed_on'>>
}) {
  const { reviewed, reviewed_by, reviewed_on } = item
  if (!reviewed) return <span className="law-unreviewed">{t('law.unreviewed')}</span>
  if (!reviewed_by || !reviewed_on) return <span className="law-reviewed">{t('law.reviewed')}</span>
  return (
    <span className="law-reviewed">{t('law.reviewed_by', { name: reviewed_by, day: day(reviewed_on, 'long') })}</span>
  )
}

export function AlarmWords({ alarm }: { alarm: ShownItem['alarm'] }) {
  if (!alarm?.stage) return null
  const heard = alarm.heard.map(({ name }) => name)
  const whom = list(alarm.rings.map((each) => t(`law.alarm.rings.${each}`)))
  return (
    <p className={heard.length > 0 ? 'law-alarm' : 'law-alarm law-alarm-loud'}>
      <Icon name={heard.length > 0 ? 'check' : 'sound'} size={16} />
      <span>
        {t(`law.alarm.stage.${alarm.stage}`)} ·{' '}
        {heard.length > 0 ? (
          <bdi>{t('law.alarm.heard_by', { names: list(heard) })}</bdi>
        ) : (
          t('law.alarm.not_heard', { whom })
        )}
      </span>
    </p>
  )
}
