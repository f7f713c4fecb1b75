// Health, episodes, hours and groups in words: the same on the screen and in the copy for the person. Words come from
// `say`, days from `day`, so that both speak the reader's language.
import type { Day } from '#kit/day.ts'
import type { Translator } from '#kit/say.ts'
import { cameOf } from './episode.rules.ts'
import type { Episode, Session } from './episode.ts'
import type { TakesPart } from './group.ts'
import type { InjuryRecord } from './injury.ts'
import { placeWords, sizeWords } from './paper.rules.ts'
import { weeksOf } from './pregnancy.rules.ts'
import { nameOfAllergy } from './record.rules.ts'
import type { HealthRecord, Pregnancy } from './record.ts'
import type { CareEvent } from './window.ts'

export interface Telling {
  say: Translator
  day: (day: Day) => string
  today: Day
}

export const joined = (...parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).join(' · ')
const lines = (...parts: (string | null | undefined | false)[]): string => parts.filter(Boolean).join('\n')

export const tellRecordName = ({ say }: Telling, record: Pick<HealthRecord, 'says' | 'alert_words'>): string => {
  const { says } = record
  if (says.kind === 'medication') return joined(says.name, says.dose)
  if (says.kind === 'allergy') return nameOfAllergy(record)
  if (says.kind === 'vaccination') return say(`care.vaccine.${says.vaccine}`)
  return says.kind === 'condition' ? say(`care.condition.${says.condition}`) : say('care.record.pregnancy')
}

const tellPregnancy = ({ say, day, today }: Telling, says: Pregnancy): string => {
  const weeks = weeksOf(says, today)
  if (says.ended_on)
    return say('care.pregnancy.ended_line', {
      how: say(`care.pregnancy.ended.${says.ended_how}`),
      day: day(says.ended_on),
    })
  if (!weeks) return say('care.pregnancy.no_count')
  return joined(
    say(weeks.estimate ? 'care.pregnancy.weeks_estimate' : 'care.pregnancy.weeks', { ...weeks }),
    say(weeks.estimate ? 'care.pregnancy.term_estimate' : 'care.pregnancy.term', { day: day(weeks.term_on) }),
    says.wish !== 'not_said' && say('care.pregnancy.wish_line', { wish: say(`care.pregnancy.wish.${says.wish}`) }),
  )
}

export const tellRecord = (telling: Telling, { says }: Pick<HealthRecord, 'says'>): string => {
  const { say, day } = telling
  if (says.kind === 'medication')
    return joined(
      says.since && say('care.since', { day: day(says.since) }),
      says.until && say('care.until', { day: day(says.until) }),
      says.prescribed_by && say('care.medication.by', { who: says.prescribed_by }),
      says.words,
    )
  if (says.kind === 'allergy') return joined(says.reaction, says.words)
  if (says.kind === 'vaccination')
    return joined(
      says.given_on && day(says.given_on),
      says.dose !== null && say('care.vaccination.dose', { dose: says.dose }),
      say(`care.vaccination.seen.${says.seen}`),
      says.next_on && say('care.vaccination.next', { day: day(says.next_on) }),
      says.words,
    )
  if (says.kind === 'condition')
    return joined(
      says.since_year !== null && say('care.condition.since', { year: String(says.since_year) }),
      says.words,
    )
  return joined(tellPregnancy(telling, says), says.words)
}

export const tellEpisode = ({ say, day }: Telling, episode: Episode, sessions: readonly Session[]): string => {
  const { came, agreed } = cameOf(sessions.filter(({ episode_id }) => episode_id === episode.episode_id))
  return lines(
    joined(
      say('care.episode.since', { day: day(episode.opened_on) }),
      episode.closed_on && say('care.until', { day: day(episode.closed_on) }),
      episode.referred_to ?? episode.name,
    ),
    agreed > 0 && say('care.episode.came', { came, agreed }),
    ...episode.goals,
    episode.words,
    episode.closing,
  )
}

export const tellEvent = ({ say, day }: Telling, { kinds, from, words, windows }: CareEvent): string =>
  lines(
    joined(kinds.map((kind) => say(`care.event.${kind}`)).join(', '), day(from.slice(0, 10))),
    words,
    ...windows.flatMap(({ code, answered }) =>
      answered ? [`${say(`care.window.${code}`)}: ${say(`care.hours.answer.${answered.answer}`)}`] : [],
    ),
  )

export const tellInjuries = ({ say }: Telling, { says }: Pick<InjuryRecord, 'says'>): string =>
  lines(
    ...says.marks.flatMap((mark) => [
      joined(say(`care.injury.kind.${mark.kind}`), placeWords(say, says.figure, mark), sizeWords(say, mark)),
      mark.seen,
      mark.told,
    ]),
    says.account,
    says.opinion,
  )

export const tellGroup = ({ say, day }: Telling, group: TakesPart): string =>
  lines(
    joined(
      say(`care.purpose.${group.purpose}`),
      say('care.episode.since', { day: day(group.joined_on) }),
      group.left_on && say('care.until', { day: day(group.left_on) }),
      group.marked > 0 && say('care.episode.came', { came: group.came, agreed: group.marked }),
    ),
    group.outcome && say(`care.outcome.${group.outcome}`),
    group.words,
  )
