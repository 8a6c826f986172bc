import type { Address } from '@mvm/protocol'
import type { ProducerAnswer, ProducerRequest, SealSigner } from '@mvm/sequencer'
import type { Logger } from 'pino'
import { WebSocket } from 'ws'
import { endWhenDead } from '../peer/endWhenDead.ts'
import { isProducerRequest } from './isProducerRequest.ts'
import { MAX_FRAME_BYTES, ProducerChannel } from './ProducerChannel.ts'
import { PRODUCER_PATH } from './producerPath.ts'

const FIRST_RETRY_MS = 100
const MAX_RETRY_MS = 3_000
const HANDSHAKE_TIMEOUT_MS = 3_000

export interface ProducerUplinkOptions {
  readonly signer: SealSigner
  readonly l1ChainId: number
  /** The sequencers and where they listen. */
  readonly sequencers: ReadonlyMap<Address, string>
  readonly logger: Logger
}

/** One DAC's part in what sequencers say. */
export type UplinkHandler = (from: Address, request: ProducerRequest) => void

/** A producer's connections to all sequencers, made again whenever they break. What cannot be sent is lost. */
export class ProducerUplink {
  readonly #options: ProducerUplinkOptions
  readonly #handlers = new Map<number, UplinkHandler>()
  readonly #channels = new Map<Address, ProducerChannel>()
  readonly #sockets = new Map<Address, WebSocket>()
  readonly #timers = new Map<Address, NodeJS.Timeout>()
  #isEnded = false

  constructor(options: ProducerUplinkOptions) {
    this.#options = options
  }

  /** Begins to connect, once there is something to be asked for. */
  start(): void {
    if (this.#sockets.size > 0 || this.#isEnded) return
    for (const [sequencer, url] of this.#options.sequencers) {
      this.#connect(sequencer, url, FIRST_RETRY_MS)
    }
  }

  get signer(): SealSigner {
    return this.#options.signer
  }

  /** Lets a DAC of this node take part. */
  register(chainId: number, handler: UplinkHandler): void {
    this.#handlers.set(chainId, handler)
  }

  send(to: Address, chainId: number, answer: ProducerAnswer): void {
    this.#channels.get(to)?.send(chainId, answer)
  }

  close(): void {
    this.#isEnded = true
    for (const timer of this.#timers.values()) clearTimeout(timer)
    for (const socket of this.#sockets.values()) socket.terminate()
  }

  #connect(sequencer: Address, url: string, retryMs: number): void {
    const { signer, l1ChainId, logger } = this.#options
    const socket = new WebSocket(new URL(PRODUCER_PATH, url), {
      handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      maxPayload: MAX_FRAME_BYTES,
      perMessageDeflate: false,
    })
    this.#sockets.set(sequencer, socket)
    endWhenDead(socket)
    let nextRetryMs = Math.min(MAX_RETRY_MS, retryMs * 2)
    const channel = new ProducerChannel({
      ...{ socket, signer, l1ChainId, remote: sequencer, isMessage: isProducerRequest },
      onOpen: () => {
        nextRetryMs = FIRST_RETRY_MS
        this.#channels.set(sequencer, channel)
        logger.info({ sequencer }, 'connected to a sequencer')
      },
      onMessage: (from, { chainId, message }) => {
        this.#handlers.get(chainId)?.(from, message as ProducerRequest)
      },
    })
    socket.on('close', () => {
      if (this.#channels.get(sequencer) === channel) this.#channels.delete(sequencer)
      if (this.#isEnded) return
      const waitMs = nextRetryMs * (0.5 + Math.random() / 2)
      const again = setTimeout(() => this.#connect(sequencer, url, nextRetryMs), waitMs)
      this.#timers.set(sequencer, again)
    })
  }
}
