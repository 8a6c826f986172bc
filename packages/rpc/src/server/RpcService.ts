import type { Logger } from 'pino'
import type { ClientSession } from '../access/ClientSession.ts'
import { ReadGate } from '../access/ReadGate.ts'
import { SignIn, type SignInOptions } from '../access/SignIn.ts'
import { DacUnknownError } from '../error/DacUnknownError.ts'
import { callMethod } from '../jsonrpc/callMethod.ts'
import { Deadline } from '../jsonrpc/Deadline.ts'
import type { Exchange } from '../jsonrpc/Exchange.ts'
import type { MethodContext } from '../method/MethodContext.ts'
import { methodTable } from '../method/methodTable.ts'
import type { DacDirectory } from '../port/DacDirectory.ts'
import type { DacPorts } from '../port/DacPorts.ts'
import type { Subscriber } from '../subscription/Subscriber.ts'
import { ByteBudget } from './ByteBudget.ts'
import type { RpcLimits } from './RpcLimits.ts'
import { ServedDac } from './ServedDac.ts'

export interface RpcServiceOptions {
  readonly dacs: DacDirectory
  readonly limits: RpcLimits
  readonly clientVersion: string
  readonly logger: Logger
  readonly signIn?: SignInOptions
}

/** What HTTP and WebSocket share: the DACs, the limits and how a message gets its context. */
export class RpcService {
  readonly limits: RpcLimits
  readonly logger: Logger
  readonly budget: ByteBudget
  readonly #dacs: DacDirectory
  readonly #clientVersion: string
  readonly #served = new Map<DacPorts, ServedDac>()
  readonly #signIn: SignIn
  readonly #gate: ReadGate

  constructor({ dacs, limits, clientVersion, logger, signIn }: RpcServiceOptions) {
    this.#signIn = new SignIn(signIn)
    this.#gate = new ReadGate(this.#signIn)
    this.limits = limits
    this.logger = logger
    this.budget = new ByteBudget(limits.bufferedBytes)
    this.#dacs = dacs
    this.#clientVersion = clientVersion
  }

  /** The DAC of a path's slug, `''` for the first one; `null` when there is none. */
  find(slug: string): DacPorts | null {
    return slug === '' ? this.#dacs.first() : this.#dacs.bySlug(slug)
  }

  /** Begins to answer a message that came on a DAC's path. */
  open(slug: string, subscriber: Subscriber | null, session: ClientSession): Exchange {
    const { limits } = this
    const deadline = new Deadline(limits.requestTimeoutMs)
    let context: MethodContext | null = null
    return {
      limits,
      deadline,
      call: (request) => {
        context ??= this.#contextOf(slug, subscriber, session, deadline)
        const answering = context
        const admitted = this.#gate.admit(context.dac, session, request.method)
        if (admitted === null) return callMethod(methodTable, context, request)
        return admitted.then(() => callMethod(methodTable, answering, request))
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
  ): MethodContext {
    const ports = this.find(slug)
    if (ports === null) throw new DacUnknownError({ slug })
    let served = this.#served.get(ports)
    if (served === undefined) {
      served = new ServedDac(ports, this.limits)
      this.#served.set(ports, served)
    }
    return {
      dac: ports,
      filters: served.filters,
      feed: served.feed,
      limits: this.limits,
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
