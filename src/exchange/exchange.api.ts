// Opening the directory to others, taking files in after a dry run, and giving the directory out.

import type { Actor } from '#access/access.ts'
import { directoryMark } from '#directory/cache.store.ts'
import { importDirectory } from '#directory/directory.store.ts'
import { asKept } from '#directory/edit.rules.ts'
import type { Facts } from '#facts/facts.ts'
import { answer } from '#gate/answer.ts'
import type { Tx } from '#kit/database.ts'
import type { Day } from '#kit/day.ts'
import { Problem } from '#kit/problem.ts'
import { getOrganisation } from '#organisations/organisation.store.ts'
import { conflictsAfter, type Decisions, doorsLeftOut, linesAfter, planImport } from './exchange.rules.ts'
import * as store from './exchange.store.ts'
import * as model from './exchange.ts'
import { type FileReading, lookInto, openFile, readFile } from './exchange-file.api.ts'
import { exportFile } from './exchange-out.api.ts'
import { mayKeep } from './hsds-kept.rules.ts'

export const readExchange = answer(model.readExchange)(async ({ tx, actor }) => {
  const { organisation_id } = actor
  const [opening, services, uploads] = await Promise.all([
    store.findOpening(tx, organisation_id),
    store.countServices(tx, organisation_id),
    store.listUploads(tx, organisation_id),
  ])
  return { open: opening?.open ?? false, version: opening?.version ?? 0, services, uploads }
})

export const openToOthers = answer(model.openToOthers)(async ({ input, tx, actor, note }) => {
  note({ subject_id: actor.organisation_id })
  if (!(await store.writeOpening(tx, actor, input.open, input.version)))
    throw new Problem('conflict', 'stale', { current: await store.findOpening(tx, actor.organisation_id) })
  return { version: input.version + 1 }
})

export const beginUpload = answer(model.beginUpload)(async ({ input, tx, actor, note }) => {
  note({ subject_id: input.upload_id })
  await store.addUpload(tx, actor, input)
  return { upload_id: input.upload_id, version: 1 }
})

export const keepUploadPart = answer(model.keepUploadPart)(async ({ input, tx, actor }) => {
  const bytes = Buffer.from(input.bytes, 'base64')
  await store.addPart(tx, actor.organisation_id, input.upload_id, input.part, bytes)
  return { upload_id: input.upload_id }
})

const getUpload = async (tx: Tx, { organisation_id }: Actor, upload_id: string): Promise<store.Upload> => {
  const found = await store.findUpload(tx, organisation_id, upload_id)
  if (!found) throw new Problem('not_found', 'exchange.no_upload')
  return found
}

/** What somebody said already, over what we would propose. */
const settingsOf = async (
  tx: Tx,
  { organisation_id }: Actor,
  { name, settings }: store.Upload,
  mapping: Record<string, number>,
  today: Day,
): Promise<model.UploadSettings> => {
  const mine = await getOrganisation(tx, organisation_id)
  const proposed = {
    mapping,
    source: name,
    confidence: 'secondary',
    checked_on: today,
    country: mine.country,
    organisation: mine.name,
  }
  return model.UploadSettings.parse({ ...proposed, ...(settings as object) })
}

export const readUpload = answer(model.readUpload)(async ({ input, tx, actor, facts, today }) => {
  const upload = await getUpload(tx, actor, input.upload_id)
  const opened = await openFile(upload.bytes)
  const { mapping, ...seen } = lookInto(opened, facts)
  const settings = await settingsOf(tx, actor, upload, mapping, today)
  return { name: upload.name, kind: opened.kind, version: upload.version, settings, ...seen }
})

export const setUpload = answer(model.setUpload)(async ({ input, tx, actor, facts, note }) => {
  const { upload_id, version, settings } = input
  note({ subject_id: upload_id })
  const known = new Set(facts.codes.service_kinds?.codes.map(({ code }) => code))
  const unknown = [settings.kind, ...Object.values(settings.kinds)].some((kind) => kind !== null && !known.has(kind))
  if (unknown) throw new Problem('invalid', 'gate.invalid', { fields: [{ path: 'kind', code: 'invalid' }] })
  if (!(await store.writeSettings(tx, actor.organisation_id, upload_id, settings, version)))
    throw new Problem('conflict', 'stale', { current: null })
  return { version: version + 1 }
})

const undecided: Decisions = { one: () => undefined, rest: null }

const planOf = async (
  { tx, actor, facts, today }: { tx: Tx; actor: Actor; facts: Facts; today: Day },
  upload: store.Upload,
  decisions: Decisions,
  lock: boolean,
) => {
  const opened = await openFile(upload.bytes)
  const mapping = lookInto(opened, facts).mapping
  const settings = await settingsOf(tx, actor, upload, mapping, today)
  const reading: FileReading = readFile(opened, settings, facts, actor.organisation_id)
  const standing = await store.readStanding(tx, actor.organisation_id, lock)
  const plan = planImport(reading.records, standing, decisions, (service) => asKept(service, facts))
  return { reading, plan, settings }
}

