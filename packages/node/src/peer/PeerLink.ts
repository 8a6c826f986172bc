import type { Address } from '@mvm/protocol'
import type { SealSigner } from '@mvm/sequencer'
import { WebSocket } from 'ws'
import { endWhenDead } from './endWhenDead.ts'
import { MAX_FRAME_MESSAGES, PEER_VERSION, peerFrame } from './PeerFrame.ts'
import type { DacMessage, WireMessage } from './WireMessage.ts'
import { SESSION, WELCOME } from './welcome.ts'

const FIRST_RETRY_MS = 100
const MAX_RETRY_MS = 3_000
/** What may wait for a slow peer; more is dropped, as by a network. */
const MAX_BUFFERED_BYTES = 32 * 1024 * 1024
const HANDSHAKE_TIMEOUT_MS = 3_000
/** From the connection to the peer's welcome. */
const WELCOME_TIMEOUT_MS = 10_000

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
  /** Chosen by the peer for this connection. */
  #session: string | undefined
  /** The peer knows who we are, and listens. */
  #isWelcome = false
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
    return this.#isWelcome
  }

  /** Sends with whatever else comes in this turn of the event loop: one signature serves all DACs. */
  send(chainId: number, message: WireMessage): void {
    if (!this.#isWelcome) return
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
      // What was meant for a connection that is gone is lost with it.
      if (this.#isWelcome) await this.#send(messages.slice(start, end))
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
    const socket = this.#open()
    if (socket === undefined) {
      this.#retry()
      return
    }
    this.#socket = socket
    let welcomedAtMs = Number.POSITIVE_INFINITY
    const patience = setTimeout(() => socket.terminate(), WELCOME_TIMEOUT_MS)
    socket.on('message', (data: Buffer) => {
      const text = data.toString('utf8')
      if (this.#session === undefined && SESSION.test(text)) {
        this.#session = text
        this.#counter = 0
        // Says who is here.
        this.#last = this.#last.then(() => this.#send([]))
      } else if (this.#session !== undefined && !this.#isWelcome && text === WELCOME) {
        clearTimeout(patience)
        this.#isWelcome = true
        welcomedAtMs = Date.now()
      } else {
        socket.terminate()
      }
    })
    endWhenDead(socket)
    // `close` follows and says the same.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(patience)
      const wasOpen = this.isOpen
      this.#isWelcome = false
      this.#session = undefined
      this.#socket = undefined
      if (this.#isEnded) return
      // One that comes and goes is not asked again and again without a pause.
      if (Date.now() - welcomedAtMs > MAX_RETRY_MS) this.#retryMs = FIRST_RETRY_MS
      if (wasOpen) this.#options.onLost()
      this.#retry()
    })
  }

  /** `undefined` for a URL that nothing can be opened at, whatever has let it pass. */
  #open(): WebSocket | undefined {
    try {
      return new WebSocket(this.#options.url, {
        handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
        maxPayload: 1_024,
        perMessageDeflate: false,
      })
    } catch {
      return undefined
    }
  }

  #retry(): void {
    const waitMs = this.#retryMs * (0.5 + Math.random() / 2)
    this.#retryMs = Math.min(MAX_RETRY_MS, this.#retryMs * 2)
    this.#timer = setTimeout(() => this.#connect(), waitMs)
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
