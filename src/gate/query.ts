// Reading and writing from a screen: what was read is kept until a write says it has changed.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback, useRef } from 'react'
import type { ReplyOf, SentInputOf } from '#kit/endpoint.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import { type Callable, call } from './call.ts'

/** Reads are named by their path, so a write can tell every reading of an endpoint to look again. */
export const nameOf = (endpoint: Callable, input?: unknown): unknown[] =>
  input === undefined ? [endpoint.path] : [endpoint.path, input]

interface GetOptions {
  staleMs?: number
  /** Reads again while the screen is looked at. */
  everyMs?: number
  keepPrevious?: boolean
}

/** With `null` as input it waits. */
export const useGet = <E extends Callable>(endpoint: E, input: SentInputOf<E> | null, options: GetOptions = {}) =>
  useQuery<ReplyOf<E>, Problem>({
    queryKey: nameOf(endpoint, input ?? {}),
    queryFn: ({ signal }) => call(endpoint, input as SentInputOf<E>, { signal }),
    enabled: input !== null,
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
    ...(options.keepPrevious ? { placeholderData: (before: ReplyOf<E> | undefined) => before as never } : {}),
  })

interface WriteOptions {
  /** Endpoints whose readings this write changes. */
  invalidates?: Callable[]
}

interface Afterwards<Reply> {
  onSuccess?: (reply: Reply) => void
  onError?: (problem: Problem) => void
}

export const useWrite = <E extends Callable>(endpoint: E, { invalidates = [] }: WriteOptions = {}) => {
  const client = useQueryClient()
  // One key for one intention: the same answers sent again after a failed line are the same request.
  const intention = useRef({ body: '', key: '' })
  const write = useMutation<ReplyOf<E>, Problem, SentInputOf<E>>({
    mutationFn: async (input) => {
      const body = JSON.stringify(input ?? {})
      if (intention.current.body !== body) intention.current = { body, key: crypto.randomUUID() }
      try {
        const reply = await call(endpoint, input, { idempotency_key: intention.current.key })
        intention.current = { body: '', key: '' }
        return reply
      } catch (error) {
        const lost = isProblem(error) && error.key === 'ui.problem.offline'
        if (!lost) intention.current = { body: '', key: '' }
        throw error
      }
    },
    onSuccess: () => Promise.all(invalidates.map((each) => client.invalidateQueries({ queryKey: nameOf(each) }))),
  })
  // A form may be gone by the time its write is done, because what it wrote is shown instead; that it is done is said
  // all the same.
  const { mutateAsync } = write
  const mutate = useCallback(
    (input: SentInputOf<E>, { onSuccess, onError = () => {} }: Afterwards<ReplyOf<E>> = {}): void =>
      void mutateAsync(input).then(onSuccess, onError),
    [mutateAsync],
  )
  return { ...write, mutate }
}
