// What stands against an appointment, in words and before it is saved: clashes, what she must not meet, free days.
import type { ReplyOf } from '#kit/endpoint.ts'
import { Badge, Notice } from '#kit/ui/index.ts'
import { day, isolate, list, t, time } from '#language/here.ts'
import type { checkAppointment } from '../appointment.ts'
import type { Clash, Notice as GoodToKnow } from '../clash.ts'

export type Checked = ReplyOf<typeof checkAppointment>

/** The interpreter's other booking and what she must not meet are never passed over. */
export const mayPass = ({ clashes, excluded }: Pick<Checked, 'clashes' | 'excluded'>): boolean =>
  excluded.length === 0 && clashes.every(({ whom }) => whom !== 'interpreter')

const clashWords = ({ whom, name, on, starts_at, ends_at, travel }: Clash): string =>
  t(`appointments.clash.${whom}`, {
    name: isolate(name ?? ''),
    day: day(on, 'weekday'),
    hours: isolate(`${time(starts_at)}–${time(ends_at)}`),
    travel: travel ? 'yes' : 'no',
  })

const noticeWords = ({ kind, on, name }: GoodToKnow): string =>
  t(`appointments.notice.${kind}`, { day: day(on, 'weekday'), name: name ?? '' })

function ClashList({ clashes }: { clashes: Clash[] }) {
  if (clashes.length === 0) return null
  return (
    <Notice tone="warning">
      <strong>{t('appointments.clashes')}</strong>
      <ul>
        {clashes.map((clash) => (
          <li key={`${clash.whom} ${clash.staff_id} ${clash.starts_at}`}>{clashWords(clash)}</li>
        ))}
      </ul>
      <p>
        {t(clashes.some(({ whom }) => whom === 'interpreter') ? 'appointments.clash_never' : 'appointments.clash_may')}
      </p>
    </Notice>
  )
}

/** Beside when it would be: what stands against it, and what is good to know. */
export function StandsAgainst({ checked: { clashes, notices, days } }: { checked: Checked }) {
  return (
    <>
      <ClashList clashes={clashes} />
      {notices.length > 0 && (
        <Notice>
          <ul>
            {notices.map((each) => (
              <li key={each.kind + each.on}>{noticeWords(each)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {days.length > 1 && (
        <p>
          {t('appointments.series.days', { count: days.length, days: list(days.map((each) => day(each, 'brief'))) })}
        </p>
      )}
    </>
  )
}

/** The same in a word, beside the button and always in sight. */
export function InAWord({ checked }: { checked: Checked | null | undefined }) {
  return (
    <p role="status">
      {checked &&
        (checked.excluded.length > 0 ? (
          <Badge tone="danger" icon="warning">
            {t('exclusions.refused')}
          </Badge>
        ) : checked.clashes.length > 0 ? (
          <Badge tone="warning" icon="warning">
            {t('appointments.clashes')}
          </Badge>
        ) : checked.let_pass ? (
          <Badge tone="warning" icon="shield">
            {t('appointments.let_pass')}
          </Badge>
        ) : (
          <Badge tone="good" icon="check">
            {t('appointments.nothing_against')}
          </Badge>
        ))}
    </p>
  )
}
