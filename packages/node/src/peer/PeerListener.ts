import { randomBytes } from 'node:crypto'
import type { Address } from '@mvm/protocol'
import type { WebSocket } from 'ws'
import { Allowance, type AllowanceLimits } from './Allowance.ts'
import { type PeerFrame, peerFrame } from './PeerFrame.ts'
import type { DacMessage } from './WireMessage.ts'
import { WELCOME } from './welcome.ts'

/** A frame that says nothing but who has signed it. */
export const MAX_GREETING_BYTES = 1_024
/** Many times what honest peers have to say to each other. */
const ALLOWANCE: AllowanceLimits = {
  burstBytes: 64 * 2 ** 20,
  bytesPerS: 8 * 2 ** 20,
  leastBytes: 4_096,
}

export interface PeerListenerOptions {
  readonly socket: WebSocket
  readonly self: Address
  readonly l1ChainId: number
  /** Whether an account is listened to. */
  readonly isPeer: (account: Address) => boolean
  /** The connection is a peer's. */
  readonly onPeer: (peer: Address) => void
  readonly onMessage: (from: Address, message: DacMessage) => void
  /** Somebody is sent away; with the peer that has signed what nobody can read. */
  readonly onRefused: (culprit: Address | undefined) => void
  /** @default many times what honest peers have to say */
  readonly allowance?: AllowanceLimits
}

/**
 * The receiving end of a peer's connection. The first frame is small and says who is there; of whoever is no peer, and
 * of whatever that peer has not signed, nothing is read.
 */
export class PeerListener {
  readonly #options: PeerListenerOptions
  readonly #session = randomBytes(16).toString('hex')
  #peer: Address | undefined
  #counter = 0
  readonly #allowance: Allowance

  constructor(options: PeerListenerOptions) {
    const { socket } = options
    this.#options = options
    this.#allowance = new Allowance(options.allowance ?? ALLOWANCE)
    socket.on('error', () => undefined)
    socket.on('message', (data: Buffer, isBinary) => {
      // What came in one piece with the frame that has ended the connection.
      if (socket.readyState === socket.OPEN && (isBinary || !this.#take(data))) this.end()
    })
    socket.send(this.#session)
  }

  end(): void {
    this.#options.socket.terminate()
  }

  #take(data: Buffer): boolean {
    const { isPeer, onRefused, onMessage } = this.#options
    const signer = this.#signerOf(data)
    if (signer === undefined || !isPeer(signer)) {
      onRefused(undefined)
      return false
    }
    const frame = peerFrame.read(data, signer)
    if (frame === undefined || !this.#isForUs(frame)) {
      // Anybody can repeat what a peer has said elsewhere.
      onRefused(frame === undefined ? signer : undefined)
      return false
    }
    this.#counter = frame.counter
    if (this.#peer === undefined) this.#welcome(signer)
    this.#slowDown(data.length)
    for (const message of frame.messages) onMessage(signer, message)
    return true
  }

  #signerOf(data: Buffer): Address | undefined {
    if (this.#peer === undefined && data.length > MAX_GREETING_BYTES) return undefined
    const signer = peerFrame.signerOf(data)
    return this.#peer === undefined || signer === this.#peer ? signer : undefined
  }

  #isForUs({ session, counter, to, l1ChainId }: PeerFrame): boolean {
    const { self, l1ChainId: ours } = this.#options
    return session === this.#session && counter > this.#counter && to === self && l1ChainId === ours
  }

  #slowDown(bytes: number): void {
    const { socket } = this.#options
    const pauseMs = this.#allowance.take(bytes, Date.now())
    if (pauseMs === 0 || socket.isPaused) return
    socket.pause()
    setTimeout(() => socket.resume(), pauseMs)
  }

  #welcome(peer: Address): void {
    const { socket, onPeer } = this.#options
    this.#peer = peer
    onPeer(peer)
    socket.send(WELCOME)
  }
}
