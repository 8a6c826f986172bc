import { createServer } from 'node:net'
import { PortTakenError } from '../error/PortTakenError.ts'

/** Any free port is given once: until somebody listens on it, the system would give it again. */
const given = new Set<number>()

/**
 * A port on 127.0.0.1 that nobody listens on: the one asked for, or any for 0.
 * Throws {@link PortTakenError}, naming the option that sets the port.
 */
export async function freePort(port: number, option: string): Promise<number> {
  for (;;) {
    const chosen = await listenOnce(port, option)
    if (port !== 0) return chosen
    if (given.has(chosen)) continue
    given.add(chosen)
    return chosen
  }
}

function listenOnce(port: number, option: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', () => reject(new PortTakenError({ port, option })))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address()
      const chosen = typeof address === 'object' && address !== null ? address.port : port
      server.close(() => resolve(chosen))
    })
  })
}
