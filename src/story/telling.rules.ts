// Who may be retold something, what a subject looks like to whoever opens it next, and which letters of a note are meant.
// PostgreSQL decides the same (guard.tellings_standing); a test holds the two against each other.
import type { Role, Section } from '#access/access.ts'
import { addDays, type Day } from '#kit/day.ts'
import type { Part, StoryWish, Telling } from './telling.ts'
import { type Profession, topics, type Wish } from './topics.ts'

const asAccompanying: readonly Role[] = ['reference_worker', 'coordinator']

/** As which professions somebody of the house may be retold something. */
export const professionsOf = (roles: readonly Role[]): Profession[] => [
  ...(roles.some((role) => asAccompanying.includes(role)) ? (['accompany'] as const) : []),
  ...(roles.includes('psychologist') ? (['mind'] as const) : []),
  ...(roles.includes('lawyer') ? (['law'] as const) : []),
]

const ofPurpose: Record<string, Profession> = {
  health: 'health',
  psychological: 'mind',
  legal: 'law',
  identification: 'police',
}
/** As which profession a partner may be, by what the consent to it is for. */
export const professionOfPurpose = (purpose: string): Profession | null => ofPurpose[purpose] ?? null

export interface Reader {
  staff_id: string
  /** Through a place in the team or the reach of a role; broken glass is not that. */
  walks_along: boolean
  sections: readonly Section[]
  professions: readonly Profession[]
}
interface Told {
  section: Section
  heard_by: string | null
  written_by: string
  recorded_by: string
  retell: readonly Profession[]
}

/** What a colleague of the house stands to something told: its words, that it was told, or nothing. */
export const standingOf = (reader: Reader, told: Told): 'words' | 'head' | null => {
  if (reader.sections.length === 0) return null
  const opens = reader.sections.includes(told.section) || reader.sections.includes('story')
  const heard = [told.heard_by, told.written_by, told.recorded_by].includes(reader.staff_id)
  const retold = opens && told.retell.some((each) => reader.professions.includes(each))
  if (reader.walks_along && (heard || retold)) return 'words'
  return reader.sections.includes(told.section) ? 'head' : null
}

/** `read`: there are words for you. `ask_her`: the person wants to be asked. `ask_hearer`: it was told; whom to ask is said. */
export type Offer = 'read' | 'ask_her' | 'let_it_rest' | 'ask_hearer' | 'not_told'

export interface TopicCard {
  topic: string
  tellings: Telling[]
  wish: Wish
  offer: Offer
}

const latestWish = (wishes: readonly StoryWish[], topic: string): Wish =>
  wishes.find((each) => each.topic === topic)?.wish ?? 'none'

/** One card for each subject, in the order of the list; what the person wishes goes before what may be read. */
export const cardsOf = (tellings: readonly Telling[], wishes: readonly StoryWish[]): TopicCard[] =>
  topics.map((topic) => {
    const told = tellings.filter((each) => each.topic === topic)
    const wish = latestWish(wishes, topic)
    const offer: Offer =
      wish === 'let_it_rest'
        ? 'let_it_rest'
        : told.some(({ may_read }) => may_read)
          ? 'read'
          : wish === 'ask_me'
            ? 'ask_her'
            : told.length > 0
              ? 'ask_hearer'
              : 'not_told'
    return { topic, tellings: told, wish, offer }
  })

/** A subject nobody spoke of and nothing was wished about stays out of sight until somebody looks for it. */
export const isToldOf = ({ tellings, wish }: TopicCard): boolean => tellings.length > 0 || wish !== 'none'

/** The letters meant; the whole where no part was marked. A part that would cut a letter in two takes it whole. */
export const partOf = (text: string, part: Part | null): string => {
  if (!part) return text
  const low = (at: number) => /[\uDC00-\uDFFF]/.test(text.charAt(at)) && at > 0
  const from = low(part.from) ? part.from - 1 : part.from
  const to = low(part.to) ? part.to + 1 : part.to
  return text.slice(from, to).trim()
}

/** What is told of a day was told on it, or before; by a day at most ahead where a desk's day began sooner. */
export const toldInTime = (told_on: Day, today: Day): boolean => told_on <= addDays(today, 1)

/** Whether a change lets it be retold to somebody it could not be retold to before. */
export const opensMore = (before: readonly Profession[], after: readonly Profession[]): boolean =>
  after.some((each) => !before.includes(each))
