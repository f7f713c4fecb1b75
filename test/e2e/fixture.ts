// A server of two small pages under the strictest policy, to try the harness of the journeys on: one page is sound, the
// other has a fault of each kind the harness must notice.
import { createServer } from 'node:http'

const page = (title: string, body: string) =>
  `<!doctype html><html lang="en"><head><title>${title}</title><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/style.css"></head><body><main><h1>${title}</h1>${body}</main></body></html>`

const pages: Record<string, string> = {
  '/': page('Sound', '<form><label>Name <input name="name"></label> <button>Save</button></form><p class="where"></p>'),
  '/unlabelled': page('Unlabelled', '<input name="name"><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'),
  '/inline': page('Inline', '<script>document.title = "ran"</script>'),
  '/error': page('Error', '<script src="/error.js"></script>'),
}
const policy =
  "default-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'"

const server = createServer((request, reply) => {
  const path = request.url ?? '/'
  if (path === '/readyz') return reply.setHeader('content-type', 'application/json').end('{"ok":true}')
  if (path === '/style.css')
    return reply.setHeader('content-type', 'text/css').end('body { color: #111; background: #fff }')
  if (path === '/error.js') return reply.setHeader('content-type', 'text/javascript').end('throw new Error("planted")')
  if (path.startsWith('/demo/sign-in/')) return reply.writeHead(303, { location: '/' }).end()
  const found = pages[path.replace(/\?.*/, '')]
  reply.statusCode = found ? 200 : 404
  reply.setHeader('content-type', 'text/html; charset=utf-8')
  reply.setHeader('content-security-policy', policy)
  reply.end(found ?? 'absent')
})
server.listen(Number(process.env.PORT), process.env.HOST, () => {
  console.log(`ready\n  coordinator  http://localhost:${process.env.PORT}/demo/sign-in/coordinator`)
})
process.on('SIGTERM', () => process.exit(0))
