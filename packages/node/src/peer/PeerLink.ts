import type { Address } from '@mvm/protocol'
import type { SealSigner } from '@mvm/sequencer'
import { WebSocket } from 'ws'
import { MAX_FRAME_MESSAGES, PEER_VERSION, peerFrame } from './PeerFrame.ts'
import type { DacMessage, WireMessage } from './WireMessage.ts'

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
  /** Told when a connection that stood is gone. */
  readonly onLost: () => void
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
  #queue: DacMessage[] = []
  /** Signing takes its time and must not change the order. */
  #last: Promise<void> = Promise.resolve()

  constructor(options: PeerLinkOptions) {
    this.#options = options
    this.#connect()
  }

  get isOpen(): boolean {
    return this.#session !== undefined
  }

  /** Sends with whatever else comes in this turn of the event loop: one signature serves all DACs. */
  send(chainId: number, message: WireMessage): void {
    if (this.#session === undefined) return
    this.#queue.push({ chainId, message })
    if (this.#queue.length > 1) return
    setImmediate(() => {
      this.#last = this.#last.then(() => this.#flush())
    })
  }

  end(): void {
    this.#isEnded = true
    clearTimeout(this.#timer)
    this.#socket?.terminate()
  }

  async #flush(): Promise<void> {
    const messages = this.#queue
    this.#queue = []
    for (let start = 0; start < messages.length; ) {
      const end = endOfFrame(messages, start)
      await this.#send(messages.slice(start, end))
      start = end
    }
  }

  async #send(messages: readonly DacMessage[]): Promise<void> {
    const socket = this.#socket
    const session = this.#session
    if (socket === undefined || session === undefined) return
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) return
    const { signer, l1ChainId, peer } = this.#options
    const frame = {
      ...{ version: PEER_VERSION, l1ChainId, session, counter: ++this.#counter },
      ...{ from: signer.address, to: peer, messages },
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
      const wasOpen = this.isOpen
      this.#session = undefined
      this.#socket = undefined
      if (this.#isEnded) return
      if (wasOpen) this.#options.onLost()
      const waitMs = this.#retryMs * (0.5 + Math.random() / 2)
      this.#retryMs = Math.min(MAX_RETRY_MS, this.#retryMs * 2)
      this.#timer = setTimeout(() => this.#connect(), waitMs)
    })
  }
}

/** A frame ends with the first message that may be long. */
function endOfFrame(messages: readonly DacMessage[], start: number): number {
  const limit = Math.min(messages.length, start + MAX_FRAME_MESSAGES)
  for (let index = start; index < limit; index++) {
    if (isLong((messages[index] as DacMessage).message)) return index + 1
  }
  return limit
}

function isLong(message: WireMessage): boolean {
  if (message.kind !== 'committee') return message.kind === 'transactions'
  return ['accept', 'promise', 'entries'].includes(message.message.kind)
}
