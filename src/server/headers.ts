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

export const setHeaders = (app: FastifyInstance, secure: boolean): void => {
  app.addHook('onSend', async (_request, reply) => {
    if (!reply.hasHeader('content-security-policy')) reply.header('content-security-policy', deskPolicy)
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('cross-origin-opener-policy', 'same-origin')
    reply.header('cross-origin-resource-policy', 'same-origin')
    reply.header(
      'permissions-policy',
      'camera=(), microphone=(self), geolocation=(), payment=(), usb=(), browsing-topics=()',
    )
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
    if (secure) reply.header('strict-transport-security', 'max-age=63072000; includeSubDomains')
  })
}
