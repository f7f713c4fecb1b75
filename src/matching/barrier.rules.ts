// Which kind of barrier a partner's no was: data says it, so that a reason to come needs no new code.
import { z } from 'zod'
import type { CodeList } from '#facts/facts.ts'
import { BarrierKind } from './barrier.ts'

export const barrierKinds = (codes: Record<string, CodeList>): BarrierKind[] =>
  z.array(BarrierKind).parse(codes.access_barriers?.codes ?? [])

/** The kind a reason of a no stands for; undefined where the no was her own wish, or nobody reached her. */
export const kindOfNo = (kinds: BarrierKind[], decline_reason: string): string | undefined =>
  (kinds.find(({ code }) => code === decline_reason) ?? kinds.find(({ declines }) => declines.includes(decline_reason)))
    ?.code

/** Reasons of a no that say there was no place, and those that say nothing of the service: hers, or nobody reached her. */
export const declinesOf = (kinds: BarrierKind[], reasons: readonly string[]) => ({
  full: kinds.find(({ code }) => code === 'full')?.declines ?? [],
  hers: reasons.filter((reason) => kindOfNo(kinds, reason) === undefined),
})
