// A directory of 20,000 services for the bench's organisation: those of the real one again and again under other ids, in
// other provinces, with what is asked at the door drawn, so that a match weighs what a large one would.
import { createHash } from 'node:crypto'
import pg from 'pg'
import { directoryRecords } from '#directory/directory.rules.ts'
import { importDirectory } from '#directory/directory.store.ts'
import { Admission, DirectoryFile, type DirectoryRecords, type DirectoryService } from '#directory/directory.ts'
import { loadFacts } from '#facts/load.ts'
import { builderOver } from '#kit/database.ts'

const idOf = (kind: string, number: number, like: string): string => {
  const hex = createHash('sha256').update(`${kind} ${number} ${like}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
const said = ['unknown', 'unknown', 'yes', 'no'] as const

/** The same number gives the same directory. */
export const manyServices = (count: number): DirectoryRecords => {
  const facts = loadFacts()
  const real = directoryRecords(DirectoryFile.parse(facts.directory))
  const turns = Math.ceil(count / real.services.length)
  const { provinces } = facts
  const drawn = (service: DirectoryService, turn: number, place: number): DirectoryService => {
    const province = provinces[(turn * 7 + place) % provinces.length]!
    const word = (step: number) => said[(turn + place * 3 + step * 5) % said.length]!
    const here = { country: 'ES', region: province.region, province: province.code }
    return {
      ...service,
      id: idOf('service', turn, service.id),
      organisation_id: idOf('provider', turn, service.organisation_id),
      name: `${service.name} ${turn}`,
      areas: turn === 0 || service.hidden_location ? service.areas : [here],
      places: turn === 0 || service.hidden_location ? service.places : [here],
      admission: Admission.parse({
        without_papers: word(0),
        with_criminal_record: word(1),
        with_substance_use: word(2),
        needs_registration: word(3),
      }),
      ...(turn % 2 === 0 && {
        schedules: [{ days: ['MO', 'TU', 'WE', 'TH', 'FR'], opens_at: '09:00', closes_at: '17:00' }].map((each) => ({
          ...{
            freq: 'WEEKLY' as const,
            every: 1,
            weeks: [],
            month_days: [],
            valid_from: null,
            valid_to: null,
            note: null,
          },
          ...each,
          days: each.days as DirectoryService['schedules'][number]['days'],
        })),
      }),
    }
  }
  const rounds = Array.from({ length: turns }, (_, turn) => turn)
  return {
    organisations: rounds.flatMap((turn) =>
      real.organisations.map((each) => ({
        ...each,
        id: idOf('provider', turn, each.id),
        name: `${each.name} ${turn}`,
        parent_id: null,
      })),
    ),
    services: rounds
      .flatMap((turn) => real.services.map((service, place) => drawn(service, turn, place)))
      .slice(0, count),
  }
}

export const fillDirectory = async (owner: pg.ClientConfig, organisation_id: string, count: number): Promise<void> => {
  const client = new pg.Client(owner)
  client.on('error', () => {})
  await client.connect()
  await client.query('set statement_timeout = 0; set synchronous_commit = off')
  const today = new Date().toISOString().slice(0, 10)
  await importDirectory(builderOver(client), organisation_id, manyServices(count), today)
  process.stdout.write(`directory of ${count}\n`)
  // A plain server would have this index, so the floor has it.
  await client.query('create index if not exists bench_service_kinds on directory_service using gin (kinds)')
  await client.query('analyze directory_service')
  await client.end()
}
