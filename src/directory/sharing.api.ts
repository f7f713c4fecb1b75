// Letting partners read our directory; and for a partner, reading it at its tier.
import { answer } from '#gate/answer.ts'
import type { Tx } from '#kit/database.ts'
import { Problem } from '#kit/problem.ts'
import { type Directory, readyDirectory } from './service.rules.ts'
import * as store from './sharing.store.ts'
import * as model from './sharing.ts'
import { providerSeenAt, seenAt } from './tiers.rules.ts'

export const readSharing = answer(model.readSharing)(({ tx, actor }) => store.findSharing(tx, actor.organisation_id))

export const shareWithPartners = answer(model.shareWithPartners)(async ({ input, tx, actor, note }) => {
  const { organisation_id, staff_id } = actor
  const { with_partners, version: expected } = input
  const version = await store.writeSharing(tx, { organisation_id, with_partners, changed_by: staff_id }, expected)
  if (version === undefined)
    throw new Problem('conflict', 'stale', { current: await store.findSharing(tx, organisation_id) })
  note({ subject_id: organisation_id })
  return { version }
})

/** Every partner may read the same, so one copy serves them all until something changes. */
let kept: { mark: string; directory: Directory } | undefined

/** What houses let their partners read; nothing where none does, or whoever asks is no partner. */
export const findSharedDirectory = async (tx: Tx): Promise<Directory | undefined> => {
  const mark = await store.sharedMark(tx)
  if (mark === null) return undefined
  if (kept?.mark === mark) return kept.directory
  const { organisations, services } = await store.readShared(tx)
  const directory = readyDirectory({
    organisations: organisations.map((provider) => providerSeenAt('partners', provider)),
    services: services.map((service) => seenAt('partners', service)),
  })
  kept = { mark, directory }
  return directory
}
