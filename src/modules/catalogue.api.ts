// The modules on the desk: what there is, what is wrong with a file somebody wrote, and offering one's own to everybody.
import { type AskedByStaff, answer } from '#gate/answer.ts'
import { Problem } from '#kit/problem.ts'
import * as model from './catalogue.ts'
import { readModuleText } from './file.rules.ts'
import type { ModuleFile, ModuleId } from './module.ts'
import { houseModules } from './modules.store.ts'
import { toldWithin } from './numbers.rules.ts'
import * as store from './own.store.ts'

type Asked = Pick<AskedByStaff<unknown>, 'tx' | 'actor'>

const ofHouse = (): Map<ModuleId, ModuleFile> => new Map(houseModules().map((file) => [file.module.id, file]))

const titlesOf = ({ texts }: ModuleFile): Record<string, string> =>
  Object.fromEntries(Object.entries(texts).map(([language, words]) => [language, words['module.title'] ?? '']))

interface Standing {
  file: ModuleFile
  standing: model.ModuleStanding
  module_version: number
  draft: number | null
}

const lineOf = ({ file, ...standing }: Standing, takers: store.Takers | undefined): model.ModuleLine => {
  const { id, sector, minutes, reviewed_by } = file.module
  const { started, finished, passed } = takers ?? { started: 0, finished: 0, passed: 0 }
  const [tellsStarted = null, tellsFinished = null, tellsPassed = null] = toldWithin([started, finished, passed])
  return {
    ...{ module_id: id, sector, minutes, reviewed_by, titles: titlesOf(file), ...standing },
    ...{ started: tellsStarted, finished: tellsFinished, passed: tellsPassed },
  }
}

/** What everybody may take stands for the module; where there is none, its latest version. */
const standingOf = (rows: readonly store.OwnRow[]): Standing => {
  const row = rows.find(({ status }) => status === 'published') ?? rows[0]!
  const draft = rows.find(({ status }) => status === 'draft')
  return {
    ...{ file: row.file, standing: row.status, module_version: row.module_version },
    draft: draft && draft !== row ? draft.module_version : null,
  }
}

const standings = async ({ tx, actor }: Asked): Promise<Standing[]> => {
  const house = ofHouse()
  const own = Map.groupBy(await store.listOwn(tx, actor.organisation_id), ({ module_id }) => module_id)
  return [
    ...[...house.values()].map(
      (file): Standing => ({
        ...{ file, standing: 'house', module_version: file.module.version, draft: null },
      }),
    ),
    ...[...own.values()].filter(([row]) => !house.has(row!.module_id)).map(standingOf),
  ]
}

export const listModules = answer(model.listModules)(async ({ tx, actor }) => {
  const [all, takers] = await Promise.all([standings({ tx, actor }), store.takersByModule(tx, actor.organisation_id)])
  return { modules: all.map((each) => lineOf(each, takers.get(each.file.module.id))) }
})

export const readModule = answer(model.readModule)(async ({ input, tx, actor }) => {
  const { module_id, module_version } = input
  const [all, takers, rows] = await Promise.all([
    standings({ tx, actor }),
    store.takersByModule(tx, actor.organisation_id),
    store.listOwn(tx, actor.organisation_id, module_id),
  ])
  const found = all.find(({ file }) => file.module.id === module_id)
  const file =
    module_version === undefined || module_version === found?.module_version
      ? found?.file
      : rows.find((row) => row.module_version === module_version)?.file
  if (!found || !file) throw new Problem('not_found', 'module.unknown')
  const versions = rows.map(({ module_version, status, kept_by_name, kept_at, version }) => ({
    ...{ module_version, standing: status, kept_by_name, kept_at, version },
  }))
  return { line: lineOf(found, takers.get(module_id)), file, versions }
})

const taken = (): ReadonlySet<string> => new Set(ofHouse().keys())

export const checkModule = answer(model.checkModule)(async ({ input, tx, actor }) => {
  const { file, faults } = readModuleText(input.text, taken())
  const own = file ? await store.listOwn(tx, actor.organisation_id, file.module.id) : []
  const title = file && (titlesOf(file).en ?? Object.values(titlesOf(file))[0] ?? null)
  const version = own.find(({ status }) => status === 'draft')?.version ?? 0
  return { faults, module_id: file?.module.id ?? null, title, version }
})

/** Somebody was quicker, or what was to be changed is no longer what it was. */
const changed = (rows: number): void => {
  if (rows === 0) throw new Problem('conflict', 'module.changed')
}

export const keepModule = answer(model.keepModule)(async ({ input, tx, actor, note }) => {
  const { module_id, text, version } = input
  const { file, faults } = readModuleText(text, taken())
  if (!file || faults.length > 0) throw new Problem('invalid', 'module.faulty', { count: faults.length })
  if (file.module.id !== module_id) throw new Problem('invalid', 'module.other_name')
  const rows = await store.listOwn(tx, actor.organisation_id, module_id)
  const draft = rows.find(({ status }) => status === 'draft')
  if ((draft?.version ?? 0) !== version) throw new Problem('conflict', 'module.changed')
  const module_version = draft?.module_version ?? (rows[0]?.module_version ?? 0) + 1
  const numbered = { ...file, module: { ...file.module, version: module_version } }
  note({ reason: `${module_id} ${module_version}` })
  const { organisation_id } = actor
  if (draft)
    changed(await store.changeOwn(tx, { organisation_id, module_id, module_version, version }, { file: numbered }))
  else await store.insertDraft(tx, organisation_id, { file: numbered, module_version })
  return { module_id, module_version, version: version + 1 }
})

const uniqueViolation = '23505'

export const publishModule = answer(model.publishModule)(async ({ input, tx, actor, note }) => {
  const { organisation_id } = actor
  const { module_id, module_version, version } = input
  const rows = await store.listOwn(tx, organisation_id, module_id)
  if (rows.find((row) => row.module_version === module_version)?.status !== 'draft')
    throw new Problem('conflict', 'module.changed')
  note({ reason: `${module_id} ${module_version}` })
  const before = rows.find(({ status }) => status === 'published')
  if (before) changed(await store.changeOwn(tx, { organisation_id, ...before }, { status: 'withdrawn' }))
  try {
    changed(await store.changeOwn(tx, { organisation_id, ...input }, { status: 'published' }))
  } catch (error) {
    // Of two houses under one roof: the address of a module is its name.
    if ((error as { code?: string }).code === uniqueViolation) throw new Problem('conflict', 'module.name_taken')
    throw error
  }
  return { module_id, module_version, version: version + 1 }
})

export const withdrawModule = answer(model.withdrawModule)(async ({ input, tx, actor, note }) => {
  const { organisation_id } = actor
  const { module_id, module_version, version } = input
  note({ reason: `${module_id} ${module_version}` })
  changed(await store.changeOwn(tx, { organisation_id, ...input }, { status: 'withdrawn' }))
  return { module_id, module_version, version: version + 1 }
})
