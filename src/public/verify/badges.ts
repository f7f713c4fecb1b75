// The addresses other verifiers ask: who signs, what was revoked, and the credential itself. Facts for everybody who has the
// address, so any page may fetch them.
import type { FastifyInstance, FastifyReply } from 'fastify'
import { checkCertificate, readIssuer, readStatusList } from '#certificates/check.api.ts'
import { asProblem } from '#gate/problems.ts'
import { Id } from '#kit/id.ts'
import { listDoorOrganisations } from '#reports/door.store.ts'
import { limit } from '../limits.ts'
import { asked, type VerifyDoor } from './door.ts'

const fiveMinutes = 'public, max-age=300'

export const serveBadges = (app: FastifyInstance, door: VerifyDoor): void => {
  const mayAsk = limit(door.limits?.badges ?? 300, 60_000)
  const { public_url } = door
  const today = () => new Date().toISOString().slice(0, 10)
  const send = (reply: FastifyReply, found: object | undefined, kept = fiveMinutes) =>
    found
      ? reply
          .header('cache-control', kept)
          .type('application/json; charset=utf-8')
          .send(JSON.stringify(found, null, 2))
      : reply.code(404).type('text/plain').send('404')
  const idOf = (params: unknown, name: string) => Id.safeParse((params as Record<string, unknown>)[name]).data

  app.register(
    async (scope) => {
      scope.setErrorHandler(async (error, request, reply) => {
        door.report?.(asProblem(error).key, request.routeOptions.url ?? '', error)
        return reply.code(503).type('text/plain').send('503')
      })
      scope.addHook('onRequest', async (request, reply) => {
        reply.header('access-control-allow-origin', '*').header('x-robots-tag', 'noindex')
        reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
        if (!mayAsk(request.ip)) return reply.code(429).header('retry-after', '60').type('text/plain').send('429')
      })
      scope.get('/issuer', async (_, reply) => {
        const found = await asked(door, async (checking) => {
          const all = await listDoorOrganisations(checking.tx)
          const issuers = []
          for (const { organisation_id } of all) issuers.push(await readIssuer(checking, organisation_id, public_url))
          return { issuers }
        })
        return send(reply, found)
      })
      for (const path of ['/issuer/:organisation', '/issuer/:organisation/did.json'])
        scope.get(path, async ({ params }, reply) => {
          const id = idOf(params, 'organisation')
          return send(reply, id ? await asked(door, (checking) => readIssuer(checking, id, public_url)) : undefined)
        })
      scope.get('/status/:list', async ({ params }, reply) => {
        const { list } = params as { list: string }
        return send(reply, await asked(door, (checking) => readStatusList(checking, list, public_url, today())))
      })
      scope.get('/:file', async ({ params }, reply) => {
        const { file } = params as { file: string }
        const certificate_id = file.endsWith('.json') ? Id.safeParse(file.slice(0, -5)).data : undefined
        const found =
          certificate_id && (await asked(door, (checking) => checkCertificate(checking, { certificate_id }, today())))
        return send(reply, found ? found.credential : undefined, 'private, no-store')
      })
    },
    { prefix: '/badges' },
  )
}
