// The flood itself, in a process of its own that steps back for everybody: it is to be felt at the door, not in the
// machine. Some hundred requests each second from two hundred addresses: pages, reports and guessed numbers.
import { Agent, request } from 'node:http'
import { constants, setPriority } from 'node:os'
import { newReceipt } from '#vault/receipt.ts'

setPriority(constants.priority.PRIORITY_LOW)
const url = new URL(process.env.FLOOD_URL ?? '')
const perSecond = Number(process.env.FLOOD_RATE ?? 300)
const agent = new Agent({ keepAlive: true, maxSockets: 200 })
const counted: Record<string, number> = {}
let [sent, open] = [0, 0]

const bodyOf = (n: number): string | undefined => {
  const seed = `${n}`.padStart(43, 'a')
  if (n % 3 === 0) return undefined
  if (n % 3 === 1) return new URLSearchParams({ do: 'return', l: 'en', receipt: newReceipt() }).toString()
  return new URLSearchParams({ do: 'report', l: 'en', form: 'someone', seed, what_happened: `Flood ${n}` }).toString()
}

const one = (n: number): void => {
  const body = bodyOf(n)
  open += 1
  const asked = request(
    {
      agent,
      host: url.hostname,
      port: url.port,
      path: '/',
      localAddress: `127.0.1.${(n % 200) + 1}`,
      method: body ? 'POST' : 'GET',
      timeout: 10_000,
      headers: { 'accept-language': 'en', ...(body && { 'content-type': 'application/x-www-form-urlencoded' }) },
    },
    (reply) => {
      const kind = `${body ? 'POST' : 'GET'} ${reply.statusCode}`
      counted[kind] = (counted[kind] ?? 0) + 1
      reply.resume().once('close', () => {
        open -= 1
      })
    },
  )
  asked.on('timeout', () => asked.destroy())
  asked.on('error', () => {
    counted.failed = (counted.failed ?? 0) + 1
    open -= 1
  })
  asked.end(body)
}

const beat = 20
let due = 0
const timer = setInterval(() => {
  due += (perSecond * beat) / 1000
  // What is not answered is not asked again without end: a flood has so many hands and no more.
  for (; due >= 1 && open < 1_000; due -= 1) one(sent++)
  due = Math.min(due, perSecond)
}, beat)
process.once('message', () => {
  clearInterval(timer)
  process.send?.({ sent, counted }, () => process.exit(0))
})
