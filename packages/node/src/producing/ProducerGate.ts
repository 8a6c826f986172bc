import type { Address } from '@mvm/protocol'
import type { ProducerAnswer, ProducerNetworkPort, SealSigner } from '@mvm/sequencer'
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import { isProducerAnswer } from './isProducerAnswer.ts'
import { ProducerChannel } from './ProducerChannel.ts'

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
  readonly logger: Logger
}

interface Guest {
  readonly channel: ProducerChannel
  readonly connection: number
}

const MAX_CONNECTIONS = 1_024

/** Where a sequencer lets producers in: they connect, because nobody knows beforehand who will be assigned. */
export class ProducerGate {
  readonly #options: ProducerGateOptions
  readonly #guests = new Map<Address, Guest>()
  readonly #handlers = new Map<number, GateHandler>()
  readonly #sockets = new Set<WebSocket>()
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

  /** Takes a connection that somebody has made. */
  accept(socket: WebSocket): void {
    if (this.#sockets.size >= MAX_CONNECTIONS) {
      socket.terminate()
      return
    }
    this.#sockets.add(socket)
    const { signer, l1ChainId, logger } = this.#options
    let guest: Guest | undefined
    const channel = new ProducerChannel({
      ...{ socket, signer, l1ChainId, remote: undefined, isMessage: isProducerAnswer },
      onOpen: (remote) => {
        void this.#admit(remote).then((isAdmitted) => {
          if (!isAdmitted) {
            logger.warn({ producer: remote }, 'an account that is no producer was turned away')
            socket.terminate()
          }
          if (!isAdmitted || socket.readyState !== socket.OPEN) return
          // It has come again: the connection before is dead, even if that has not shown yet.
          this.#guests.get(remote)?.channel.end()
          this.#leave(remote)
          guest = { channel, connection: ++this.#connections }
          this.#guests.set(remote, guest)
          logger.info({ producer: remote }, 'a producer is connected')
        })
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

  async #admit(account: Address): Promise<boolean> {
    return this.#options.isSignedUp(account)
  }

  #leave(producer: Address): void {
    if (!this.#guests.delete(producer)) return
    for (const handler of this.#handlers.values()) handler.lost(producer)
  }
}
