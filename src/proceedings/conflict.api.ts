// Conflict checks: asked for, declared by the lawyer, cleared by a coordinator.
import { z } from 'zod'
import { type AskedOnFile, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { openJson, sealJson } from '#vault/envelope.ts'
import * as store from './conflict.store.ts'
import * as model from './conflict.ts'
import { layMarks, showMatters } from './matter.api.ts'
import { listStaffNames } from './matter.store.ts'
import { matterPlace } from './sealed-row.store.ts'
import { keyOf, keysOf, law } from './tell.api.ts'

type Asked = AskedOnFile<unknown>

const Said = z.object({ words: z.string() })

export const readConflicts = answer(model.readConflicts)(async (asked) => {
  const { tx, file, actor, note, may } = asked
  note({ sections: [law] })
  const [rows, keys, names, speak_to] = await Promise.all([
    store.listChecks(tx, file),
    keysOf(asked),
    listStaffNames(tx, file.organisation_id),
    store.coordinatorsFor(tx, file.case_id),
  ])
  const clears = may('conflicts.clear').allowed
  // Of one lawyer on one matter the latest counts; earlier ones stay readable.
  const latest = new Set<string>()
  const checks = rows.map(({ sealed, sealed_clearing, cleared_by, ...row }): model.ConflictCheck => {
    const of = `${row.matter_id} ${row.lawyer_id}`
    const open = !row.stale && !latest.has(of)
    latest.add(of)
    const read = (bytes: Buffer | null, column: 'sealed' | 'sealed_clearing') =>
      bytes
        ? openJson(keys.of(bytes), matterPlace(file, 'conflict_check', row.check_id, column), bytes, Said).words
        : ''
    return {
      ...row,
      found: row.found as 'none' | 'look_closer',
      declared: row.declared as model.ConflictCheck['declared'],
      lawyer_name: names.get(row.lawyer_id) ?? '',
      words: read(sealed, 'sealed'),
      cleared_by_name: cleared_by ? (names.get(cleared_by) ?? '') : null,
      clearing: read(sealed_clearing, 'sealed_clearing'),
      may_declare: open && row.lawyer_id === actor.staff_id && row.declared === null,
      may_clear:
        open && clears && row.lawyer_id !== actor.staff_id && row.found === 'look_closer' && row.cleared_at === null,
    }
  })
  return { checks, speak_to }
})

export const checkConflict = answer(model.checkConflict)(async (asked) => {
  const { input, tx, file, actor, note } = asked
  const { check_id, matter_id } = input
  note({ subject_id: check_id, sections: [law] })
  const matters = await showMatters(asked)
  const matter = matters.find((each) => each.matter_id === matter_id)
  for (const each of matter ? [matter] : matters) await layMarks(asked, each.matter_id, each.parties)
  const lawyer_id = matter_id === null ? actor.staff_id : matter?.lawyer.staff_id
  const said = lawyer_id ? await store.checkConflict(tx, file.case_id, matter_id, lawyer_id, check_id) : null
  if (said === null) throw new Problem('not_found', 'proceedings.nobody_to_check')
  return { check_id }
})

const sealSaid = async (asked: Asked, check_id: string, column: 'sealed' | 'sealed_clearing', words: string) =>
  sealJson(await keyOf(asked), matterPlace(asked.file, 'conflict_check', check_id, column), { words })

export const declareConflict = answer(model.declareConflict)(async (asked) => {
  const { input, tx, file, note } = asked
  const { check_id, declared, words } = input
  note({ subject_id: check_id, sections: [law], reason: `conflict_${declared}` })
  const sealed = await sealSaid(asked, check_id, 'sealed', words)
  const said = await store.declareConflict(tx, file.case_id, check_id, declared, sealed)
  if (said === 'not_found') throw new Problem('not_found', 'proceedings.no_such_row')
  if (said === 'stale') throw new Problem('conflict', 'proceedings.check_anew')
  return { check_id }
})

export const clearConflict = answer(model.clearConflict)(async (asked) => {
  const { input, tx, file, note } = asked
  const { check_id, words } = input
  note({ subject_id: check_id, sections: [law], reason: 'conflict_cleared' })
  const sealed = await sealSaid(asked, check_id, 'sealed_clearing', words)
  const said = await store.clearConflict(tx, file.case_id, check_id, sealed)
  if (said === 'not_found') throw new Problem('not_found', 'proceedings.no_such_row')
  if (said === 'own') throw new Problem('refused', 'proceedings.second_person')
  if (said === 'stale') throw new Problem('conflict', 'proceedings.check_anew')
  return { check_id }
})
