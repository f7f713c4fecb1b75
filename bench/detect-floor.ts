// The floor of the public door: bare Fastify serving a page of the same size that lies ready, and taking a report as a
// plain row, with the one slow hash no door with receipts can do without.
import { argon2, randomBytes, randomUUID } from 'node:crypto'
import fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ ...JSON.parse(process.env.BENCH_OWNER ?? '{}'), max: 4 })
pool.on('error', () => {})
await pool.query(
  'create table if not exists bench_report (report_id uuid primary key, lookup bytea not null, body text)',
)
const page = randomBytes(Number(process.env.BENCH_PAGE ?? 10_000))
const app = fastify({ logger: false })
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
  done(null, body),
)

app.get('/', async (_, reply) =>
  reply.header('content-type', 'text/html; charset=utf-8').header('content-encoding', 'br').send(page),
)

const hash = (message: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const cost = { message, nonce: Buffer.alloc(16, 1), parallelism: 1, tagLength: 32, memory: 65_536, passes: 3 }
    argon2('argon2id', cost, (error, made) => (error ? reject(error) : resolve(made)))
  })
// One hash at a time, as at the door.
let last: Promise<unknown> = Promise.resolve()
app.post<{ Body: string }>('/', async ({ body }, reply) => {
  const mine = last.then(() => hash(randomBytes(20)))
  last = mine.catch(() => {})
  await pool.query('insert into bench_report values ($1, $2, $3)', [randomUUID(), await mine, body])
  return reply.header('content-type', 'text/html; charset=utf-8').send(page)
})

await app.listen({ port: 0, host: '127.0.0.1' })
const address = app.server.address()
process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` })
process.once('disconnect', () => process.exit(0))
