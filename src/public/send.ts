// How a page of the door leaves: small when it says what everybody may read, of an even size and at even times when it
// answers what somebody typed.
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { evenGzip } from './even-size.ts'
import type { Coding } from './kept-pages.ts'
import { contentPolicy } from './page.ts'
import type { Said } from './step.ts'

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': contentPolicy,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(self), interest-cohort=()',
}

const sizeStep = 32 * 1024
/** No reply to a receipt comes sooner, whatever it opens; later ones come at the same steps. */
const timeStep = 1_200

const [br, gz] = [promisify(brotliCompress), promisify(gzip)]
const quality = {
  params: { [constants.BROTLI_PARAM_QUALITY]: 7, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
}

export const sendSmall = async (
  request: FastifyRequest,
  reply: FastifyReply,
  text: string,
  type = headers['content-type'],
): Promise<FastifyReply> => {
  const accepted = String(request.headers['accept-encoding'] ?? '')
  reply.headers({ ...headers, 'content-type': type }).header('vary', 'accept-encoding, accept-language')
  if (/\bbr\b/.test(accepted)) return reply.header('content-encoding', 'br').send(await br(text, quality))
  if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(await gz(text, { level: 9 }))
  return reply.send(text)
}

/** A page everybody gets, as it was kept. */
export const sendKept = (reply: FastifyReply, coding: Coding, bytes: Buffer): FastifyReply => {
  reply.headers(headers).header('vary', 'accept-encoding, accept-language')
  return (coding === 'identity' ? reply : reply.header('content-encoding', coding)).send(bytes)
}

/** Replies to what somebody typed are not of their own size, compressed or not: it tells nothing of what is in them. */
export const sendPadded = async (
  reply: FastifyReply,
  text: string,
  more: Record<string, string> = {},
): Promise<FastifyReply> => {
  reply.header('vary', 'accept-encoding').headers({ ...headers, ...more })
  if (/\bgzip\b/.test(String(reply.request.headers['accept-encoding'] ?? '')))
    return reply.header('content-encoding', 'gzip').send(await evenGzip(text))
  const length = Buffer.byteLength(text)
  const padding = Math.ceil((length + 16) / sizeStep) * sizeStep - length
  return reply.send(`${text}<!--${' '.repeat(padding - 7)}-->`)
}

/** A file under a name that says nothing; the page it was asked from stays as it is. */
export const sendFile = (reply: FastifyReply, { name, media, bytes }: NonNullable<Said['file']>): FastifyReply =>
  reply
    .headers(headers)
    .header('content-type', media)
    .header('content-disposition', `attachment; filename="${name}"`)
    .send(Buffer.from(bytes))

export type Evenly = <T>(work: () => Promise<T>) => Promise<T>

export const evenlyBy =
  (step: number): Evenly =>
  async (work) => {
    const start = performance.now()
    try {
      return await work()
    } finally {
      const due = start + Math.ceil((performance.now() - start) / step) * step
      // A timer counts whole milliseconds and may ring up to two too early: what waits for its step waits to its end.
      for (let left = due - performance.now(); left > 0; left = due - performance.now())
        await new Promise((resolve) => setTimeout(resolve, Math.ceil(left)))
    }
  }

export const evenly = evenlyBy(timeStep)
