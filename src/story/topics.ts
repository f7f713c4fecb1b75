// What people are asked about again and again, and the professions something may be retold to: short lists, as data.
import { z } from 'zod'
import data from '#data/story/topics.json' with { type: 'json' }
import { Code, FactFile } from '#facts/facts.ts'

const Plain = z.array(z.strictObject({ code: Code })).min(1)
export const TopicFile = FactFile.extend({ topics: Plain, professions: Plain })
/** Read as it lies; a test holds it against the schema. */
export const topicFile = data as z.infer<typeof TopicFile>

const oneOf = (list: readonly { code: string }[]) => z.enum(list.map(({ code }) => code) as [string, ...string[]])

export const topics: readonly string[] = topicFile.topics.map(({ code }) => code)
export const Topic = oneOf(topicFile.topics)

export const professions = ['accompany', 'health', 'law', 'mind', 'police'] as const
/** To whom something may be retold. Nobody is the empty list. */
export const Profession = z.enum(professions)
export type Profession = z.infer<typeof Profession>

/** What the person wishes about a subject beside what may be retold; `none` takes an earlier wish back. */
export const Wish = z.enum(['ask_me', 'let_it_rest', 'none'])
export type Wish = z.infer<typeof Wish>
