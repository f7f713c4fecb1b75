// What every reply says to the browser: nothing from elsewhere, nothing framed, nothing kept, nothing told to others.
import type { FastifyInstance } from 'fastify'

export const deskPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  // Sound of reports, played from memory.
  'media-src blob:',
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types default react-aria',
].join('; ')

/** Data is no page: it loads, runs and opens nothing, and has no use for a list of what a page may. */
const dataPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'"
const isData = (type: unknown): boolean =>
  typeof type === 'string' && (type.startsWith('application/json') || type.startsWith('application/problem+json'))

export const setHeaders = (app: FastifyInstance, secure: boolean): void => {
  const ofData = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    ...(secure && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
  }
  const ofPage = {
    ...ofData,
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), microphone=(self), geolocation=(), payment=(), usb=(), browsing-topics=()',
  }
  app.addHook('onSend', (_request, reply, _payload, done) => {
    const data = isData(reply.getHeader('content-type'))
    if (!reply.hasHeader('content-security-policy'))
      reply.header('content-security-policy', data ? dataPolicy : deskPolicy)
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    reply.headers(data ? ofData : ofPage)
    done()
  })
}
