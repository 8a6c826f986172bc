import type { Logger } from 'pino'
import { DacUnknownError } from '../error/DacUnknownError.ts'
import { callMethod } from '../jsonrpc/callMethod.ts'
import { Deadline } from '../jsonrpc/Deadline.ts'
import { rangerMethods } from '../method/ranger/rangerMethods.ts'
import type { RangerPort } from '../port/RangerPort.ts'
import { addRpcRoutes } from './addRpcRoutes.ts'
import { ByteBudget } from './ByteBudget.ts'
import { createHttpApp, type HttpApp } from './createHttpApp.ts'
import type { HttpService } from './HttpService.ts'
import { defaultRpcLimits } from './RpcLimits.ts'

export interface RangerServerOptions {
  readonly ranger: RangerPort
  /** What `/metrics` answers, in Prometheus's text format. */
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> }
  readonly logger: Logger
}

/** A ranger's JSON-RPC over HTTP on `/`, with `/livez`, `/readyz` and `/metrics`. */
export class RangerServer {
  readonly #http: HttpApp

  constructor({ ranger, metrics, logger }: RangerServerOptions) {
    const limits = defaultRpcLimits
    const budget = new ByteBudget(limits.bufferedBytes)
    const service: HttpService = {
      limits,
      budget,
      open: (slug) => ({
        limits,
        deadline: new Deadline(limits.requestTimeoutMs),
        budget,
        call: (request) => {
          if (slug !== '') throw new DacUnknownError({ slug })
          return callMethod(rangerMethods, { ranger }, request)
        },
        report: (error, errorId, method) =>
          logger.error({ err: error, errorId, method }, 'request failed'),
      }),
    }
    const http = createHttpApp(service)
    const { app } = http
    app.get('/livez', () => ({ live: true }))
    app.get('/readyz', (_request, reply) => {
      const { isReady, reasons } = ranger.readiness()
      return reply.code(isReady ? 200 : 503).send({ ready: isReady, reasons })
    })
    app.get('/metrics', async (_request, reply) =>
      reply.type(metrics.contentType).send(await metrics.metrics()),
    )
    addRpcRoutes(app, service)
    this.#http = http
  }

  /** Begins to serve; port 0 takes a free one. Rejects as Node does, for instance with EADDRINUSE. */
  listen(address: { readonly host: string; readonly port: number }): Promise<{
    readonly port: number
  }> {
    return this.#http.listen(address)
  }

  /** Ends all connections and stops listening. */
  close(): Promise<void> {
    return this.#http.app.close()
  }
}