/** What a dry run of one file came to, without its records: enough to turn the pages of what it says. */
interface Trial {
  /** The file as it is set up, and the directory as it stands. */
  of: string
  organisations: model.ImportCounts
  services: model.ImportCounts
  lines: model.ImportLine[]
  conflicts: model.ImportConflict[]
  doors_left_out: number
}
/** The last of each organisation: reading a large file again for each page would take seconds. */
const trials = new Map<string, Trial>()

const tryFile = async (
  asked: Parameters<typeof planOf>[0],
  upload_id: string,
): Promise<{ trial: Trial; version: number }> => {
  const { tx, actor } = asked
  const { organisation_id } = actor
  const upload = await getUpload(tx, actor, upload_id)
  const of = [upload_id, upload.version, await directoryMark(tx, organisation_id)].join(' ')
  const known = trials.get(organisation_id)
  if (known?.of === of) return { trial: known, version: upload.version }
  const { reading, plan } = await planOf(asked, upload, undecided, false)
  const hidden = new Set(plan.records.services.filter((each) => each.hidden_location).map(({ id }) => id))
  const trial: Trial = {
    of,
    organisations: plan.organisations,
    services: plan.services,
    lines: reading.rejected.map(({ path, what, reason_key, details }) => ({
      ...{ path: path.slice(0, 300), line: reading.lineFor(path), what, reason_key, details },
    })),
    conflicts: plan.conflicts,
    doors_left_out: doorsLeftOut(reading.organizations, hidden),
  }
  trials.set(organisation_id, trial)
  return { trial, version: upload.version }
}

export const tryUpload = answer(model.tryUpload)(async (asked) => {
  const { trial, version } = await tryFile(asked, asked.input.upload_id)
  const { organisations, services, doors_left_out } = trial
  const [lines, conflicts] = [linesAfter(trial.lines), conflictsAfter(trial.conflicts)]
  return {
    ...{ version, organisations, services, doors_left_out },
    ...{ lines: lines.rows, lines_total: trial.lines.length, lines_next: lines.next },
    ...{ conflicts: conflicts.rows, conflicts_total: trial.conflicts.length, conflicts_next: conflicts.next },
  }
})

export const listImportLines = answer(model.listImportLines)(async (asked) => {
  const { trial } = await tryFile(asked, asked.input.upload_id)
  const { rows, next } = linesAfter(trial.lines, asked.input.after)
  return { lines: rows, next }
})

export const listImportConflicts = answer(model.listImportConflicts)(async (asked) => {
  const { trial } = await tryFile(asked, asked.input.upload_id)
  const { rows, next } = conflictsAfter(trial.conflicts, asked.input.after)
  return { conflicts: rows, next }
})

export const takeUpload = answer(model.takeUpload)(async (asked) => {
  const { input, tx, actor, today, note } = asked
  const { upload_id, version, rest } = input
  note({ subject_id: upload_id })
  const upload = await getUpload(tx, actor, upload_id)
  const decided = new Map(input.decisions.map(({ subject_id, field, take }) => [`${subject_id} ${field}`, take]))
  const decisions: Decisions = { one: (id, field) => decided.get(`${id} ${field}`), rest }
  const { reading, plan } = await planOf(asked, upload, decisions, true)
  if (plan.conflicts.length > 0) throw new Problem('conflict', 'exchange.undecided', { open: plan.conflicts.length })
  if (!(await store.closeUpload(tx, actor.organisation_id, upload_id, version)))
    throw new Problem('conflict', 'stale', { current: null })
  trials.delete(actor.organisation_id)
  await store.sayImport(tx)
  await importDirectory(tx, actor.organisation_id, plan.records, today, () => {}, plan.said)
  if (reading.tables) await store.keepRows(tx, actor.organisation_id, mayKeep(reading.tables, plan.records))
  return { upload_id, version: version + 1 }
})

export const dropUpload = answer(model.dropUpload)(async ({ input, tx, actor, note }) => {
  note({ subject_id: input.upload_id })
  trials.delete(actor.organisation_id)
  await store.dropUpload(tx, actor.organisation_id, input.upload_id)
  return { upload_id: input.upload_id }
})

export const exportDirectory = answer(model.exportDirectory)(async ({ input, tx, actor, facts, today, note }) => {
  const { tier, form } = input
  note({ subject_id: actor.organisation_id, reason: tier })
  const { bytes, services } = await exportFile(tx, actor.organisation_id, tier, form, facts)
  return {
    name: `directory-${tier}-${today}.${form === 'json' ? 'hsds.json' : 'zip'}`,
    media: form === 'json' ? 'application/json' : 'application/zip',
    bytes: Buffer.from(bytes).toString('base64'),
    services,
  }
})
