// A sitting under way: every answer is kept on this device at once and sent when the line allows, so that neither a crash
// nor a lost connection makes anybody answer twice.
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '#gate/call.ts'
import { useDraft } from '#gate/draft.ts'
import { nameOf } from '#gate/query.ts'
import { isProblem, type Problem } from '#kit/problem.ts'
import type { Instrument } from '../instrument.ts'
import { answerItems, type GivenAnswers, readSitting, type Sitting } from '../sitting.ts'
import { askedCodes, type Standing, standAgain, stepBack, stepOn, stillUnsent } from '../walk.rules.ts'

interface Kept {
  at: Standing | null
  unsent: GivenAnswers
}
const retryMs = 10_000
const mostTries = 3

export interface Walk {
  given: GivenAnswers
  asked: string[]
  at: Standing
  goTo: (at: Standing) => void
  back: () => void
  /** Keeps an answer (null skips) and leads on; `stay` keeps it and leads nowhere. */
  answer: (code: string, answer: string | null, stay?: boolean) => void
  /** How many answers wait on this device. */
  waiting: number
  problem: Problem | null
  /** Sends what waits and says the version everything stands at; throws where it cannot. */
  settle: () => Promise<number>
  forget: () => void
  returned: boolean
  /** An answer opened the same-day protocol: whoever asks is told, without a word that she would read. */
  alarmed: boolean
}

export const useSitting = (case_id: string, sitting: Sitting, instrument: Instrument): Walk => {
  const { sitting_id } = sitting
  const client = useQueryClient()
  const [kept, keep, clear, returned] = useDraft<Kept>(`sitting ${sitting_id}`, { at: null, unsent: {} })
  const [server, setServer] = useState(sitting.answers)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [alarmed, setAlarmed] = useState(false)
  const version = useRef(sitting.version)
  const latest = useRef(kept)
  latest.current = kept
  const sending = useRef<Promise<void> | null>(null)

  const set = useCallback(
    (next: Kept) => {
      latest.current = next
      keep(next)
    },
    [keep],
  )

  const send = useCallback(async () => {
    for (let tries = 0; ; ) {
      const answers = latest.current.unsent
      if (Object.keys(answers).length === 0) return
      try {
        const reply = await call(answerItems, { case_id, sitting_id, version: version.current, answers })
        version.current = reply.version
        if (reply.protocol_id) setAlarmed(true)
        setServer((before) => ({ ...before, ...answers }))
        set({ ...latest.current, unsent: stillUnsent(latest.current.unsent, answers) })
        setProblem(null)
      } catch (error) {
        tries += 1
        // Somebody else went on with it, or the answer to our last sending was lost: hers, said now, is the newer one.
        if (isProblem(error) && error.kind === 'conflict' && tries < mostTries) {
          const now = await call(readSitting, { case_id, sitting_id })
          version.current = now.version
          setServer(now.answers)
          if (now.state === 'open') continue
        }
        if (isProblem(error)) setProblem(error)
        throw error
      }
    }
  }, [case_id, sitting_id, set])

  const flush = useCallback(() => {
    sending.current ??= send().finally(() => {
      sending.current = null
    })
    return sending.current
  }, [send])

  const waiting = Object.keys(kept.unsent).length
  useEffect(() => {
    if (waiting === 0) return
    const again = () => void flush().catch(() => {})
    again()
    const timer = setInterval(again, retryMs)
    window.addEventListener('online', again)
    return () => {
      clearInterval(timer)
      window.removeEventListener('online', again)
    }
  }, [waiting, flush])

  // What was read before is old once it was gone on with.
  useEffect(() => () => client.removeQueries({ queryKey: nameOf(readSitting) }), [client])

  const given = { ...server, ...kept.unsent }
  const asked = askedCodes(instrument, given)
  const at = standAgain(asked, given, kept.at)
  return {
    ...{ given, asked, at, waiting, problem, returned, alarmed },
    goTo: (place) => set({ ...latest.current, at: place }),
    back: () => set({ ...latest.current, at: stepBack(asked, at) }),
    answer: (code, answer, stay = false) => {
      const unsent = { ...latest.current.unsent, [code]: answer }
      const next = stay ? latest.current.at : stepOn(askedCodes(instrument, { ...server, ...unsent }), code)
      set({ at: next, unsent })
    },
    settle: async () => {
      while (Object.keys(latest.current.unsent).length > 0) await flush()
      return version.current
    },
    forget: clear,
  }
}
