// Closing the doors: whoever is being answered is answered, and nobody holds them open after that. A browser keeps its
// connections for a minute, one it opened for later says nothing at all, and whoever stops a house does not wait for them.
import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** An answer takes seconds; what takes longer is cut off, and can be sent again under the same key. */
const patienceMs = 10_000
const lookEveryMs = 50

/** To be called before it listens; answers how to close. */
export const watchDoors = (app: FastifyInstance): ((patience?: number) => Promise<void>) => {
  const open = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  return async (patience = patienceMs) => {
    // One that was being answered when the doors closed would be kept for the next question.
    const looking = setInterval(() => {
      app.server.closeIdleConnections()
      for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
    }, lookEveryMs)
    const cutting = setTimeout(() => app.server.closeAllConnections(), patience)
    try {
      await app.close()
    } finally {
      clearInterval(looking)
      clearTimeout(cutting)
    }
  }
}
