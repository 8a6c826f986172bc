import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import type { Address } from '@mvm/protocol'
import type { SubmitOutcome } from '@mvm/rpc'
import type { CommitteeNetworkPort, PeerMessage, SealSigner } from '@mvm/sequencer'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import { PortTakenError } from '../error/PortTakenError.ts'
import { PRODUCER_PATH } from '../producing/producerPath.ts'
import { Allowance } from './Allowance.ts'
import { Entrance } from './Entrance.ts'
import { endWhenDead } from './endWhenDead.ts'
import { PeerLink } from './PeerLink.ts'
import { PeerListener } from './PeerListener.ts'
import type { WireMessage } from './WireMessage.ts'

/** Longest frame: a payload's worth of transactions many times over. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024
const SUBMIT_TIMEOUT_MS = 4_000
/** Transactions of one peer's that are being taken. */
const MAX_SUBMITS = 4_096
/** Anybody can connect. A stranger has to say who it is in less than a frame's worth of bytes. */
const STRANGERS = { strangers: 256, strangersPerHost: 16, patienceMs: 10_000, bytes: 16_384 }
/** For how long a peer that has sent what nobody can read is not listened to. */
const SHUN_MS = 30_000
/** Between two lines of the log about those who were sent away. */
const TELL_MS = 60_000

/** One DAC's part in what the peers say. */
export interface PeerHandler {
  /** A committee's message. */
  receive(from: Address, message: PeerMessage): void
  /** A user's transaction that another node has forwarded. */
  submit(raw: Uint8Array): Promise<SubmitOutcome>
  /** The connection to a peer is gone. */
  onLost(peer: Address): void
}

export interface PeerNetworkOptions {
  readonly signer: SealSigner
  readonly l1ChainId: number
  readonly host: string
  readonly port: number
  /** The other sequencers that are known at the start, and where they listen. */
  readonly peers: ReadonlyMap<Address, string>
  /** Takes the connections that producers make; `admit` is to be called for one that is. */
  readonly onProducer?: (socket: WebSocket, admit: () => void) => void
  /** The option that a taken port is to be blamed on. @default `--peers` */
  readonly portOption?: string
  readonly logger: Logger
}

/**
 * The sequencers of the pool among themselves: a connection to each, signed messages, no guarantee that they come.
 * Only known peers are listened to.
 */
export class PeerNetwork {
  readonly #options: PeerNetworkOptions
  readonly #http: Server
  readonly #server: WebSocketServer
  readonly #entrance = new Entrance(STRANGERS)
  /** The peers' connections to here, one each. */
  readonly #listeners = new Map<Address, PeerListener>()
  /** What each peer may still say: a new connection brings it nothing. */
  readonly #allowances = new Map<Address, Allowance>()
  /** Peers that are not listened to, and until when. */
  readonly #shunned = new Map<Address, number>()
  /** How many of a peer's transactions are being taken. */
  readonly #submits = new Map<Address, number>()
  #refusals = 0
  #toldAtMs = 0
  readonly #links = new Map<Address, { readonly url: string; readonly link: PeerLink }>()
  readonly #handlers = new Map<number, PeerHandler>()
  /** What was asked of whom; the answer of somebody else is none. */
  readonly #answers = new Map<
    number,
    { readonly from: Address; readonly resolve: (outcome: SubmitOutcome) => void }
  >()
  #nextId = 1

