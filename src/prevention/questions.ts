// When somebody is asked, and what besides the test: how the day was, and what became of it three and six months later.
// Answers are codes, never words, so that nobody is known by how they write.
import { z } from 'zod'

export const moments = ['pre', 'post', 'survey', 'month3', 'month6'] as const
export const AskedMoment = z.enum(moments)
export type AskedMoment = z.infer<typeof AskedMoment>

export interface Question {
  id: string
  many?: true
  options: readonly string[]
}

/** From 1, not at all, to 5, very much. */
const scale = ['1', '2', '3', '4', '5'] as const

/** Level 1: how it was. Texts `public.training.survey.<id>`; `leave`: what stayed unclear or weighed on somebody. */
export const surveyQuestions: readonly Question[] = [
  { id: 'useful', options: scale },
  { id: 'clear', options: scale },
  { id: 'safe', options: scale },
  { id: 'prepared', options: scale },
  { id: 'recommend', options: scale },
  { id: 'leave', many: true, options: ['more_practice', 'more_time', 'signs', 'talking', 'whom_to_tell', 'heavy'] },
]

/** Level 3: what was done with it. Texts `public.training.followup.<id>`. */
export const followUpQuestions: readonly Question[] = [
  { id: 'used', options: ['often', 'once', 'no_occasion', 'no'] },
  { id: 'what', many: true, options: ['saw_signs', 'talked_alone', 'gave_number', 'asked_colleague', 'taught_others'] },
  { id: 'reported', options: ['organisation', 'authority', 'inside', 'no_case', 'did_not', 'rather_not'] },
  { id: 'hindered', many: true, options: ['fear', 'unsure', 'no_time', 'not_supported', 'no_pathway', 'nothing'] },
  { id: 'prepared', options: scale },
]

export const questionsOf = (moment: 'survey' | 'month3' | 'month6'): readonly Question[] =>
  moment === 'survey' ? surveyQuestions : followUpQuestions

/** What was chosen, by question or item. A question that was left out is missing. */
export const MomentAnswers = z.record(z.string().max(60), z.array(z.string().max(60)).max(10))
export type MomentAnswers = z.infer<typeof MomentAnswers>
