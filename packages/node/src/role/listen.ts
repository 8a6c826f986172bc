import { PortTakenError } from '../error/PortTakenError.ts'

/** A server that can begin to listen. */
export interface Listening {
  listen(at: { readonly host: string; readonly port: number }): Promise<{ readonly port: number }>
}

/** The port on which a server listens from now on; `option` is what sets it. Throws {@link PortTakenError}. */
export async function listen(
  server: Listening,
  host: string,
  port: number,
  option = '--port',
): Promise<number> {
  try {
    return (await server.listen({ host, port })).port
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    throw new PortTakenError({ port, option })
  }
}
