// What happened and when: the likely next in sight, the rest found by typing. The same answers serve to record, to correct
// and to suppose.
import { ComboBox, DateField, RadioGroup, TextField } from '#kit/ui/index.ts'
import { t } from '#language/here.ts'
import { likelyNext, recordable } from '../likely.rules.ts'
import type { EventCode, PackId } from '../rule.ts'
import { eventName, packName, trackName } from './law-words.ts'
import type { Side } from './use-law.ts'

export interface EventAnswers {
  code: EventCode | null
  jurisdiction: PackId
  happened_on: string | null
  happened_at: string
}

export const firstAnswers = ({ law, today }: Side): EventAnswers => ({
  code: null,
  jurisdiction: law.file.jurisdictions[0] ?? 'es',
  happened_on: today,
  happened_at: '',
})

const another = 'another'

interface Props {
  side: Side
  answers: EventAnswers
  /** A day to come can be supposed, never recorded. */
  supposing?: boolean
  /** The code stands; only its day is another. */
  fixed?: boolean
  set: (change: Partial<EventAnswers>) => void
}

/** Asked by its hour where a term counts hours. */
export const isByHour = ({ law }: Side, code: string | null): boolean =>
  law.packs.some(({ events }) => events.some((event) => event.code === code && event.recorded === 'moment'))

export function EventFields({ side, answers, supposing = false, fixed = false, set }: Props) {
  const { law, items, rules, today } = side
  const events = recordable(law.packs, law.file.jurisdictions)
  const happened = law.events.filter(({ status }) => status === 'live').map(({ code }) => code)
  const likely = likelyNext(events, items, rules, happened)
  const chosen = (code: string | null) => {
    const event = events.find((each) => each.code === code)
    set({ code, ...(event && { jurisdiction: event.jurisdiction }) })
  }
  const isLikely = likely.some(({ code }) => code === answers.code)
  const several = law.packs.length > 1
  const tracksOf = (code: string) =>
    law.packs
      .flatMap(({ event_tracks }) => event_tracks[code] ?? [])
      .filter((each, at, all) => all.indexOf(each) === at)
  const grouped = [...events].sort((a, b) =>
    trackName(tracksOf(a.code)[0] ?? '').localeCompare(trackName(tracksOf(b.code)[0] ?? '')),
  )
  return (
    <>
      {fixed ? (
        <p className="law-fixed">{answers.code && eventName(answers.code)}</p>
      ) : (
        <>
          <RadioGroup
            name="code"
            label={t('law.happened.what')}
            description={t('law.happened.likely')}
            options={[
              ...likely.map(({ code, authority }) => ({
                id: code,
                label: eventName(code),
                ...(authority && { description: t(`law.authority.${authority}`) }),
              })),
              { id: another, label: t('law.happened.another') },
            ]}
            value={answers.code === null ? null : isLikely ? answers.code : another}
            onChange={(next) => chosen(next === another ? '' : next)}
          />
          {answers.code !== null && !isLikely && (
            <ComboBox
              name="code"
              label={t('law.happened.which')}
              isRequired
              options={grouped.map(({ code, jurisdiction }) => ({
                id: code,
                label: eventName(code),
                description: [...tracksOf(code).map(trackName), ...(several ? [packName(jurisdiction)] : [])].join(
                  ' · ',
                ),
              }))}
              value={answers.code || null}
              onChange={(next) => chosen(next ?? '')}
            />
          )}
        </>
      )}
      <DateField
        name="happened_on"
        label={t('law.happened.on')}
        description={t(supposing ? 'law.happened.on_suppose' : 'law.happened.on_why')}
        isRequired
        {...(!supposing && { max: today })}
        value={answers.happened_on}
        onChange={(happened_on) => set({ happened_on })}
      />
      {isByHour(side, answers.code) && (
        <TextField
          name="happened_at"
          type="time"
          width="short"
          label={t('law.happened.at')}
          description={t('law.happened.at_why')}
          value={answers.happened_at}
          onChange={(happened_at) => set({ happened_at })}
        />
      )}
    </>
  )
}
