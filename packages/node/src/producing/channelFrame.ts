import type { Address } from '@mvm/protocol'
import type { ProducerAnswer, ProducerRequest, SealSigner } from '@mvm/sequencer'
import { type Check, shape } from '../peer/shape.ts'
import { signedText } from '../peer/signedText.ts'
import { wireText } from '../peer/wireText.ts'

/** Of the whole frame; another one is not understood. */
const VERSION = 1
/** Of one frame. */
export const MAX_FRAME_MESSAGES = 256
const DOMAIN = 'MVM producer message 1'

/** A message between a sequencer and a producer, and the DAC that it is about. */
export interface ChannelMessage {
  readonly chainId: number
  readonly message: ProducerRequest | ProducerAnswer
}

/** Messages with all that their signature covers. */
export interface ChannelFrame {
  readonly l1ChainId: number
  /** Chosen by the receiver for this connection: a frame counts on no other. */
  readonly session: string
  /** Rises with each frame of a connection. */
  readonly counter: number
  readonly from: Address
  readonly to: Address
  readonly messages: readonly ChannelMessage[]
}

/** A frame as it goes over the wire: the signature, then the signed text. */
export const channelFrame = {
  encode(frame: ChannelFrame, signer: SealSigner): Promise<string> {
    return signedText.encode(DOMAIN, wireText.encode({ version: VERSION, ...frame }), signer)
  },

  /** Who has signed what may be a frame; to be asked before it is read. */
  signerOf(data: Uint8Array): Address | undefined {
    return signedText.signerOf(DOMAIN, data)
  },

  /**
   * The frame of whoever has signed it; `undefined` if it is none, or in another's name.
   *
   * @param isMessage whether something is a message that this side may be sent
   */
  read(data: Uint8Array, signer: Address, isMessage: Check): ChannelFrame | undefined {
    const frame = parse(signedText.textOf(data))
    if (frame?.from !== signer || frame.version !== VERSION) return undefined
    const areMessages = shape.list(
      shape.fields({ chainId: shape.number, message: isMessage }),
      MAX_FRAME_MESSAGES,
    )
    return Number.isSafeInteger(frame.counter) && areMessages(frame.messages)
      ? (frame as unknown as ChannelFrame)
      : undefined
  },
} as const

function parse(text: Uint8Array): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = wireText.decode(text)
    const isObject = typeof value === 'object' && value !== null
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    // Whatever JSON makes of it, too deep a nesting included: no frame.
    return undefined
  }
}
