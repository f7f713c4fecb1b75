// The description of the API for other systems, made from the same endpoint values that answer, and a page to read it.
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Answer } from '#gate/answer.ts'
import { pathParts } from '#kit/endpoint.ts'
import { problemKinds } from '#kit/problem.ts'

type Schemas = Record<string, unknown>

/** A shape that holds itself (a condition of conditions) is named once for the whole description. */
const schemaOf = (schema: z.ZodType, io: 'input' | 'output', name: string, named: Schemas): Schemas => {
  const made = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' })
  const text = JSON.stringify(made).replaceAll('"#/$defs/', `"#/components/schemas/${name}.`)
  const { $schema: _, $defs = {}, ...described } = JSON.parse(text) as Schemas & { $defs?: Schemas }
  for (const [key, part] of Object.entries($defs)) named[`${name}.${key}`] = part
  return described
}

interface Described {
  properties?: Record<string, unknown>
  required?: string[]
}

const describeOne = ({ endpoint }: Answer, schemas: Schemas): Record<string, unknown> => {
  const name = `${endpoint.method.toLowerCase()}${endpoint.path.replace(/[^\w-]+/g, '.')}`
  const input = schemaOf(endpoint.input, 'input', `${name}.input`, schemas) as Described
  const named = pathParts(endpoint.path)
  const properties = Object.entries(input.properties ?? {})
  const required = input.required ?? []
  const parameter = ([name, schema]: [string, unknown], place: 'path' | 'query') => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema,
  })
  const rest = properties.filter(([name]) => !named.includes(name))
  const inPath = properties.filter(([name]) => named.includes(name)).map((each) => parameter(each, 'path'))
  const isRead = endpoint.method === 'GET'
  const ofProblem = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } }
  return {
    operationId: `${endpoint.method.toLowerCase()} ${endpoint.path}`,
    summary: endpoint.summary,
    'x-action': endpoint.action,
    security: endpoint.action === 'public' ? [] : [{ session: [] }],
    parameters: [
      ...inPath,
      ...(isRead ? rest.map((each) => parameter(each, 'query')) : []),
      { name: 'x-amparo', in: 'header', required: true, schema: { const: '1' } },
      ...(isRead || endpoint.asks || endpoint.action === 'public'
        ? []
        : [{ name: 'idempotency-key', in: 'header', required: true, schema: { type: 'string', format: 'uuid' } }]),
    ],
    ...(isRead || rest.length === 0
      ? {}
      : {
          requestBody: {
            required: true,
            content: {
              'application/json': {
                schema: {
                  type: 'object',
                  properties: Object.fromEntries(rest),
                  required: required.filter((name) => !named.includes(name)),
                },
              },
            },
          },
        }),
    responses: {
      200: {
        description: 'Done',
        content: { 'application/json': { schema: schemaOf(endpoint.reply, 'output', `${name}.reply`, schemas) } },
      },
      default: { description: 'A problem', ...ofProblem },
    },
  }
}

export const describeApi = (answers: Answer[], version: string): Record<string, unknown> => {
  const paths: Record<string, Record<string, unknown>> = {}
  const schemas: Schemas = {}
  for (const answer of answers) {
    const path = answer.endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [answer.endpoint.method.toLowerCase()]: describeOne(answer, schemas) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Amparo', version, license: { name: 'AGPL-3.0-or-later', identifier: 'AGPL-3.0-or-later' } },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: '__Host-amparo' } },
      schemas: {
        ...schemas,
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'kind', 'key', 'details'],
          properties: {
            type: { type: 'string' },
            title: { type: 'string' },
            status: { type: 'integer' },
            kind: { enum: [...problemKinds] },
            key: { type: 'string' },
            details: { type: 'object' },
          },
        },
      },
    },
  }
}

const inHtml = (text: string): string => text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`)

const page = (answers: Answer[], title: string, lead: string): string => {
  const rows = [...answers]
    .sort((a, b) => (a.endpoint.path < b.endpoint.path ? -1 : 1))
    .map(
      ({ endpoint }) =>
        `<tr><td><code>${endpoint.method}</code></td><td><code>${inHtml(endpoint.path)}</code></td><td>${inHtml(endpoint.summary)}</td><td><code>${inHtml(endpoint.action)}</code></td></tr>`,
    )
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${inHtml(title)}</title>
<h1>${inHtml(title)}</h1><p>${inHtml(lead)}</p><p><a href="/api/openapi.json">openapi.json</a></p>
<table><thead><tr><th>Method</th><th>Path</th><th>What it does</th><th>Action</th></tr></thead><tbody>${rows.join('')}</tbody></table></html>`
}

export const serveOpenApi = (app: FastifyInstance, answers: Answer[], version: string): void => {
  // Few ask for it, and every start would wait for it.
  let description: ReturnType<typeof describeApi> | undefined
  app.get('/api/openapi.json', async (_request, reply) => {
    description ??= describeApi(answers, version)
    return reply.type('application/json').send(description)
  })
  app.get('/api', async (_request, reply) =>
    reply
      .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'; base-uri 'none'")
      .type('text/html; charset=utf-8')
      .send(
        page(
          answers,
          'Amparo API',
          'Every call carries the header x-amparo: 1; every write an idempotency-key. Problems follow RFC 9457.',
        ),
      ),
  )
}
