import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import type { FastifyInstance, FastifyServerOptions } from 'fastify'
import { answerBadPath } from './answerBadPath.ts'
import { answerHttpErrors } from './answerHttpErrors.ts'
import type { HttpService } from './HttpService.ts'

const require = createRequire(import.meta.url)

/** How often it is looked for requests that have not come whole in their time. */
const CHECK_INTERVAL_MS = 5_000

/** An HTTP server with the limits of a service, where to listen, and what every answer to a mistake looks like. */
export interface HttpApp {
  readonly app: FastifyInstance
  /** Begins to serve; port 0 takes a free one. Rejects as Node does, for instance with EADDRINUSE. */
  listen(address: { readonly host: string; readonly port: number }): Promise<{
    readonly port: number
  }>
}

/** @param timeouts of connections, where they are not fastify's */
export function createHttpApp(
  service: HttpService,
  timeouts: Pick<FastifyServerOptions, 'keepAliveTimeout' | 'connectionTimeout'> = {},
): HttpApp {
  // Only here: worker threads that import this package for its types and errors serve nobody.
  const { fastify }: typeof import('fastify') = require('fastify')
  const { limits } = service
  const app = fastify({
    ...timeouts,
    bodyLimit: limits.requestBytes,
    requestTimeout: limits.requestTimeoutMs,
    http: {
      // Said here as well, because Node takes no notice of a time that is less than its own for headers.
      requestTimeout: limits.requestTimeoutMs,
      connectionsCheckingInterval: Math.min(CHECK_INTERVAL_MS, limits.requestTimeoutMs),
    },
    forceCloseConnections: true,
    routerOptions: { ignoreTrailingSlash: true },
    frameworkErrors: answerBadPath,
  })
  app.server.maxConnections = limits.connections
  answerHttpErrors(app, service)
  return {
    app,
    async listen({ host, port }) {
      await app.listen({ host, port })
      return { port: (app.server.address() as AddressInfo).port }
    },
  }
}
