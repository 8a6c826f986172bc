import type { Address } from '@mvm/protocol'
import type { SealSigner } from '@mvm/sequencer'
import { isWireMessage } from './isWireMessage.ts'
import { shape } from './shape.ts'
import { signedText } from './signedText.ts'
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

const DOMAIN = 'MVM peer message 1'

/** A frame as it goes over the wire: the signature, then the signed text. */
export const peerFrame = {
  encode(frame: PeerFrame, signer: SealSigner): Promise<string> {
    return signedText.encode(DOMAIN, wireText.encode(frame), signer)
  },

  /** Who has signed what may be a frame; to be asked before it is read. */
  signerOf(data: Uint8Array): Address | undefined {
    return signedText.signerOf(DOMAIN, data)
  },

  /** The frame of whoever has signed it; `undefined` if it is none, or in another's name. */
  read(data: Uint8Array, signer: Address): PeerFrame | undefined {
    const frame = parse(signedText.textOf(data)) as Partial<PeerFrame> | undefined
    if (frame?.from !== signer || frame.version !== PEER_VERSION) return undefined
    return Number.isSafeInteger(frame.counter) && areMessages(frame.messages)
      ? (frame as PeerFrame)
      : undefined
  },
} as const

const areMessages = shape.list(
  shape.fields({ chainId: shape.number, message: isWireMessage }),
  MAX_FRAME_MESSAGES,
)

function parse(text: Uint8Array): unknown {
  try {
    const value = wireText.decode(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    // Whatever JSON makes of it, too deep a nesting included: no frame.
    return undefined
  }
}
