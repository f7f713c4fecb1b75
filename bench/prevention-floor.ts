// The floor of learning alone: bare Fastify and pg that write the same row for each answer, and read one by its key to send a
// page of the same size. No form is read, nothing is hashed, checked or reckoned.
import { randomBytes } from 'node:crypto'
import fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ ...JSON.parse(process.env.BENCH_OWNER ?? '{}'), max: 10 })
pool.on('error', () => {})
await pool.query(`create table if not exists bench_run (organisation_id uuid not null, run_hash bytea primary key, module_id text not null,
  module_version int not null, language text not null, answers jsonb not null, step int not null, started_on date not null, touched_on date not null)`)
const { rows } = await pool.query<{ organisation_id: string }>('select organisation_id from organisation limit 1')
const organisation_id = rows[0]!.organisation_id
const page = randomBytes(Number(process.env.BENCH_PAGE ?? 3_000))
const answers = JSON.stringify(JSON.parse(process.env.BENCH_ANSWERS ?? '{}'))
const known = randomBytes(32)

const insert = {
  name: 'answer',
  text: `insert into bench_run values ($1, $2, 'bench', 1, 'es', $3, 20, current_date, current_date)`,
}
const keep = (hash: Buffer) => pool.query({ ...insert, values: [organisation_id, hash, answers] })
await keep(known)

const app = fastify({ logger: false })
app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
  done(null, body),
)
app.post('/*', async (_, reply) => {
  await keep(randomBytes(32))
  return reply.redirect('/next', 303)
})
app.get('/*', async (_, reply) => {
  await pool.query({ name: 'run', text: 'select * from bench_run where run_hash = $1', values: [known] })
  return reply.header('content-type', 'text/html; charset=utf-8').header('content-encoding', 'gzip').send(page)
})

await app.listen({ port: 0, host: '127.0.0.1' })
const address = app.server.address()
process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` })
process.once('disconnect', () => process.exit(0))
