import { type Address, keccak256, recoverAddress } from '@mvm/protocol'
import type { ProducerAnswer, ProducerRequest, SealSigner } from '@mvm/sequencer'
import { type Check, shape } from '../peer/shape.ts'
import { wireText } from '../peer/wireText.ts'

/** Of the whole frame; another one is not understood. */
const VERSION = 1
/** Of one frame. */
export const MAX_FRAME_MESSAGES = 256
/** Length of a signature in hexadecimal. */
const SIGNATURE_LENGTH = 130

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
  async encode(frame: ChannelFrame, signer: SealSigner): Promise<string> {
    const text = wireText.encode({ version: VERSION, ...frame })
    const signature = await signer.sign(digestOf(text))
    return `${Buffer.from(signature).toString('hex')}${text}`
  },

  /**
   * The frame, if its sender has signed it; `undefined` for anything else.
   *
   * @param isMessage whether something is a message that this side may be sent
   */
  decode(data: string, isMessage: Check): ChannelFrame | undefined {
    const signature = new Uint8Array(Buffer.from(data.slice(0, SIGNATURE_LENGTH), 'hex'))
    const text = data.slice(SIGNATURE_LENGTH)
    if (signature.length !== 65) return undefined
    const parity = (signature[64] as number) - 27
    if (parity !== 0 && parity !== 1) return undefined
    const signer = recoverAddress(digestOf(text), signature.subarray(0, 64), parity)
    const frame = parse(text)
    if (signer === undefined || frame?.from !== signer || frame.version !== VERSION) {
      return undefined
    }
    const areMessages = shape.list(
      shape.fields({ chainId: shape.number, message: isMessage }),
      MAX_FRAME_MESSAGES,
    )
    return Number.isSafeInteger(frame.counter) && areMessages(frame.messages)
      ? (frame as unknown as ChannelFrame)
      : undefined
  },
} as const

/** What is signed of a frame: nothing that is signed elsewhere begins like this. */
function digestOf(text: string): Uint8Array {
  return keccak256(new TextEncoder().encode(`MVM producer message 1\n${text}`))
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = wireText.decode(text)
    const isObject = typeof value === 'object' && value !== null
    return isObject ? (value as Readonly<Record<string, unknown>>) : undefined
  } catch {
    // Whatever JSON makes of a stranger's bytes, too deep a nesting included: no frame.
    return undefined
  }
}
