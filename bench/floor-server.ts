// The floor: bare Fastify and pg answering the same questions with plain statements, as the tables' owner: no policy, no
// sealing, no journal, no checks. Whatever the house costs more is the price of its walls.
import fastify from 'fastify'
import pg from 'pg'

const pool = new pg.Pool({ ...JSON.parse(process.env.BENCH_OWNER ?? '{}'), max: 12 })
pool.on('error', () => {})
const app = fastify({ logger: false })

app.get<{ Params: { case_id: string } }>('/file/:case_id', async ({ params }) => {
  const [file, timeline] = await Promise.all([
    pool.query({
      name: 'file',
      text: `select organisation_id, case_id, office_id, reference, stage, status, opened_on, closed_on, next_due_on, version, sealed_card
             from case_file where case_id = $1`,
      values: [params.case_id],
    }),
    pool.query({
      name: 'timeline',
      text: `select entry_id, at, kind, section, actor_id, ref_id, codes from timeline_entry
             where organisation_id = (select organisation_id from case_file where case_id = $1) and case_id = $1
             order by at desc, entry_id desc limit 20`,
      values: [params.case_id],
    }),
  ])
  return { file: file.rows[0], timeline: timeline.rows }
})

app.post<{
  Params: { case_id: string }
  Body: { note_id: string; organisation_id: string; author_id: string; section: string; text: string }
}>('/file/:case_id/notes', async ({ params, body }) => {
  await pool.query({
    name: 'note',
    text: `insert into note (organisation_id, case_id, note_id, section, author_id, sealed) values ($1, $2, $3, $4, $5, convert_to($6, 'UTF8'))`,
    values: [body.organisation_id, params.case_id, body.note_id, body.section, body.author_id, body.text],
  })
  return { note_id: body.note_id, version: 1 }
})

app.get<{ Querystring: { organisation_id: string; office_id?: string; staff_id?: string } }>(
  '/files',
  async ({ query }) => {
    const { rows } = await pool.query({
      name: query.staff_id ? 'files of one' : 'files',
      text: `select f.organisation_id, f.case_id, f.reference, f.stage, f.status, f.opened_on, f.last_activity_at, f.next_due_on, f.sealed_card, s.name
           from case_file f
           left join case_access a on a.organisation_id = f.organisation_id and a.case_id = f.case_id and a.function = 'reference_worker' and a.ended_at is null
           left join staff s on s.organisation_id = a.organisation_id and s.staff_id = a.staff_id
           where f.organisation_id = $1 and f.status = 'open' and f.stage = 'plan' and ${query.staff_id ? 'a.staff_id = $2' : 'f.office_id = $2'}
           order by f.last_activity_at desc, f.case_id desc limit 26`,
      values: [query.organisation_id, query.staff_id ?? query.office_id],
    })
    return { rows }
  },
)

/** The hours of many colleagues, as pairs of minutes. */
app.post<{ Body: { organisation_id: string; staff_ids: string[]; from: string; until: string } }>(
  '/free-busy',
  async ({ body }) => {
    const { rows } = await pool.query({
      name: 'free and busy',
      text: `select staff_id, array_agg((date_part('epoch', busy_from - $3::timestamptz) / 60)::int) as begins,
               array_agg((date_part('epoch', busy_until - $3::timestamptz) / 60)::int) as ends
             from (select staff_id, busy_from, busy_until from appointment_staff
               where organisation_id = $1 and staff_id = any($2::uuid[]) and live and busy_from < $4 and busy_from > $3::timestamptz - interval '2 days'
               order by staff_id, busy_from) k group by staff_id`,
      values: [body.organisation_id, body.staff_ids, body.from, body.until],
    })
    return { rows }
  },
)

/** A plan with its words in the clear: what bench/care-plan.ts kept beside the sealed one. */
app.get<{ Params: { case_id: string } }>('/plan/:case_id', async ({ params }) => {
  const ask = (name: string, text: string) => pool.query({ name, text, values: [params.case_id] })
  const [file, review, goals, steps, referrals] = await Promise.all([
    ask('planned file', 'select next_due_on from case_file where case_id = $1'),
    ask('review', 'select review_on, reviewed_on, version from plan where case_id = $1'),
    ask(
      'goals',
      'select goal_id, need, section, status, set_on, place, waits_until, said, version from bare_goal where case_id = $1 order by place',
    ),
    ask(
      'steps',
      `select action_id, goal_id, section, owner_kind, owner_id, owner_organisation_id, due_on, done_on, said, version
       from bare_step where case_id = $1 order by due_on, action_id`,
    ),
    ask('referred', 'select action_id, referral_id, status from referral where case_id = $1 and action_id is not null'),
  ])
  return { file: file.rows[0], review: review.rows[0], goals: goals.rows, steps: steps.rows, referrals: referrals.rows }
})

/** Services of these kinds in Spain that let a woman of age without papers in, best first: what one query can say of it. */
app.get<{ Querystring: { organisation_id: string; kinds: string; province: string } }>(
  '/services',
  async ({ query }) => {
    const { rows } = await pool.query({
      name: 'services',
      text: `select s.service_id, s.record, o.record as provider,
             (case when s.record -> 'languages' ?| array['ne', 'bn', 'ur', 'hi', 'ro', 'es'] then 20 else -10 end
              + case when s.record -> 'areas' @> jsonb_build_array(jsonb_build_object('province', $3::text)) then 20 else -40 end
              + case s.record ->> 'cost' when 'free' then 5 when 'paid' then -15 else 0 end
              + case when (s.record ->> 'specialised_in_trafficking')::boolean then 12 else 0 end) as score
           from directory_service s
           join directory_organisation o on o.organisation_id = s.organisation_id and o.provider_id = s.provider_id
           where s.organisation_id = $1 and s.kinds && $2 and s.status = 'active'
             and s.record -> 'areas' @> '[{"country": "ES"}]' and s.record ->> 'availability' <> 'full'
             and s.record -> 'admits' ->> 'sex' <> 'men' and s.record -> 'admits' ->> 'minors' <> 'only'
           order by score desc, s.service_id limit 15`,
      values: [query.organisation_id, query.kinds.split(','), query.province],
    })
    return { rows }
  },
)

await app.listen({ port: 0, host: '127.0.0.1' })
const address = app.server.address()
process.send?.({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}` })
process.once('disconnect', () => process.exit(0))
