// Keeping a barrier in one tap, taking it back, and showing those of a file. A partner's no is kept by the guard.
import { readCard } from '#cases/card.store.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { sectionOfNeed } from '#plans/plan.rules.ts'
import { addToTimeline } from '#timeline/timeline.store.ts'
import { barrierKinds, kindOfNo } from './barrier.rules.ts'
import * as store from './barrier.store.ts'
import * as model from './barrier.ts'

/** A partner reads what a consent opens of the person; where she was turned away elsewhere is not told. */
export const listBarriers = answer(model.listBarriers)(async ({ tx, file, actor, facts }) => {
  if (file.organisation_id !== actor.organisation_id) return { barriers: [] }
  const kinds = barrierKinds(facts.codes)
  const rows = await store.listBarrierRows(tx, file)
  return {
    barriers: rows.flatMap(({ decline_reason, ...row }) => {
      const kind = row.kind ?? kindOfNo(kinds, decline_reason ?? '')
      return kind ? [{ ...row, kind, from_referral: decline_reason !== null }] : []
    }),
  }
})

export const recordBarrier = answer(model.recordBarrier)(async (asked) => {
  const { input, tx, vault, file, actor, facts, today, demand, note } = asked
  const { case_id, organisation_id } = file
  const { barrier_id, kind } = input
  const after = input.referral_id ? await store.findReferred(tx, file, input.referral_id) : undefined
  if (input.referral_id && !after) throw new Problem('not_found', 'referral.not_found')
  const need = input.need ?? after?.need ?? ''
  const service_id = input.service_id ?? after?.service_id ?? null
  const section = sectionOfNeed(need)
  if (!section) throw new Problem('invalid', 'service.unknown_need')
  demand(section)
  if (!barrierKinds(facts.codes).some(({ code }) => code === kind)) throw new Problem('invalid', 'barrier.unknown_kind')
  const [card, provider] = await Promise.all([
    readCard(tx, vault, organisation_id, case_id),
    service_id ? store.findProvider(tx, organisation_id, service_id) : undefined,
  ])
  // A referral remembers a service that may have left the directory since.
  if (input.service_id && !provider) throw new Problem('not_found', 'service.not_found')
  note({ subject_id: barrier_id, sections: [section] })
  await Promise.all([
    store.insertBarrier(tx, {
      ...{ organisation_id, case_id, barrier_id, section, need, kind },
      service_id: provider ? service_id : null,
      provider_id: provider?.provider_id ?? null,
      province: card.province,
      met_on: today,
      recorded_by: actor.staff_id,
    }),
    addToTimeline(tx, {
      ...{ organisation_id, case_id, section, actor_id: actor.staff_id },
      kind: 'barrier_met',
      ref_id: barrier_id,
      codes: { need, barrier: kind },
    }),
  ])
  return { barrier_id, version: 1 }
})

export const takeBackBarrier = answer(model.takeBackBarrier)(async ({ input, tx, file, actor, note }) => {
  const { case_id, organisation_id } = file
  const { barrier_id, version } = input
  note({ subject_id: barrier_id })
  const section = await store.takeBack(tx, file, barrier_id, version)
  if (!section) throw new Problem('not_found', 'barrier.not_found')
  await addToTimeline(tx, {
    ...{ organisation_id, case_id, section, actor_id: actor.staff_id },
    kind: 'barrier_taken_back',
    ref_id: barrier_id,
  })
  return { barrier_id, version: version + 1 }
})

export const barrierAnswers = [listBarriers, recordBarrier, takeBackBarrier]
