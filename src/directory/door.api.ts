// Telling the door of a hidden location to whoever brings a person there, and writing it down.
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import * as store from './door.store.ts'
import * as model from './door.ts'
import { findServiceRow } from './edit.store.ts'

export const readDoor = answer(model.readDoor)(async ({ input, tx, vault, actor, note }) => {
  const { organisation_id } = actor
  const { service_id } = input
  const [service, row] = await Promise.all([
    findServiceRow(tx, organisation_id, service_id),
    store.findDoorRow(tx, organisation_id, service_id),
  ])
  if (!service) throw new Problem('not_found', 'service.not_found')
  note({ subject_id: service_id })
  if (!row) return { door: null, changed_at: null, version: 0 }
  const keys = await vault.intakeKeyPair(tx, organisation_id, row.intake_version)
  return { door: store.openDoor(keys, service_id, row.sealed), changed_at: row.changed_at, version: row.version }
})

export const writeDoor = answer(model.writeDoor)(async ({ input, tx, actor, may, note }) => {
  const { organisation_id, staff_id } = actor
  const { service_id, door, version: expected } = input
  // Who may be told is not therefore who may write.
  if (!may('directory.edit').allowed) throw new Problem('refused', 'access.refused')
  const service = await findServiceRow(tx, organisation_id, service_id)
  if (!service) throw new Problem('not_found', 'service.not_found')
  if (!service.record.hidden_location) throw new Problem('invalid', 'service.not_hidden')
  const intake = await store.getOwnIntakeKey(tx, organisation_id)
  const version = await store.writeDoorRow(
    tx,
    {
      organisation_id,
      service_id,
      intake_version: intake.version,
      sealed: store.sealDoor(intake.public_key, service_id, door),
      changed_by: staff_id,
    },
    expected,
  )
  if (version === undefined) throw new Problem('conflict', 'stale')
  note({ subject_id: service_id })
  return { service_id, version }
})
