// The way to PostgreSQL: one pool, one transaction per request, the session's token as its only identity.
// Statements are named after their text and pipelined, so a policy transaction costs few round trips.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import type { DB } from '#db/types.ts'
import { AtHand } from './at-hand.ts'
import { type Answered, type Question, Together } from './together.ts'

/** A transaction in which row-level security knows who asks. Stores take it first. */
export type Tx = Kysely<DB>

// Days and moments stay strings; counts fit a number.
// PostgreSQL leaves the last noughts of a fraction out; with them, what is later also sorts later as text.
const moment = (text: string): string =>
  `${text
    .replace(' ', 'T')
    .replace(/\+00(:00)?$/, '')
    .replace(/\.\d+$/, (part) => part.padEnd(part.length > 4 ? 7 : 4, '0'))}Z`
const types = new Map<number, (text: string) => unknown>([
  [1082, (text) => text],
  [1184, moment],
  [20, Number],
  [1700, Number],
])
const typeParsers = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    types.get(oid) ?? pg.types.getTypeParser(oid, format as 'text'),
} as pg.CustomTypesConfig

const statementNames = new Map<string, string>()
const mostStatements = 2_000
const nameOf = (text: string): string | undefined => {
  const known = statementNames.get(text)
  if (known || statementNames.size >= mostStatements) return known
  const name = `s${statementNames.size}`
  statementNames.set(text, name)
  return name
}

/** A statement under its name. Told as a configuration it would be copied property by property, which takes longer than sending it. */
class Named extends pg.Query {
  /** What the driver prepares it as; nothing where it is prepared anew each time. */
  name: string | undefined
  constructor(text: string, values: unknown[], done: (error: Error | undefined, result: unknown) => void) {
    super(text, values, done)
    this.name = nameOf(text)
  }
}

/** Puts a statement on the wire at once, before anything sent after it. */
const send = (client: pg.ClientBase, text: string, values: readonly unknown[]): Promise<pg.QueryResult> =>
  new Promise<pg.QueryResult>((resolve, reject) => {
    client.query(
      new Named(text, [...values], (error, result) => (error ? reject(error) : resolve(result as pg.QueryResult))),
    )
  }).catch((error: Error) => {
    // Where it was asked for, instead of where the wire told of it.
    Error.captureStackTrace(error)
    throw error
  })

class OneConnection implements DatabaseConnection {
  readonly #client: pg.ClientBase
  #left = false
  constructor(client: pg.ClientBase) {
    this.#client = client
  }
  leave(): void {
    this.#left = true
  }
  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // What still ran beside the branch that failed stops here: nobody waits for it, and an error nobody waits for
    // would end the whole server.
    if (this.#left) return new Promise(() => {})
    const result = await send(this.#client, query.sql, query.parameters)
    return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
  }
  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('streaming does not pass through a pipelined connection')
  }
}

const driverOver = (connection: OneConnection): Driver => {
  const nothing = async () => {}
  return {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: nothing,
    commitTransaction: nothing,
    rollbackTransaction: nothing,
    releaseConnection: nothing,
    destroy: nothing,
  }
}

/** A connection of its own, over which statements go without waiting for each other, as those of a builder do. */
export const clientOf = (config: pg.ClientConfig): pg.Client =>
  new pg.Client({ ...config, pipeline: true } as pg.ClientConfig)

const builders = new WeakMap<pg.ClientBase, { builder: Tx; connection: OneConnection }>()
/** The query builder that speaks over this one connection. */
export const builderOver = (client: pg.ClientBase): Tx => {
  const known = builders.get(client)
  if (known) return known.builder
  const connection = new OneConnection(client)
  const builder = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driverOver(connection),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  builders.set(client, { builder, connection })
  return builder
}
/** What a failed request still had under way may not send its next statement into the transaction that follows. */
const leaveBehind = (client: pg.ClientBase): void => {
  builders.get(client)?.connection.leave()
  builders.delete(client)
}

export interface Context {
  /** The session token of whoever asks; empty for nobody, which opens nothing. */
  token: string
  /** The file this request is about: lets a policy decide once per query. It grants nothing by itself. */
  case_id?: string
}

const enter = 'select guard.enter($1, $2) as entered'

export class Database {
  readonly pool: pg.Pool
  readonly #atHand: AtHand
  constructor(config: pg.PoolConfig) {
    // Compiling a plan costs more than any of ours takes, and every question of ours has an index: without the second
    // setting the planner would read small tables whole, dead rows and all, once for each policy that asks them.
    this.pool = new pg.Pool({
      max: 10,
      // Nobody waits for a connection longer than someone would wait for a screen. A transaction may stand still for as long
      // as the press needs to start and set a page on a busy machine, and no longer.
      connectionTimeoutMillis: 5_000,
      options: '-c jit=off -c enable_seqscan=off -c idle_in_transaction_session_timeout=45s',
      ...config,
      types: typeParsers,
      pipeline: true,
    } as pg.PoolConfig)
    this.pool.on('error', () => {})
    // One that breaks in the moment it is handed over: the pool listens no longer and nobody else does yet, and an error that
    // nobody hears ends the house. It is noticed at its first statement.
    this.pool.on('connect', (client) => client.on('error', () => {}))
    this.#atHand = new AtHand(this.pool)
  }

  /**
   * Runs `work` in one transaction in this context; commits when it resolves, undoes everything when it throws.
   * `entered` is what the guard says of the token and the file. Statements left in `last` travel with the
   * commit, so what nobody needs to read back costs no round trip of its own.
   */
  async transaction<T>(
    context: Context,
    work: (tx: Tx, entered: Promise<unknown>, last: CompiledQuery[]) => Promise<T>,
  ): Promise<T> {
    const lent = await this.#atHand.lend()
    const { client } = lent
    try {
      const begun = client.query('begin')
      begun.catch(() => {})
      const entered =
        context.token === ''
          ? Promise.resolve(null)
          : send(client, enter, [context.token, context.case_id ?? null]).then(({ rows }) => rows[0]?.entered ?? null)
      entered.catch(() => {})
      const last: CompiledQuery[] = []
      const worked = await work(builderOver(client), entered, last)
      const ends = Promise.all([
        begun,
        ...last.map(({ sql, parameters }) => send(client, sql, parameters)),
        client.query('commit'),
      ])
      // PostgreSQL answers a commit of a failed transaction with ROLLBACK and no error.
      if ((await ends).at(-1)?.command !== 'COMMIT') throw new Error('the transaction was undone')
      this.#atHand.giveBack(lent)
      return worked
    } catch (error) {
      leaveBehind(client)
      await client.query('rollback').catch((failure: Error) => {
        lent.broken = failure
      })
      lent.release()
      throw error
    }
  }

  readonly #together = new Map<string, Together<unknown>>()

  /** A function of the guard that enters, decides, acts and journals: one statement for all who ask it at a time. */
  async once<R>(question: Question): Promise<R | undefined> {
    let together = this.#together.get(question.of)
    if (!together) {
      together = new Together((text, lists) => this.#alone(text, lists))
      this.#together.set(question.of, together)
    }
    return (await together.ask(question)) as R | undefined
  }

  /** One statement that is its own transaction. */
  async #alone(text: string, values: unknown[]): Promise<Answered<unknown>[]> {
    const lent = await this.#atHand.lend()
    try {
      const { rows } = await send(lent.client, text, values)
      this.#atHand.giveBack(lent)
      return rows
    } catch (error) {
      lent.release()
      throw error
    }
  }

  async close(): Promise<void> {
    this.#atHand.close()
    await this.pool.end()
  }
}
