// When somebody can, week by week, and when they are away; by the clock on their own wall.
import { Section } from '#kit/ui/index.ts'
import { day, t } from '#language/here.ts'
import type { WeeklyHours } from '../interpreter.ts'
import type { Interpreter } from '../register.ts'

const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
const dayMinutes = 1440
const minutesOf = (hour: string): number => Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3))
const percent = (minutes: number): string => `${(minutes / dayMinutes) * 100}%`

const hoursText = ({ from, until }: WeeklyHours): string => `\u2066${from}–${until}\u2069`

export function Week({ of, today }: { of: Interpreter; today: string }) {
  const coming = of.off.filter(({ until_on }) => until_on >= today)
  return (
    <Section
      title={t('interpreting.hours')}
      lead={t('interpreting.hours_zone', { zone: of.zone.replaceAll('_', ' ') })}
    >
      {of.hours.length === 0 ? (
        <p className="interpreting-quiet">{t('interpreting.hours_none')}</p>
      ) : (
        <dl className="interpreting-week">
          {weekdays.map((weekday) => {
            const those = of.hours.filter((each) => each.weekday === weekday)
            return (
              <div key={weekday}>
                <dt>{t(`interpreting.weekday.${weekday}`)}</dt>
                <dd>
                  <span className="interpreting-day" aria-hidden="true">
                    {those.map(({ from, until }) => (
                      <span
                        key={from}
                        style={{
                          insetInlineStart: percent(minutesOf(from)),
                          inlineSize: percent(minutesOf(until) - minutesOf(from)),
                        }}
                      />
                    ))}
                  </span>
                  <span className="interpreting-day-words">
                    {those.length === 0 && t('interpreting.hours_not')}
                    {those.map((each) => (
                      <span key={each.from}>{hoursText(each)}</span>
                    ))}
                  </span>
                </dd>
              </div>
            )
          })}
        </dl>
      )}
      {coming.length > 0 && (
        <>
          <h3 className="interpreting-head">{t('interpreting.off')}</h3>
          <ul className="interpreting-lines">
            {coming.map(({ from_on, until_on }) => (
              <li key={from_on}>
                {from_on === until_on
                  ? day(from_on, 'long')
                  : t('interpreting.off_span', { from: day(from_on), until: day(until_on) })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  )
}
