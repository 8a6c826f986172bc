import type { RawData, WebSocket } from 'ws'
import type { ClientSession } from '../access/ClientSession.ts'
import { ClientGoneError } from '../error/ClientGoneError.ts'
import { LimitExceededError } from '../error/LimitExceededError.ts'
import { randomQuantity } from '../format/randomQuantity.ts'
import { answerMessage } from '../jsonrpc/answerMessage.ts'
import type { Deadline } from '../jsonrpc/Deadline.ts'
import { encodeError } from '../jsonrpc/encodeError.ts'
import type { Unsubscribe } from '../port/ChainEvents.ts'
import type { BeginSubscription, Subscriber } from '../subscription/Subscriber.ts'
import { busyError } from './busyError.ts'
import { closeCodes } from './closeCodes.ts'
import type { RpcService } from './RpcService.ts'

/** How long a client that does not read gets to take the close frame, in milliseconds. */
const CLOSE_GRACE_MS = 1000

const NOT_BEGUN: Unsubscribe = () => {}

/** One client on a WebSocket: its requests in work, its subscriptions, and what it has not read yet. */
export class WebSocketConnection {
  readonly #socket: WebSocket
  readonly #service: Pick<RpcService, keyof RpcService>
  readonly #slug: string
  readonly #session: ClientSession
  readonly #subscriptions = new Map<string, Unsubscribe>()
  readonly #inWork = new Set<Deadline>()
  readonly #waiting: Buffer[] = []
  #isAlive = true
  /** Pushes that wait for a look at the charter. */
  #held: Promise<void> | null = null

  constructor(
    socket: WebSocket,
    service: Pick<RpcService, keyof RpcService>,
    slug: string,
    session: ClientSession,
  ) {
    this.#socket = socket
    this.#service = service
    this.#slug = slug
    this.#session = session
    socket.on('message', (data) => this.#receive(toBuffer(data)))
    socket.on('pong', () => {
      this.#isAlive = true
    })
    socket.on('close', () => this.#end())
    // The close event follows; ws itself answers protocol errors with the right code.
    socket.on('error', (error) => service.logger.debug({ err: error }, 'WebSocket failed'))
  }

  /** Drops a client that did not answer the last ping, else pings it. */
  checkAlive(): void {
    if (!this.#isAlive) {
      this.#socket.terminate()
      return
    }
    this.#isAlive = false
    this.#socket.ping()
  }

  close({ code, reason }: (typeof closeCodes)[keyof typeof closeCodes]): void {
    this.#socket.close(code, reason)
    setTimeout(() => this.#socket.terminate(), CLOSE_GRACE_MS).unref()
  }

  #receive(message: Buffer): void {
    if (this.#inWork.size < this.#service.limits.socketRequests) {
      this.#answer(message)
      return
    }
    // Pausing stops the reading; what came in one piece with this message still arrives.
    this.#socket.pause()
    this.#waiting.push(message)
  }

  async #answer(message: Buffer): Promise<void> {
    const { budget, limits } = this.#service
    if (!budget.take(message.length)) {
      this.#send(encodeError(null, busyError(limits)))
      // Not within this call: as many may wait as there is no stack for.
      queueMicrotask(() => this.#goOn())
      return
    }
    const begins: (() => void)[] = []
    const exchange = this.#service.open(this.#slug, this.#subscriberFor(begins), this.#session)
    this.#inWork.add(exchange.deadline)
    const text = await answerMessage(message, exchange)
    budget.giveBack(message.length)
    this.#inWork.delete(exchange.deadline)
    if (this.#socket.readyState !== this.#socket.OPEN) return
    if (text !== null) this.#send(text)
    // The client learns the id before the first result.
    for (const begin of begins) begin()
    this.#goOn()
  }

  /** Takes the next message that waits, or reads on. */
  #goOn(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#socket.resume()
    else this.#answer(next)
  }

  #subscriberFor(begins: (() => void)[]): Subscriber {
    return {
      subscribe: (begin) => this.#subscribe(begin, begins),
      unsubscribe: (subscriptionId) => this.#unsubscribe(subscriptionId),
    }
  }

  #subscribe(begin: BeginSubscription, begins: (() => void)[]): string {
    const allowed = this.#service.limits.subscriptions
    if (this.#subscriptions.size >= allowed) {
      throw new LimitExceededError({
        limit: 'subscriptions',
        allowed,
        problem: `this connection has ${allowed} subscriptions already`,
        remedy: 'end some, or open another connection',
      })
    }
    const subscriptionId = randomQuantity()
    this.#subscriptions.set(subscriptionId, NOT_BEGUN)
    begins.push(() => {
      if (!this.#subscriptions.has(subscriptionId)) return
      const end = begin((resultJson) => this.#push(subscriptionId, resultJson))
      this.#subscriptions.set(subscriptionId, end)
    })
    return subscriptionId
  }

  #unsubscribe(subscriptionId: string): boolean {
    this.#subscriptions.get(subscriptionId)?.()
    return this.#subscriptions.delete(subscriptionId)
  }

  #push(subscriptionId: string, resultJson: string): void {
    const text = `{"jsonrpc":"2.0","method":"eth_subscription","params":{"subscription":"${subscriptionId}","result":${resultJson}}}`
    const admitted = this.#service.admitPush(this.#slug, this.#session)
    if (admitted === null && this.#held === null) {
      this.#send(text)
      return
    }
    // Whoever may no longer read is told nothing more; what may be told stays in order.
    const held = Promise.all([admitted, this.#held]).then(
      () => this.#send(text),
      () => this.#signOut(),
    )
    this.#held = held
    void held.then(() => {
      if (this.#held === held) this.#held = null
    })
  }

  #signOut(): void {
    if (this.#socket.readyState !== this.#socket.OPEN) return
    this.#end()
    this.close(closeCodes.signedOut)
  }

  #send(text: string): void {
    const socket = this.#socket
    if (socket.readyState !== socket.OPEN) return
    const { limits, budget } = this.#service
    const backlog = socket.bufferedAmount
    const isCounted = budget.take(text.length)
    // Without a budget left, those go who do not read what they have.
    if (backlog + text.length > limits.socketBufferBytes || (!isCounted && backlog > 0)) {
      if (isCounted) budget.giveBack(text.length)
      this.#service.logger.warn(
        { dac: this.#slug, backlog },
        'closing a WebSocket that does not read',
      )
      this.#end()
      this.close(closeCodes.slowReader)
      return
    }
    socket.send(text, () => {
      if (isCounted) budget.giveBack(text.length)
    })
  }

  #end(): void {
    for (const end of this.#subscriptions.values()) end()
    this.#subscriptions.clear()
    for (const deadline of this.#inWork) deadline.cancel(new ClientGoneError())
    this.#inWork.clear()
    this.#waiting.length = 0
  }
}

function toBuffer(data: RawData): Buffer {
  if (Buffer.isBuffer(data)) return data
  return Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data)
}
