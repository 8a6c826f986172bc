import { type Address, recoverAddress } from '@mvm/protocol'
import type { SealSigner } from '@mvm/sequencer'
import { isWireMessage } from './isWireMessage.ts'
import { peerDigest } from './peerDigest.ts'
import { shape } from './shape.ts'
import type { DacMessage } from './WireMessage.ts'
import { wireText } from './wireText.ts'

/** Of the whole frame; another one is not understood. */
export const PEER_VERSION = 1

/** Messages with all that their signature covers. */
export interface PeerFrame {
  readonly version: number
  readonly l1ChainId: number
  /** Chosen by the receiver for this connection: a frame counts on no other. */
  readonly session: string
  /** Rises with each frame of a connection. */
  readonly counter: number
  readonly from: Address
  readonly to: Address
  /** In the order in which they were sent. */
  readonly messages: readonly DacMessage[]
}

/** Of one frame. */
export const MAX_FRAME_MESSAGES = 256

/** Length of a signature in hexadecimal. */
const SIGNATURE_LENGTH = 130

/** A frame as it goes over the wire: the signature, then the signed text. */
export const peerFrame = {
  async encode(frame: PeerFrame, signer: SealSigner): Promise<string> {
    const text = wireText.encode(frame)
    const signature = await signer.sign(peerDigest(text))
    return `${Buffer.from(signature).toString('hex')}${text}`
  },

  /** The frame, if its sender has signed it; `undefined` for anything else. */
  decode(data: string): PeerFrame | undefined {
    const signature = new Uint8Array(Buffer.from(data.slice(0, SIGNATURE_LENGTH), 'hex'))
    const text = data.slice(SIGNATURE_LENGTH)
    if (signature.length !== 65) return undefined
    const parity = (signature[64] as number) - 27
    if (parity !== 0 && parity !== 1) return undefined
    const signer = recoverAddress(peerDigest(text), signature.subarray(0, 64), parity)
    const frame = parse(text) as Partial<PeerFrame> | undefined
    if (signer === undefined || frame?.from !== signer || frame.version !== PEER_VERSION) {
      return undefined
    }
    return Number.isSafeInteger(frame.counter) && areMessages(frame.messages)
      ? (frame as PeerFrame)
      : undefined
  },
} as const

const areMessages = shape.list(
  shape.fields({ chainId: shape.number, message: isWireMessage }),
  MAX_FRAME_MESSAGES,
)

function parse(text: string): unknown {
  try {
    const value = wireText.decode(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    // Whatever JSON makes of a stranger's bytes, too deep a nesting included: no frame.
    return undefined
  }
}