  private constructor(options: PeerNetworkOptions, http: Server, server: WebSocketServer) {
    const { onProducer } = options
    this.#options = options
    this.#http = http
    this.#server = server
    http.on('connection', (socket) => this.#entrance.enter(socket))
    server.on('connection', (socket, { url, socket: stream }) => {
      this.#entrance.watch(stream)
      endWhenDead(socket, stream)
      const admit = () => this.#entrance.admit(stream)
      if (url === PRODUCER_PATH && onProducer !== undefined) onProducer(socket, admit)
      else this.#listen(socket, stream)
    })
    for (const [peer, url] of options.peers) this.setPeer(peer, url)
  }

  /** Throws {@link PortTakenError}. */
  static async start(options: PeerNetworkOptions): Promise<PeerNetwork> {
    const { host, port, portOption = '--peers' } = options
    const http = createServer((_, response) => {
      response.writeHead(426, { connection: 'close' }).end('This is for WebSockets.\n')
    })
    const server = new WebSocketServer({
      server: http,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
    })
    // Of `http`, which is waited for below.
    server.on('error', () => undefined)
    http.listen({ host, port })
    try {
      await once(http, 'listening')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      throw new PortTakenError({ port, option: portOption })
    }
    return new PeerNetwork(options, http, server)
  }

  get self(): Address {
    return this.#options.signer.address
  }

  get signer(): SealSigner {
    return this.#options.signer
  }

  /** Makes an account a peer that is reached there from now on; false if it is one already. */
  setPeer(peer: Address, url: string): boolean {
    const known = this.#links.get(peer)
    if (known?.url === url || peer === this.self) return false
    known?.link.end()
    const { l1ChainId, signer } = this.#options
    const onLost = () => {
      for (const handler of this.#handlers.values()) handler.onLost(peer)
    }
    this.#links.set(peer, { url, link: new PeerLink({ url, peer, l1ChainId, signer, onLost }) })
    return true
  }

  /** Neither talks nor listens to an account any more; false if it is no peer. */
  removePeer(peer: Address): boolean {
    this.#links.get(peer)?.link.end()
    this.#listeners.get(peer)?.end()
    this.#shunned.delete(peer)
    this.#allowances.delete(peer)
    return this.#links.delete(peer)
  }

  /** Lets a DAC of this node take part. */
  register(chainId: number, handler: PeerHandler): void {
    this.#handlers.set(chainId, handler)
  }

  /** The network of one DAC's committee. */
  portOf(chainId: number): CommitteeNetworkPort {
    return {
      send: (to, message) => this.#links.get(to)?.link.send(chainId, message),
      broadcast: (message) => {
        for (const { link } of this.#links.values()) link.send(chainId, message)
      },
    }
  }

  /** Hands a user's transaction to another node; `unavailable` when that does not answer. */
  async submit(to: Address, chainId: number, raw: Uint8Array): Promise<SubmitOutcome> {
    const link = this.#links.get(to)?.link
    if (link?.isOpen !== true) {
      return { status: 'unavailable', reason: 'the sequencer that leads cannot be reached' }
    }
    const id = this.#nextId++
    const { promise, resolve } = Promise.withResolvers<SubmitOutcome>()
    this.#answers.set(id, { from: to, resolve })
    const timer = setTimeout(() => {
      resolve({ status: 'unavailable', reason: 'the sequencer that leads does not answer' })
    }, SUBMIT_TIMEOUT_MS)
    link.send(chainId, { kind: 'submit', id, raw })
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      this.#answers.delete(id)
    }
  }

  async close(): Promise<void> {
    for (const { link } of this.#links.values()) link.end()
    for (const socket of this.#server.clients) socket.terminate()
    this.#server.close()
    const closed = once(this.#http, 'close')
    this.#http.close()
    this.#http.closeAllConnections()
    await closed
  }

  #listen(socket: WebSocket, stream: Socket): void {
    const listener = new PeerListener({
      ...{ socket, self: this.self, l1ChainId: this.#options.l1ChainId },
      isPeer: (account) =>
        this.#links.has(account) && (this.#shunned.get(account) ?? 0) <= Date.now(),
      onPeer: (peer) => {
        this.#entrance.admit(stream)
        // It has come again: the connection before is dead, even if that has not shown yet.
        this.#listeners.get(peer)?.end()
        this.#listeners.set(peer, listener)
        socket.once('close', () => {
          if (this.#listeners.get(peer) === listener) this.#listeners.delete(peer)
        })
      },
      allowanceOf: (peer) => {
        const allowance = this.#allowances.get(peer) ?? new Allowance()
        this.#allowances.set(peer, allowance)
        return allowance
      },
      onMessage: (from, { chainId, message }) => this.#take(from, chainId, message),
      onRefused: (culprit) => this.#onRefused(culprit),
    })
  }

  #onRefused(culprit: Address | undefined): void {
    const { logger } = this.#options
    if (culprit !== undefined) {
      logger.warn({ peer: culprit }, 'a peer has sent what nobody can read')
      this.#shunned.set(culprit, Date.now() + SHUN_MS)
    }
    this.#refusals++
    if (Date.now() < this.#toldAtMs + TELL_MS) return
    logger.warn({ count: this.#refusals }, 'connections of no known sequencer were closed')
    this.#toldAtMs = Date.now()
    this.#refusals = 0
  }

  #take(from: Address, chainId: number, message: WireMessage): void {
    if (message.kind === 'answer') {
      const asked = this.#answers.get(message.id)
      if (asked?.from === from) asked.resolve(message.outcome)
      return
    }
    const handler = this.#handlers.get(chainId)
    if (handler === undefined) return
    if (message.kind === 'submit')
      void this.#submit(from, chainId, message.id, handler, message.raw)
    else handler.receive(from, message)
  }

  async #submit(
    from: Address,
    chainId: number,
    id: number,
    handler: PeerHandler,
    raw: Uint8Array,
  ): Promise<void> {
    const answer = (outcome: SubmitOutcome) =>
      this.#links.get(from)?.link.send(chainId, { kind: 'answer', id, outcome })
    const count = this.#submits.get(from) ?? 0
    if (count >= MAX_SUBMITS) {
      answer({ status: 'unavailable', reason: 'the sequencer that leads is given too much' })
      return
    }
    this.#submits.set(from, count + 1)
    try {
      answer(await handler.submit(raw))
    } catch (error) {
      this.#options.logger.error({ err: error }, 'a forwarded transaction could not be taken')
    } finally {
      const left = (this.#submits.get(from) ?? 1) - 1
      if (left > 0) this.#submits.set(from, left)
      else this.#submits.delete(from)
    }
  }
}
