import { randomBytes } from 'node:crypto'
import type { Address } from '@mvm/protocol'
import type { SealSigner } from '@mvm/sequencer'
import { WebSocket } from 'ws'
import type { Allowance } from '../peer/Allowance.ts'
import type { Check } from '../peer/shape.ts'
import { SESSION } from '../peer/welcome.ts'
import {
  type ChannelFrame,
  type ChannelMessage,
  channelFrame,
  MAX_FRAME_MESSAGES,
} from './channelFrame.ts'

/** Longest frame: a payload's worth of transactions many times over. */
export const MAX_FRAME_BYTES = 16 * 1024 * 1024
/** What may wait for a slow receiver: the connection is given up beyond. */
const MAX_BUFFERED_BYTES = 32 * 1024 * 1024
/** Of a frame that says nothing but who has signed it. */
const MAX_GREETING_BYTES = 1_024
/** Until the other end has proven who it is. */
const PATIENCE_MS = 10_000

export interface ProducerChannelOptions {
  readonly socket: WebSocket
  readonly signer: SealSigner
  readonly l1ChainId: number
  /** Who must be at the other end; `undefined` for whoever is let in. */
  readonly remote: Address | undefined
  /** Whether an account that is at the other end is let in. Must not reject. @default all */
  readonly admit?: (remote: Address) => Promise<boolean>
  /** What the other end has left to say, on this connection and others; absent for as much as it likes. */
  readonly allowanceOf?: (remote: Address) => Allowance
  /** Whether something is a message that this side may be sent. */
  readonly isMessage: Check
  /** The other end has proven who it is, and was let in. */
  readonly onOpen: (remote: Address) => void
  readonly onMessage: (remote: Address, message: ChannelMessage) => void
}

/**
 * One end of the connection between a sequencer and a producer. Each end chooses a session, and each signs what it sends
 * for the other's. The end that knows whom it talks to greets first, and is answered when it has been let in: nothing else
 * is said before. A frame that does not belong here ends the connection, unread if it is not the other end's.
 */
export class ProducerChannel {
  readonly #options: ProducerChannelOptions
  readonly #session = randomBytes(16).toString('hex')
  #remote: Address | undefined
  #remoteSession: string | undefined
  #isProven = false
  #isAsking = false
  #sent = 0
  #received = 0
  readonly #patience: NodeJS.Timeout
  #queue: ChannelMessage[] = []
  /** Signing takes its time and must not change the order. */
  #last: Promise<void> = Promise.resolve()

  constructor(options: ProducerChannelOptions) {
    const { socket, remote } = options
    this.#options = options
    this.#remote = remote
    socket.on('error', () => undefined)
    socket.on('message', (data: Buffer, isBinary) => {
      // What came in one piece with the frame that has ended the connection.
      if (socket.readyState !== WebSocket.OPEN) return
      if (isBinary || !this.#take(data)) socket.terminate()
    })
    this.#patience = setTimeout(() => socket.terminate(), PATIENCE_MS)
    socket.once('close', () => clearTimeout(this.#patience))
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
    const to = this.#remote as Address
    const frame = { l1ChainId, session, counter: ++this.#sent, from: signer.address, to, messages }
    const data = await channelFrame.encode(frame, signer)
    if (socket.readyState !== WebSocket.OPEN) return
    // Nothing may be left out in between.
    if (socket.bufferedAmount > MAX_BUFFERED_BYTES) socket.terminate()
    else socket.send(data)
  }

  /** False for what does not belong here. */
  #take(data: Buffer): boolean {
    if (this.#isProven) return this.#takeFrame(data, this.#remote as Address)
    if (data.length > MAX_GREETING_BYTES || this.#isAsking) return false
    if (this.#remoteSession === undefined) {
      const text = data.toString('utf8')
      if (!SESSION.test(text)) return false
      this.#remoteSession = text
      if (this.#remote !== undefined) this.#greet()
      return true
    }
    const signer = channelFrame.signerOf(data)
    if (signer === undefined || signer !== (this.#remote ?? signer)) return false
    if (!this.#isNext(channelFrame.read(data, signer, isNothing))) return false
    if (this.#remote === undefined) void this.#letIn(signer)
    else this.#open(signer)
    return true
  }

  #takeFrame(data: Buffer, remote: Address): boolean {
    const { socket, isMessage, allowanceOf, onMessage } = this.#options
    if (channelFrame.signerOf(data) !== remote) return false
    const frame = channelFrame.read(data, remote, isMessage)
    if (!this.#isNext(frame)) return false
    allowanceOf?.(remote).slowDown(socket, data.length)
    for (const message of frame.messages) onMessage(remote, message)
    return true
  }

  #isNext(frame: ChannelFrame | undefined): frame is ChannelFrame {
    const { signer, l1ChainId } = this.#options
    if (frame === undefined || frame.session !== this.#session) return false
    if (frame.counter !== this.#received + 1 || frame.l1ChainId !== l1ChainId) return false
    this.#received = frame.counter
    return frame.to === signer.address
  }

  async #letIn(remote: Address): Promise<void> {
    const { socket, admit } = this.#options
    this.#isAsking = true
    const isAdmitted = (await admit?.(remote)) ?? true
    this.#isAsking = false
    if (socket.readyState !== WebSocket.OPEN) return
    if (!isAdmitted) {
      socket.terminate()
      return
    }
    this.#remote = remote
    this.#greet()
    this.#open(remote)
  }

  #open(remote: Address): void {
    clearTimeout(this.#patience)
    this.#isProven = true
    this.#options.onOpen(remote)
  }

  /** Says who is here. */
  #greet(): void {
    this.#last = this.#last.then(() => this.#sendFrame([]))
  }
}

/** A greeting has no messages. */
function isNothing(): boolean {
  return false
}
