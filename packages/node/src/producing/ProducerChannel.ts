import { randomBytes } from 'node:crypto'
import type { Address } from '@mvm/protocol'
import type { SealSigner } from '@mvm/sequencer'
import { WebSocket } from 'ws'
import type { Check } from '../peer/shape.ts'
import { type ChannelMessage, channelFrame, MAX_FRAME_MESSAGES } from './channelFrame.ts'

/** Longest frame: a payload's worth of transactions many times over. */
export const MAX_FRAME_BYTES = 16 * 1024 * 1024
/** What may wait for a slow receiver: the connection is given up beyond. */
const MAX_BUFFERED_BYTES = 32 * 1024 * 1024
const SESSION = /^[0-9a-f]{32}$/

export interface ProducerChannelOptions {
  readonly socket: WebSocket
  readonly signer: SealSigner
  readonly l1ChainId: number
  /** Who must be at the other end; `undefined` for anybody who can sign. */
  readonly remote: Address | undefined
  /** Whether something is a message that this side may be sent. */
  readonly isMessage: Check
  /** The other end has proven who it is. */
  readonly onOpen: (remote: Address) => void
  readonly onMessage: (remote: Address, message: ChannelMessage) => void
}

/**
 * One end of the connection between a sequencer and a producer. Each end chooses a session, and each signs what it sends
 * for the other's. A frame that does not belong here ends the connection.
 */
export class ProducerChannel {
  readonly #options: ProducerChannelOptions
  readonly #session = randomBytes(16).toString('hex')
  #remote: Address | undefined
  #remoteSession: string | undefined
  #isProven = false
  #sent = 0
  #received = 0
  #queue: ChannelMessage[] = []
  /** Signing takes its time and must not change the order. */
  #last: Promise<void> = Promise.resolve()

  constructor(options: ProducerChannelOptions) {
    const { socket, remote } = options
    this.#options = options
    this.#remote = remote
    socket.on('error', () => undefined)
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary || !this.#take(data.toString('utf8'))) socket.terminate()
    })
    const greet = () => socket.send(this.#session)
    if (socket.readyState === WebSocket.OPEN) greet()
    else socket.once('open', greet)
  }

  /** Sends with whatever else comes in this turn of the event loop; before the other end is known, nothing. */
  send(chainId: number, message: ChannelMessage['message']): void {
    if (!this.#isProven) return
    this.#queue.push({ chainId, message })
    if (this.#queue.length > 1) return
    setImmediate(() => {
      this.#last = this.#last.then(() => this.#flush())
    })
  }

  end(): void {
    this.#options.socket.terminate()
  }

  async #flush(): Promise<void> {
    const messages = this.#queue
    this.#queue = []
    for (let start = 0; start < messages.length; start += MAX_FRAME_MESSAGES) {
      await this.#sendFrame(messages.slice(start, start + MAX_FRAME_MESSAGES))
    }
  }

  async #sendFrame(messages: readonly ChannelMessage[]): Promise<void> {
    const { socket, signer, l1ChainId } = this.#options
    const session = this.#remoteSession as string
    const to = this.#remote ?? signer.address
    const frame = { l1ChainId, session, counter: ++this.#sent, from: signer.address, to, messages }
    const data = await channelFrame.encode(frame, signer)
    if (socket.readyState !== WebSocket.OPEN) return
    // Nothing may be left out in between.
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate()
    else socket.send(data)
  }

  /** False for what does not belong here. */
  #take(text: string): boolean {
    if (this.#remoteSession === undefined) {
      if (!SESSION.test(text)) return false
      this.#remoteSession = text
      // Says who is here.
      this.#last = this.#last.then(() => this.#sendFrame([]))
      return true
    }
    const { signer, l1ChainId, isMessage, onOpen, onMessage } = this.#options
    const frame = channelFrame.decode(text, isMessage)
    if (frame === undefined || frame.session !== this.#session) return false
    if (frame.counter !== this.#received + 1 || frame.l1ChainId !== l1ChainId) return false
    if (frame.from !== (this.#remote ?? frame.from)) return false
    // The first frame of who does not know yet whom it talks to is to itself.
    if (frame.to !== signer.address && !(this.#received === 0 && frame.to === frame.from)) {
      return false
    }
    this.#received = frame.counter
    this.#remote = frame.from
    if (!this.#isProven) {
      this.#isProven = true
      onOpen(frame.from)
    }
    for (const message of frame.messages) onMessage(frame.from, message)
    return true
  }
}
