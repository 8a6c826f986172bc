import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import type { Address } from '@mvm/protocol'
import type { SubmitOutcome } from '@mvm/rpc'
import type { CommitteeNetworkPort, PeerMessage, SealSigner } from '@mvm/sequencer'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import { PortTakenError } from '../error/PortTakenError.ts'
import { PRODUCER_PATH } from '../producing/producerPath.ts'
import { peerFrame } from './PeerFrame.ts'
import { PeerLink } from './PeerLink.ts'
import type { WireMessage } from './WireMessage.ts'

/** Longest frame: a payload's worth of transactions many times over. */
const MAX_FRAME_BYTES = 16 * 1024 * 1024
const SUBMIT_TIMEOUT_MS = 4_000
/** Anybody can connect; the pool of a DAC has 64 at most. */
const MAX_CONNECTIONS = 512

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
  /** Takes the connections that producers make. */
  readonly onProducer?: (socket: WebSocket) => void
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
  readonly #server: WebSocketServer
  readonly #links = new Map<Address, { readonly url: string; readonly link: PeerLink }>()
  readonly #handlers = new Map<number, PeerHandler>()
  /** What was asked of whom; the answer of somebody else is none. */
  readonly #answers = new Map<
    number,
    { readonly from: Address; readonly resolve: (outcome: SubmitOutcome) => void }
  >()
  #nextId = 1

  private constructor(options: PeerNetworkOptions, server: WebSocketServer) {
    const { onProducer } = options
    this.#options = options
    this.#server = server
    server.on('connection', (socket, { url }) => {
      if (url === PRODUCER_PATH && onProducer !== undefined) onProducer(socket)
      else this.#listen(socket)
    })
    for (const [peer, url] of options.peers) this.setPeer(peer, url)
  }

  /** Throws {@link PortTakenError}. */
  static async start(options: PeerNetworkOptions): Promise<PeerNetwork> {
    const { host, port, portOption = '--peers' } = options
    const server = new WebSocketServer({
      host,
      port,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
    })
    try {
      await once(server, 'listening')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      throw new PortTakenError({ port, option: portOption })
    }
    return new PeerNetwork(options, server)
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
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  #listen(socket: WebSocket): void {
    if (this.#server.clients.size > MAX_CONNECTIONS) {
      socket.terminate()
      return
    }
    const session = randomBytes(16).toString('hex')
    let counter = 0
    socket.on('error', () => undefined)
    socket.on('message', (data: Buffer, isBinary) => {
      const frame = isBinary ? undefined : peerFrame.decode(data.toString('utf8'))
      const isForUs =
        frame !== undefined &&
        frame.session === session &&
        frame.counter > counter &&
        frame.to === this.self &&
        frame.l1ChainId === this.#options.l1ChainId &&
        this.#links.has(frame.from)
      if (!isForUs) {
        this.#options.logger.warn('a connection of no known sequencer was closed')
        socket.terminate()
        return
      }
      counter = frame.counter
      for (const { chainId, message } of frame.messages) this.#take(frame.from, chainId, message)
    })
    socket.send(session)
  }

  #take(from: Address, chainId: number, message: WireMessage): void {
    if (message.kind === 'answer') {
      const asked = this.#answers.get(message.id)
      if (asked?.from === from) asked.resolve(message.outcome)
      return
    }
    const handler = this.#handlers.get(chainId)
    if (handler === undefined) return
    if (message.kind !== 'submit') {
      handler.receive(from, message)
      return
    }
    const { id, raw } = message
    handler.submit(raw).then(
      (outcome) => this.#links.get(from)?.link.send(chainId, { kind: 'answer', id, outcome }),
      (error: unknown) => {
        this.#options.logger.error({ err: error }, 'a forwarded transaction could not be taken')
      },
    )
  }
}
