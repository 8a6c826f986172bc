import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { PortTakenError } from '../error/PortTakenError.ts'

/** Below what operating systems give to who asks for any port: a port found here is still free a moment later. */
const FIRST = 10_000
const BEYOND = 32_768
const TRIES = 100

/**
 * A port on 127.0.0.1 that nobody listens on: the one asked for, or any for 0.
 * Throws {@link PortTakenError}, naming the option that sets the port.
 */
export async function freePort(port: number, option: string): Promise<number> {
  for (let i = 0; i < TRIES; i++) {
    const candidate = port === 0 ? randomInt(FIRST, BEYOND) : port
    if (await isFree(candidate)) return candidate
    if (port !== 0) break
  }
  throw new PortTakenError({ port, option })
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () =>
      server.close(() => resolve(true)),
    )
  })
}
