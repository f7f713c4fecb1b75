// Reads data/ once at start. A file that does not parse stops the house with the file's name and what is wrong in it:
// better no answer than one built on a broken fact.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { z } from 'zod'
import { CodeList, FactFile, type Facts, ProvinceList, RegionList, WeightsFile } from '#facts/facts.ts'
import { faultsBetween, IndicatorList, type IndicatorLists } from '#facts/indicators.ts'
import { NeedsInstrument } from '#facts/instrument.ts'
import { Problem } from '#kit/problem.ts'

export const dataFolder = fileURLToPath(new URL('../../data/', import.meta.url))

const broken = (file: string, message: string) => new Problem('broken', 'facts.broken', { file, message })

const readJson = (folder: string, file: string): unknown => {
  try {
    return JSON.parse(readFileSync(join(folder, file), 'utf8'))
  } catch (error) {
    throw broken(file, (error as Error).message)
  }
}

const read = <S extends z.ZodType>(folder: string, file: string, schema: S): z.output<S> => {
  const found = schema.safeParse(readJson(folder, file))
  if (found.success) return found.data
  const first = found.error.issues[0]
  throw broken(file, `${first?.path.join('.') ?? ''}: ${first?.message ?? ''}`)
}

/** Files with a shape of their own; every other file of data/codes is a code list. */
const ownShape = new Set(['regions_es', 'provinces_es', 'match_weights'])

const readCodes = (folder: string): Record<string, CodeList> => {
  const names = readdirSync(join(folder, 'codes'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => basename(file, '.json'))
    .filter((name) => !ownShape.has(name))
  return Object.fromEntries(names.map((name) => [name, read(folder, `codes/${name}.json`, CodeList)]))
}

const readRetention = (folder: string): unknown[] =>
  existsSync(join(folder, 'retention'))
    ? readdirSync(join(folder, 'retention')).map((file) => read(folder, `retention/${file}`, FactFile.loose()))
    : []

/** Every file of a folder by its name, checked further by the room that owns it. */
const readByName = (folder: string, kind: string): Record<string, unknown> =>
  existsSync(join(folder, kind))
    ? Object.fromEntries(
        readdirSync(join(folder, kind)).map((file) => [
          basename(file, '.json'),
          read(folder, `${kind}/${file}`, FactFile.loose()),
        ]),
      )
    : {}

const readIndicators = (folder: string): IndicatorLists => {
  if (!existsSync(join(folder, 'indicators'))) return {}
  const files = readdirSync(join(folder, 'indicators')).filter((file) => file.endsWith('.json'))
  const lists = files.map((file) => read(folder, `indicators/${file}`, IndicatorList))
  const found = Object.fromEntries(lists.map((list) => [list.id, list]))
  const [fault] = faultsBetween(found)
  if (fault) throw broken('indicators', fault)
  return found
}

const readFacts = (folder: string): Facts => {
  const codes = readCodes(folder)
  const { codes: regions } = read(folder, 'codes/regions_es.json', RegionList)
  const { codes: provinces } = read(folder, 'codes/provinces_es.json', ProvinceList)
  const needs = read(folder, 'instruments/needs.json', NeedsInstrument)
  const matching = read(folder, 'codes/match_weights.json', WeightsFile)

  const kinds = new Set(codes.service_kinds?.codes.map((kind) => kind.code))
  for (const domain of needs.domains)
    for (const kind of domain.looks_for)
      if (!kinds.has(kind)) throw broken('instruments/needs.json', `${domain.code} looks for an unknown kind: ${kind}`)
  const regionCodes = new Set(regions.map((region) => region.code))
  for (const province of provinces)
    if (!regionCodes.has(province.region)) throw broken('codes/provinces_es.json', `unknown region: ${province.region}`)

  return {
    codes,
    regions,
    provinces,
    match_weights: matching.weights,
    match_weights_of: matching.valid_from,
    needs,
    indicators: readIndicators(folder),
    directory: read(folder, 'directory/es.json', FactFile.loose()),
    retention: readRetention(folder),
    triage: readByName(folder, 'triage'),
    services: readByName(folder, 'services'),
    referrals: readByName(folder, 'referrals'),
    access: existsSync(join(folder, 'access/matrix.json')) ? readJson(folder, 'access/matrix.json') : null,
  }
}

let known: Facts | undefined
/** The facts of the house are read once, whoever asks for them. */
export const loadFacts = (folder = dataFolder): Facts => {
  if (folder !== dataFolder) return readFacts(folder)
  known ??= readFacts(folder)
  return known
}
