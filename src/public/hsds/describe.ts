// A short description of /hsds/ for machines: paths and parameters. What the records are, the standard describes.

const schemas = 'https://raw.githubusercontent.com/openreferral/specification/3.0/schema/compiled'

const parameters: Record<string, { type: string; description: string }> = {
  search: { type: 'string', description: 'Words in names and descriptions.' },
  page: { type: 'integer', description: 'Number of the page, from 1.' },
  per_page: { type: 'integer', description: 'Records on a page, at most 500.' },
  format: { type: 'string', description: 'json, or ndjson for everything without pages.' },
  taxonomy_term_id: { type: 'string', description: 'Services with this term.' },
  taxonomy_id: { type: 'string', description: 'Services with any term of this taxonomy.' },
  organization_id: { type: 'string', description: 'Services of this organization.' },
  modified_after: { type: 'string', description: 'Changed on or after this moment.' },
  minimal: { type: 'boolean', description: 'Only id, name, status and modified_date, on one page.' },
  full: { type: 'boolean', description: 'Records with everything inside.' },
  full_service: { type: 'boolean', description: 'Organizations with their services in full.' },
  postcode: { type: 'string', description: 'A Spanish postcode: services for its province.' },
  proximity: { type: 'number', description: 'Metres from the middle of that province to the middle of theirs.' },
  parent_id: { type: 'string', description: 'Terms under this term.' },
}
const paging = ['search', 'page', 'per_page', 'format']
const ofServices = [
  'taxonomy_term_id',
  'taxonomy_id',
  'organization_id',
  'modified_after',
  'full',
  'postcode',
  'proximity',
]

const paths: [path: string, summary: string, asks: string[], schema: string | null][] = [
  ['/services', 'Services, page by page', [...paging, ...ofServices, 'minimal'], 'service_list'],
  ['/services/{id}', 'One service with everything inside', [], 'service'],
  ['/organizations', 'Organizations, page by page', [...paging, 'full', 'full_service'], 'organization_list'],
  ['/organizations/{id}', 'One organization with everything inside', ['full_service'], 'organization'],
  ['/service_at_locations', 'Services at their locations', [...paging, ...ofServices], 'service_at_location'],
  ['/service_at_locations/{id}', 'One service at one location', [], 'service_at_location'],
  ['/taxonomies', 'Taxonomies', paging, null],
  ['/taxonomies/{id}', 'One taxonomy', [], null],
  ['/taxonomy_terms', 'Terms', [...paging, 'taxonomy_id', 'parent_id'], null],
  ['/taxonomy_terms/{id}', 'One term', [], null],
]

export const describeHsds = (server: string) => ({
  openapi: '3.1.0',
  info: { title: 'Amparo: the directory for others (HSDS 3.0)', version: '3.0' },
  servers: [{ url: server }],
  paths: Object.fromEntries(
    paths.map(([path, summary, asks, schema]) => [
      path,
      {
        get: {
          summary,
          parameters: [
            ...(path.endsWith('{id}') ? [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }] : []),
            ...asks.map((name) => {
              const { type, description } = parameters[name]!
              return { name, in: 'query', required: false, description, schema: { type } }
            }),
          ],
          responses: {
            200: {
              description: summary,
              content: { 'application/json': { schema: schema ? { $ref: `${schemas}/${schema}.json` } : {} } },
            },
          },
        },
      },
    ]),
  ),
})
