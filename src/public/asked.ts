// Reads what somebody adds to a report, or says what to look at again.
import { MessageBody } from '#reports/body.ts'
import type { Typed } from './typed.ts'

export interface LookAgain {
  /** The message to show. */
  key: string
  fields: string[]
}

export const readMessage = (typed: Typed): { text: string } | LookAgain => {
  const read = MessageBody.safeParse({ text: typed.one('text') })
  if (read.success) return { text: read.data.text }
  const tooLong = read.error.issues.some((issue) => issue.code === 'too_big')
  return { key: tooLong ? 'public.error.too_long' : 'public.error.what', fields: ['text'] }
}
