import type { Address } from '@mvm/protocol'
import type { SealSigner } from '@mvm/sequencer'
import { WebSocket } from 'ws'
import { PEER_VERSION, peerFrame } from './PeerFrame.ts'
import type { WireMessage } from './WireMessage.ts'

const FIRST_RETRY_MS = 100
const MAX_RETRY_MS = 3_000
/** What may wait for a slow peer; more is dropped, as by a network. */
const MAX_BUFFERED_BYTES = 32 * 1024 * 1024
const HANDSHAKE_TIMEOUT_MS = 3_000

export interface PeerLinkOptions {
  readonly url: string
  readonly peer: Address
  readonly l1ChainId: number
  readonly signer: SealSigner
}

/** The way to one peer: a connection that is made again whenever it breaks. What cannot be sent is lost. */
export class PeerLink {
  readonly #options: PeerLinkOptions
  #socket: WebSocket | undefined
  /** Told by the peer when it has taken the connection. */
  #session: string | undefined
  #counter = 0
  #retryMs = FIRST_RETRY_MS
  #timer: NodeJS.Timeout | undefined
  #isEnded = false
  /** Signing takes its time and must not change the order. */
  #last: Promise<void> = Promise.resolve()

  constructor(options: PeerLinkOptions) {
    this.#options = options
    this.#connect()
  }

  get isOpen(): boolean {
    return this.#session !== undefined
  }

  send(chainId: number, message: WireMessage): void {
    this.#last = this.#last.then(() => this.#send(chainId, message))
  }

  end(): void {
    this.#isEnded = true
    clearTimeout(this.#timer)
    this.#socket?.terminate()
  }

  async #send(chainId: number, message: WireMessage): Promise<void> {
    const socket = this.#socket
    const session = this.#session
    if (socket === undefined || session === undefined) return
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) return
    const { signer, l1ChainId, peer } = this.#options
    const frame = {
      ...{ version: PEER_VERSION, l1ChainId, session, counter: ++this.#counter },
      ...{ from: signer.address, to: peer, chainId, message },
    }
    const data = await peerFrame.encode(frame, signer)
    if (socket.readyState === WebSocket.OPEN) socket.send(data)
  }

  #connect(): void {
    const socket = new WebSocket(this.#options.url, {
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      maxPayload: 1_024,
      perMessageDeflate: false,
    })
    this.#socket = socket
    socket.on('message', (data: Buffer) => {
      if (this.#session !== undefined) return
      this.#session = data.toString('utf8')
      this.#counter = 0
      this.#retryMs = FIRST_RETRY_MS
    })
    // `close` follows and says the same.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.#session = undefined
      this.#socket = undefined
      if (this.#isEnded) return
      const waitMs = this.#retryMs * (0.5 + Math.random() / 2)
      this.#retryMs = Math.min(MAX_RETRY_MS, this.#retryMs * 2)
      this.#timer = setTimeout(() => this.#connect(), waitMs)
    })
  }
}
