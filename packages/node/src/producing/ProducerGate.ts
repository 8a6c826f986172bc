import type { Address } from '@mvm/protocol'
import type { ProducerAnswer, ProducerNetworkPort, SealSigner } from '@mvm/sequencer'
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { Allowance, type AllowanceLimits } from '../peer/Allowance.ts'
import { isProducerAnswer } from './isProducerAnswer.ts'
import { ProducerChannel } from './ProducerChannel.ts'
import { Turnstile } from './Turnstile.ts'

/** One DAC's part in what producers say. */
export interface GateHandler {
  receive(from: Address, answer: ProducerAnswer): void
  /** The connection to a producer is gone. */
  lost(producer: Address): void
}

export interface ProducerGateOptions {
  readonly signer: SealSigner
  readonly l1ChainId: number
  /** Whether an account is signed up on L1; others are not listened to. Must not reject. */
  readonly isSignedUp: (account: Address) => Promise<boolean>
  /** Of each producer. @default many times what an honest one has to say */
  readonly allowance?: AllowanceLimits
  readonly logger: Logger
}

interface Guest {
  readonly channel: ProducerChannel
  readonly connection: number
}

const MAX_GUESTS = 1_024
/** Producers whose allowance is remembered, guests or not. */
const MAX_ALLOWANCES = 4 * MAX_GUESTS
/** That are looked up at a time. */
const ADMISSIONS = 8

/** Where a sequencer lets producers in: they connect, because nobody knows beforehand who will be assigned. */
export class ProducerGate {
  readonly #options: ProducerGateOptions
  readonly #guests = new Map<Address, Guest>()
  /** What each producer may still say: a new connection brings it nothing. */
  readonly #allowances = new Map<Address, Allowance>()
  readonly #handlers = new Map<number, GateHandler>()
  readonly #sockets = new Set<WebSocket>()
  readonly #turnstile = new Turnstile(ADMISSIONS)
  #connections = 0

  constructor(options: ProducerGateOptions) {
    this.#options = options
  }

  /** Lets a DAC of this node take part. */
  register(chainId: number, handler: GateHandler): void {
    this.#handlers.set(chainId, handler)
  }

  /** The way to the producers for one DAC. */
  portOf(chainId: number): ProducerNetworkPort {
    return {
      connectionOf: (producer) => this.#guests.get(producer)?.connection,
      send: (to, request) => this.#guests.get(to)?.channel.send(chainId, request),
    }
  }

  /**
   * Takes a connection that somebody has made.
   *
   * @param onAdmitted told when that is a producer
   */
  accept(socket: WebSocket, onAdmitted: () => void): void {
    if (this.#guests.size >= MAX_GUESTS) {
      socket.terminate()
      return
    }
    this.#sockets.add(socket)
    const { signer, l1ChainId, logger } = this.#options
    let guest: Guest | undefined
    const channel = new ProducerChannel({
      ...{ socket, signer, l1ChainId, remote: undefined, isMessage: isProducerAnswer },
      admit: (remote) => this.#admit(remote, socket),
      allowanceOf: (remote) => this.#allowanceOf(remote),
      onOpen: (remote) => {
        onAdmitted()
        // It has come again: the connection before is dead, even if that has not shown yet.
        this.#guests.get(remote)?.channel.end()
        this.#leave(remote)
        guest = { channel, connection: ++this.#connections }
        this.#guests.set(remote, guest)
        logger.info({ producer: remote }, 'a producer is connected')
      },
      onMessage: (remote, { chainId, message }) => {
        this.#handlers.get(chainId)?.receive(remote, message as ProducerAnswer)
      },
    })
    socket.on('close', () => {
      this.#sockets.delete(socket)
      for (const [producer, present] of this.#guests) {
        if (present === guest) this.#leave(producer)
      }
    })
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate()
  }

  /** Asks L1 for a few at a time: anybody can come, as an account that was made a moment ago. */
  async #admit(account: Address, socket: WebSocket): Promise<boolean> {
    return this.#turnstile.pass(async () => {
      if (socket.readyState !== socket.OPEN) return false
      const isAdmitted = await this.#options.isSignedUp(account)
      if (!isAdmitted) {
        this.#options.logger.debug({ account }, 'an account that is no producer was turned away')
      }
      return isAdmitted
    })
  }

  #allowanceOf(producer: Address): Allowance {
    const known = this.#allowances.get(producer)
    if (known !== undefined) return known
    if (this.#allowances.size >= MAX_ALLOWANCES) {
      for (const other of this.#allowances.keys()) {
        if (!this.#guests.has(other)) this.#allowances.delete(other)
      }
    }
    const allowance = new Allowance(this.#options.allowance)
    this.#allowances.set(producer, allowance)
    return allowance
  }

  #leave(producer: Address): void {
    if (!this.#guests.delete(producer)) return
    for (const handler of this.#handlers.values()) handler.lost(producer)
  }
}
