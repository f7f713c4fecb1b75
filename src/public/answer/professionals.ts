// The directories that links open to professionals, kept in memory until something in them changes: cut to their tier by the
// database and once more here.
import { DirectoryOrganisation, DirectoryService } from '#directory/directory.ts'
import { type Directory, readyDirectory } from '#directory/service.rules.ts'
import { providerSeenAt, seenAt } from '#directory/tiers.rules.ts'
import type { Database } from '#kit/database.ts'
import * as door from '#links/door.store.ts'

const piece = 200
const breathe = () => new Promise<void>((done) => setImmediate(done))

type Rows = Awaited<ReturnType<typeof door.readDirectory>>
const make = async (rows: Rows): Promise<Directory> => {
  const organisations: DirectoryOrganisation[] = []
  const services: DirectoryService[] = []
  for (const [index, { kind, record }] of rows.entries()) {
    if (index % piece === piece - 1) await breathe()
    if (kind === 'provider') organisations.push(providerSeenAt('professionals', DirectoryOrganisation.parse(record)))
    else services.push(seenAt('professionals', DirectoryService.parse(record)))
  }
  return readyDirectory({ organisations, services })
}

export class ProfessionalDirectories {
  readonly #database: Database
  readonly #kept = new Map<string, { mark: string; directory: Promise<Directory> }>()

  constructor(database: Database) {
    this.#database = database
  }

  /** Nothing where the link opens none. */
  open(proof: door.Proof): Promise<Directory | undefined> {
    return this.#database.transaction({ token: '' }, async (tx) => {
      const entered = await door.enterDirectory(tx, proof)
      if (!entered) return undefined
      const { organisation_id, mark } = entered
      const known = this.#kept.get(organisation_id)
      if (known?.mark === mark) return known.directory
      const directory = make(await door.readDirectory(tx, proof))
      this.#kept.set(organisation_id, { mark, directory })
      directory.catch(() => this.#kept.delete(organisation_id))
      return directory
    })
  }
}
