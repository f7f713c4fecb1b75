// Writing down injuries, amending them in sight, and the paper for whom the person agreed to.

import { findMark } from '#documents/document.store.ts'
import { answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import { translatorOf } from '#language/load-texts.ts'
import { findIdentity, identityPlace } from '#people/identity.store.ts'
import { Identity } from '#people/identity.ts'
import { openJson } from '#vault/envelope.ts'
import * as model from './injury.ts'
import { setInjuries } from './paper.api.ts'
import { injurySheet } from './paper.rules.ts'
import * as store from './record.store.ts'
import { openCare, sealCare } from './sealed.store.ts'
import { keyOf, keysOf, type OnFile, tellCare } from './tell.api.ts'

const section = 'health'

type Row = Awaited<ReturnType<typeof store.listInjuries>>[number]
type Keys = Awaited<ReturnType<typeof keysOf>>

const show = ({ file }: OnFile, keys: Keys, { sealed, status, ...row }: Row): model.InjuryRecord => ({
  ...row,
  status: status as model.InjuryRecord['status'],
  says: openCare(keys, file, 'injury_record', row.injury_id, sealed, model.InjuryWords),
})

const showVersions = async (asked: OnFile, keys: Keys, injury_id: string) => {
  const rows = await store.listVersions(asked.tx, asked.file, 'injury_record', injury_id)
  return rows.map(({ version, status, sealed, written_by, written_at }) => ({
    ...{ version, written_by, written_at, status: status as model.InjuryRecord['status'] },
    says: openCare(keys, asked.file, 'injury_record', injury_id, sealed, model.InjuryWords),
  }))
}

export const showInjuries = async (asked: OnFile): Promise<model.InjuryRecord[]> => {
  const [rows, keys] = await Promise.all([store.listInjuries(asked.tx, asked.file), keysOf(asked)])
  return rows.map((row) => show(asked, keys, row))
}

export const readInjuries = answer(model.readInjuries)(async (asked) => {
  asked.demand(section)
  asked.note({ sections: [section] })
  return { injuries: await showInjuries(asked) }
})

/** Photographs are papers of this file, and only where the person agreed to photographs. */
const demandPhotos = async ({ tx, file }: OnFile, says: Pick<model.InjuryWords, 'marks' | 'consent'>) => {
  const ids = [...new Set(says.marks.flatMap(({ photo_id }) => photo_id ?? []))]
  if (ids.length === 0) return
  if (!says.consent.photos) throw new Problem('invalid', 'care.no_consent_to_photos')
  if ((await store.findPapers(tx, file, ids)).length < ids.length) throw new Problem('invalid', 'care.photo_not_found')
}

export const recordInjuries = answer(model.recordInjuries)(async (asked) => {
  const { input, tx, file, actor, today, demand, note } = asked
  const { injury_id, examined_on, says } = input
  demand(section)
  note({ subject_id: injury_id, sections: [section] })
  if (examined_on > today || says.consent.on > today) throw new Problem('invalid', 'care.not_yet')
  await demandPhotos(asked, says)
  const sealed = sealCare(await keyOf(asked), file, 'injury_record', injury_id, { ...says, amended: '' })
  const { organisation_id, case_id } = file
  await store.insertInjury(tx, { organisation_id, case_id, injury_id, examined_on, sealed, written_by: actor.staff_id })
  await tellCare(asked, 'injuries_recorded', section, injury_id)
  return { injury_id, version: 1 }
})

export const amendInjuries = answer(model.amendInjuries)(async (asked) => {
  const { input, tx, file, demand, note } = asked
  const { injury_id, version, status, says } = input
  demand(section)
  note({ subject_id: injury_id, sections: [section] })
  const before = await store.findInjury(tx, file, injury_id)
  if (!before) throw new Problem('not_found', 'care.injury_not_found')
  await demandPhotos(asked, says)
  const keys = await keysOf(asked)
  const sealed = sealCare(keys.latest, file, 'injury_record', injury_id, says)
  if (!(await store.updateInjury(tx, file, injury_id, version, { status, sealed })))
    throw new Problem('conflict', 'stale', { current: show(asked, keys, before) })
  await tellCare(asked, 'injuries_amended', section, injury_id)
  return { injury_id, version: version + 1 }
})

export const readInjuryVersions = answer(model.readInjuryVersions)(async (asked) => {
  const { input, demand, note } = asked
  demand(section)
  note({ subject_id: input.injury_id, sections: [section] })
  return { versions: await showVersions(asked, await keysOf(asked), input.injury_id) }
})

/** The name in Latin letters where somebody wrote it so; only for whoever opens the section identity. */
const nameOf = async ({ tx, file, may }: OnFile, keys: Keys): Promise<string> => {
  if (!may('identity.open').sections.includes('identity')) throw new Problem('not_found', 'case.section_not_found')
  const row = await findIdentity(tx, file)
  if (!row) return ''
  const place = identityPlace(file.organisation_id, file.case_id)
  const [name] = openJson(keys.of(row.sealed), place, row.sealed, Identity).names
  return name ? name.latin || name.text : ''
}

export const printInjuries = answer(model.printInjuries)(async (asked) => {
  const { input, tx, file, actor, today, demand, note } = asked
  const { injury_id, language, purpose, named } = input
  demand(section)
  const row = await store.findInjury(tx, file, injury_id)
  if (!row) throw new Problem('not_found', 'care.injury_not_found')
  const keys = await keysOf(asked)
  const record = show(asked, keys, row)
  if (record.status === 'set_aside') throw new Problem('invalid', 'care.injury_set_aside')
  if (!record.says.consent.for.includes(purpose)) throw new Problem('refused', 'care.no_consent_to_this')
  note({ subject_id: injury_id, sections: named === 'yes' ? [section, 'identity'] : [section], reason: purpose })
  const [{ reference }, versions] = await Promise.all([findMark(tx, file, actor), showVersions(asked, keys, injury_id)])
  // Each later state says why the one before it was amended.
  const amended = [...versions.slice(1), record].filter(({ says }) => says.amended !== '')
  const pdf = await setInjuries(
    record.says.figure,
    injurySheet(translatorOf(language), language, record, {
      reference,
      name: named === 'yes' ? await nameOf(asked, keys) : '',
      made_on: today,
      amended: amended.map(({ written_at, says }) => ({ on: written_at.slice(0, 10), why: says.amended })),
    }),
  )
  // A name that says nothing, wherever it ends up.
  return { name: `doc-${injury_id.slice(0, 8)}.pdf`, bytes: Buffer.from(pdf).toString('base64') }
})
