import type { Logger } from 'pino'
import type { SignInOptions } from '../access/SignIn.ts'
import type { Method } from '../method/Method.ts'
import type { MethodContext } from '../method/MethodContext.ts'
import type { ChainDirectory } from '../port/ChainDirectory.ts'
import type { ChainPorts } from '../port/ChainPorts.ts'
import { addHealthRoutes } from './addHealthRoutes.ts'
import { addRpcRoutes } from './addRpcRoutes.ts'
import { allowCrossOrigin } from './allowCrossOrigin.ts'
import { createHttpApp, type HttpApp } from './createHttpApp.ts'
import { defaultRpcLimits, type RpcLimits } from './RpcLimits.ts'
import { RpcService } from './RpcService.ts'
import { WebSocketGate } from './WebSocketGate.ts'

const KEEP_ALIVE_MS = 75_000
/** A connection on which nothing moves for so long is closed, slow readers' included. */
const IDLE_CONNECTION_MS = 120_000

export interface RpcServerOptions<P extends ChainPorts> {
  readonly chains: ChainDirectory<P>
  /** By name: what is not in there does not exist. */
  readonly methods: ReadonlyMap<string, Method<MethodContext<P>>>
  /** What `/metrics` answers, in Prometheus's text format. */
  readonly metrics?: { readonly contentType: string; metrics(): Promise<string> }
  readonly logger: Logger
  /** For `web3_clientVersion`, such as `mvm/v0.1.0/linux-x64/node24`. */
  readonly clientVersion: string
  /** Those that differ from {@link defaultRpcLimits}. */
  readonly limits?: Partial<RpcLimits>
  /** How clients sign in to read DACs whose charters restrict READ. */
  readonly signIn?: SignInOptions
}

/** JSON-RPC of a node's chains over HTTP and WebSocket on one port, one path per chain, with health routes. */
export class RpcServer<P extends ChainPorts> {
  readonly #service: RpcService<P>
  readonly #http: HttpApp
  readonly #gate: WebSocketGate

  constructor({
    chains,
    methods,
    metrics,
    logger,
    clientVersion,
    limits = {},
    signIn,
  }: RpcServerOptions<P>) {
    const service = new RpcService({
      chains,
      methods,
      logger,
      clientVersion,
      limits: { ...defaultRpcLimits, ...limits },
      ...(signIn === undefined ? {} : { signIn }),
    })
    const gate = new WebSocketGate(service)
    const http = createHttpApp(service, {
      keepAliveTimeout: KEEP_ALIVE_MS,
      connectionTimeout: IDLE_CONNECTION_MS,
    })
    const { app } = http
    app.server.on('upgrade', (request, stream, head) => gate.upgrade(request, stream, head))
    allowCrossOrigin(app)
    addHealthRoutes(app, service)
    if (metrics !== undefined) {
      app.get('/metrics', async (_request, reply) =>
        reply.type(metrics.contentType).send(await metrics.metrics()),
      )
    }
    addRpcRoutes(app, service)
    this.#service = service
    this.#gate = gate
    this.#http = http
  }

  /** Begins to serve; port 0 takes a free one. Rejects as Node does, for instance with EADDRINUSE. */
  listen(address: { readonly host: string; readonly port: number }): Promise<{
    readonly port: number
  }> {
    return this.#http.listen(address)
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
    await this.#http.app.close()
  }
}
