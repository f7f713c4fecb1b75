// In a demo, and only there: a link per role that signs in as the invented colleague of that role.
import { createHash, randomBytes } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import type { House } from '#gate/answer.ts'
import { sessionCookieName } from '#gate/serve.ts'
import { newId } from '#kit/id.ts'

/** The invented colleague behind each role's link. Whoever is not in it cannot be signed in this way. */
export type DemoStaff = ReadonlyMap<string, { staff_id: string; name: string }>

export const demoPath = (role: string): string => `/demo/sign-in/${role}`

export const serveDemoDoor = (app: FastifyInstance, house: House, staff: DemoStaff | undefined): void => {
  if (!house.demo || !staff) return
  const secure = house.public_url?.startsWith('https://') ?? false
  app.get<{ Params: { role: string } }>(demoPath(':role'), async (request, reply) => {
    const person = staff.get(request.params.role)
    if (!person) return reply.callNotFound()
    const token = randomBytes(32).toString('base64url')
    const token_hash = createHash('sha256').update(token).digest()
    const started = await house.database.transaction({ token: '' }, (tx) =>
      sql<{ started: boolean }>`
        select guard.start_session(${person.staff_id}::uuid, ${newId()}::uuid, ${token_hash}::bytea, 'demo', true) as started
      `.execute(tx),
    )
    if (!started.rows[0]?.started) return reply.callNotFound()
    return reply
      .setCookie(sessionCookieName(secure), token, { path: '/', httpOnly: true, sameSite: 'strict', secure })
      .header('cache-control', 'no-store')
      .redirect('/desk/today', 303)
  })
}
