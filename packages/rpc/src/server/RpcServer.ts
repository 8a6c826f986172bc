import type { AddressInfo } from 'node:net'
import { type FastifyInstance, fastify } from 'fastify'
import type { Logger } from 'pino'
import type { DacDirectory } from '../port/DacDirectory.ts'
import { addHealthRoutes } from './addHealthRoutes.ts'
import { addRpcRoutes } from './addRpcRoutes.ts'
import { allowCrossOrigin } from './allowCrossOrigin.ts'
import { answerBadPath } from './answerBadPath.ts'
import { answerHttpErrors } from './answerHttpErrors.ts'
import { defaultRpcLimits, type RpcLimits } from './RpcLimits.ts'
import { RpcService } from './RpcService.ts'
import { WebSocketGate } from './WebSocketGate.ts'

const KEEP_ALIVE_MS = 75_000
/** A connection on which nothing moves for so long is closed, slow readers' included. */
const IDLE_CONNECTION_MS = 120_000

export interface RpcServerOptions {
  readonly dacs: DacDirectory
  /** What `/metrics` answers, in Prometheus's text format. */
  readonly metrics?: { readonly contentType: string; metrics(): Promise<string> }
  readonly logger: Logger
  /** For `web3_clientVersion`, such as `mvm/v0.1.0/linux-x64/node24`. */
  readonly clientVersion: string
  /** Those that differ from {@link defaultRpcLimits}. */
  readonly limits?: Partial<RpcLimits>
}

/** JSON-RPC of a node's DACs over HTTP and WebSocket on one port, one path per DAC, with health routes. */
export class RpcServer {
  readonly #service: RpcService
  readonly #app: FastifyInstance
  readonly #gate: WebSocketGate

  constructor({ dacs, metrics, logger, clientVersion, limits = {} }: RpcServerOptions) {
    const service = new RpcService({
      dacs,
      logger,
      clientVersion,
      limits: { ...defaultRpcLimits, ...limits },
    })
    const gate = new WebSocketGate(service)
    const app = fastify({
      bodyLimit: service.limits.requestBytes,
      requestTimeout: service.limits.requestTimeoutMs,
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionTimeout: IDLE_CONNECTION_MS,
      forceCloseConnections: true,
      routerOptions: { ignoreTrailingSlash: true },
      frameworkErrors: answerBadPath,
    })
    app.server.maxConnections = service.limits.connections
    app.server.on('upgrade', (request, stream, head) => gate.upgrade(request, stream, head))
    allowCrossOrigin(app)
    answerHttpErrors(app, service)
    addHealthRoutes(app, service)
    if (metrics !== undefined) {
      app.get('/metrics', async (_request, reply) =>
        reply.type(metrics.contentType).send(await metrics.metrics()),
      )
    }
    addRpcRoutes(app, service)
    this.#service = service
    this.#gate = gate
    this.#app = app
  }

  /** Begins to serve; port 0 takes a free one. Rejects as Node does, for instance with EADDRINUSE. */
  async listen({ host, port }: { readonly host: string; readonly port: number }): Promise<{
    readonly port: number
  }> {
    await this.#app.listen({ host, port })
    return { port: (this.#app.server.address() as AddressInfo).port }
  }

  /** WebSockets open now. */
  get socketCount(): number {
    return this.#gate.size
  }

  /** Bytes held for clients now, see {@link RpcLimits.bufferedBytes}. */
  get bufferedBytes(): number {
    return this.#service.budget.taken
  }

  /** Ends all connections and stops listening. */
  async close(): Promise<void> {
    this.#gate.close()
    this.#service.close()
    await this.#app.close()
  }
}
