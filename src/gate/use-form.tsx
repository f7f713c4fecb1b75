// A form that is kept: its draft outlives a lost line, and what a colleague saved meanwhile is laid beside it. What was not
// touched here becomes theirs, and only what both changed differently is asked, answer by answer.
import { type ReactNode, useState } from 'react'
import type { ReplyOf, SentInputOf } from '#kit/endpoint.ts'
import { choose, currentOf, onTopOf } from '#kit/ui/conflict.ts'
import { ConflictDialog } from '#kit/ui/index.ts'
import type { Callable } from './call.ts'
import { useDraft } from './draft.ts'
import { useWrite } from './query.ts'

/** What an answer is called and how it is read out, where both changed it; what has none stays as it was typed here. */
export type Said<Answers> = {
  [Name in keyof Answers]?: readonly [label: string, say: (value: Answers[Name]) => string]
}

export interface OnTop<Answers, Current extends object> {
  /** As it stood when the form was opened; null for a new one. */
  record: Current | null
  answersOf: (record: Current) => Answers
  /** Where it is not called `version`. */
  versionOf?: (record: Current) => number
  said: Said<Answers>
}

interface Kept<Answers, Current extends object, Reply> {
  name: string
  first: Answers
  invalidates: Callable[]
  onSaved: (reply: Reply) => void
  onDone: () => void
  onTop?: OnTop<Answers, Current> | undefined
}

interface Clash<Answers> {
  merged: Answers
  theirs: Answers
  version: number
  asked: (keyof Answers & string)[]
}

export const useKeptForm = <E extends Callable, Answers extends object, Current extends object>(
  endpoint: E,
  { name, first, invalidates, onSaved, onDone, onTop }: Kept<Answers, Current, ReplyOf<E>>,
) => {
  type InputOf = (answers: Answers, version: number) => SentInputOf<E>
  const versionOf = onTop?.versionOf ?? ((record: Current) => (record as { version?: number }).version ?? 0)
  const [draft, setDraft, clear, returned] = useDraft(`form ${name}`, {
    answers: first,
    /** As it was read: what is still the same was not touched here. */
    read: onTop?.record ? onTop.answersOf(onTop.record) : first,
    version: onTop?.record ? versionOf(onTop.record) : 0,
  })
  const [clash, setClash] = useState<Clash<Answers> & { inputOf: InputOf }>()
  const write = useWrite(endpoint, { invalidates })
  const leave = () => {
    clear()
    onDone()
  }
  const send = (of: typeof draft, inputOf: InputOf): void =>
    write.mutate(inputOf(of.answers, of.version), {
      onSuccess: (reply) => {
        onSaved(reply)
        leave()
      },
      onError: (problem) => {
        const current = onTop && currentOf<Current>(problem)
        if (!current) return
        const version = versionOf(current)
        const theirs = onTop.answersOf(current)
        const { merged, asked } = onTopOf(of.read, of.answers, theirs)
        const told = asked.filter((field) => onTop.said[field])
        if (told.length > 0) setClash({ merged, theirs, version, asked: told, inputOf })
        else {
          const next = { answers: merged, read: theirs, version }
          setDraft(next)
          send(next, inputOf)
        }
      },
    })
  const dialog: ReactNode = clash && onTop && (
    <ConflictDialog
      isOpen
      fields={clash.asked.map((field) => {
        const [label, say] = onTop.said[field]!
        return { name: field, label, mine: say(draft.answers[field]), theirs: say(clash.theirs[field]) }
      })}
      onClose={() => {
        setClash(undefined)
        write.reset()
      }}
      onResolve={(choice) => {
        const { merged, theirs, version, inputOf } = clash
        const next = { answers: choose(merged, theirs, choice), read: theirs, version }
        setClash(undefined)
        setDraft(next)
        send(next, inputOf)
      }}
    />
  )
  return {
    answers: draft.answers,
    returned,
    set: (change: Partial<Answers>) => setDraft({ ...draft, answers: { ...draft.answers, ...change } }),
    leave,
    problem: clash ? null : write.error,
    busy: write.isPending,
    /** What may meet a colleague's changes is given as a function: of the answers, and of the version they stand on. */
    save: (input: SentInputOf<E> | InputOf) =>
      send(draft, typeof input === 'function' ? (input as InputOf) : () => input),
    dialog,
  }
}
