import type { Logger } from 'pino'
import type { ClientSession } from '../access/ClientSession.ts'
import { ReadGate } from '../access/ReadGate.ts'
import { SignIn, type SignInOptions } from '../access/SignIn.ts'
import { DacUnknownError } from '../error/DacUnknownError.ts'
import { callMethod } from '../jsonrpc/callMethod.ts'
import { Deadline } from '../jsonrpc/Deadline.ts'
import type { Exchange } from '../jsonrpc/Exchange.ts'
import type { Method } from '../method/Method.ts'
import type { MethodContext } from '../method/MethodContext.ts'
import type { ChainDirectory } from '../port/ChainDirectory.ts'
import type { ChainPorts } from '../port/ChainPorts.ts'
import type { Subscriber } from '../subscription/Subscriber.ts'
import { ByteBudget } from './ByteBudget.ts'
import type { RpcLimits } from './RpcLimits.ts'
import { ServedChain } from './ServedChain.ts'

export interface RpcServiceOptions<P extends ChainPorts> {
  readonly chains: ChainDirectory<P>
  readonly methods: ReadonlyMap<string, Method<MethodContext<P>>>
  readonly limits: RpcLimits
  readonly clientVersion: string
  readonly logger: Logger
  readonly signIn?: SignInOptions
}

/** What HTTP and WebSocket share: the chains, the limits and how a message gets its context. */
export class RpcService<P extends ChainPorts = ChainPorts> {
  readonly limits: RpcLimits
  readonly logger: Logger
  readonly budget: ByteBudget
  readonly #chains: ChainDirectory<P>
  readonly #methods: ReadonlyMap<string, Method<MethodContext<P>>>
  readonly #namespaces: readonly string[]
  readonly #clientVersion: string
  readonly #served = new Map<P, ServedChain>()
  readonly #signIn: SignIn
  readonly #gate: ReadGate

  constructor({ chains, methods, limits, clientVersion, logger, signIn }: RpcServiceOptions<P>) {
    this.#signIn = new SignIn(signIn)
    this.#gate = new ReadGate(this.#signIn)
    this.limits = limits
    this.logger = logger
    this.budget = new ByteBudget(limits.bufferedBytes)
    this.#chains = chains
    this.#methods = methods
    const namespaces = [...methods.keys()].map((name) => name.split('_', 1)[0] as string)
    this.#namespaces = [...new Set(namespaces)].sort()
    this.#clientVersion = clientVersion
  }

  /** The chain of a path's slug, `''` for the first one; `null` when there is none. */
  find(slug: string): P | null {
    return slug === '' ? this.#chains.first() : this.#chains.bySlug(slug)
  }

  /** Begins to answer a message that came on a chain's path. */
  open(slug: string, subscriber: Subscriber | null, session: ClientSession): Exchange {
    const { limits } = this
    const deadline = new Deadline(limits.requestTimeoutMs)
    let context: MethodContext<P> | null = null
    return {
      limits,
      deadline,
      budget: this.budget,
      call: (request) => {
        context ??= this.#contextOf(slug, subscriber, session, deadline)
        const answering = context
        const admitted = this.#gate.admit(context.ports, session, request.method)
        if (admitted === null) return callMethod(this.#methods, context, request)
        return admitted.then(() => callMethod(this.#methods, answering, request))
      },
      report: (error, errorId, method) =>
        this.logger.error({ err: error, errorId, method, dac: slug }, 'request failed'),
    }
  }

  /** Before something is pushed to a client, see {@link ReadGate.admitPush}. */
  admitPush(slug: string, session: ClientSession): Promise<void> | null {
    const dac = this.find(slug)
    return dac === null ? null : this.#gate.admitPush(dac, session)
  }

  /** Forgets all filters. */
  close(): void {
    for (const { filters } of this.#served.values()) filters.close()
    this.#served.clear()
  }

  #contextOf(
    slug: string,
    subscriber: Subscriber | null,
    session: ClientSession,
    deadline: Deadline,
  ): MethodContext<P> {
    const ports = this.find(slug)
    if (ports === null) throw new DacUnknownError({ slug })
    let served = this.#served.get(ports)
    if (served === undefined) {
      served = new ServedChain(ports, this.limits)
      this.#served.set(ports, served)
    }
    return {
      ports,
      filters: served.filters,
      feed: served.feed,
      limits: this.limits,
      namespaces: this.#namespaces,
      clientVersion: this.#clientVersion,
      subscriber,
      signIn: this.#signIn,
      session,
      get signal() {
        return deadline.signal
      },
    }
  }
}
