// A day on paper, for the pocket. Paper gets lost: it names nobody, and a secret place is not on it.
import type { Day } from '#kit/day.ts'
import { day as dayWords, t } from '#language/here.ts'
import { onDay } from '../layout.rules.ts'
import { myZone } from './agenda-place.ts'
import { hours, kindName, modeName } from './appointment-words.ts'
import type { Shown } from './EntryCard.tsx'

export function Pocket({ day, shown }: { day: Day; shown: Shown[] }) {
  const there = onDay(day, shown, myZone()).filter((of) => of.what === 'entry' && of.entry.status !== 'cancelled')
  return (
    <div className="for-pocket">
      <h1>{dayWords(day, 'weekday')}</h1>
      <dl>
        {there.map((of) =>
          of.what === 'entry' ? (
            <div key={of.key}>
              <dt>{hours(of)}</dt>
              <dd>
                {kindName(of.entry.kind)}
                {of.entry.place && <> · {of.entry.place}</>}
                {of.entry.mode !== 'in_person' && <> · {modeName(of.entry.mode)}</>}
              </dd>
            </div>
          ) : null,
        )}
      </dl>
      <p>{t('appointments.pocket_why')}</p>
    </div>
  )
}
