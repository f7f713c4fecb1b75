// A bounded load on one address of this machine, and the time it costs per request.
import autocannon from 'autocannon'

export interface Wish {
  url: string
  connections: number
  seconds: number
  requests: () => { method?: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: string }
}

/** Milliseconds of work per request: how long the machine was busy, divided by what it answered. */
export const load = async ({ url, connections, seconds, requests }: Wish): Promise<{ value: number; p99: number }> => {
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [{ setupRequest: (request) => ({ ...request, ...requests() }) }],
  })
  const failed = result.non2xx + result.errors + result.timeouts
  if (failed > 0 || result.requests.total === 0)
    throw new Error(`${failed} of ${result.requests.total} requests to ${url} failed`)
  return { value: (result.duration * 1000) / result.requests.total, p99: result.latency.p99 }
}
