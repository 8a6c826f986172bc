import { toHex } from '../bytes/toHex.ts'
import { keccak256 } from '../hash/keccak256.ts'

const SIGNATURE =
  'appendSequencerBatch(uint256,bytes32,uint256,uint256,uint256,bytes32,uint256,address,bytes,bytes)'
const SELECTOR = toHex(keccak256(new TextEncoder().encode(SIGNATURE)).subarray(0, 4))

const WORD = 32
const HEAD_START = 4
const HEAD_WORDS = 10
const PRODUCER_WORD = 7
const PRODUCER_SIG_WORD = 8
const PAYLOAD_WORD = 9

/**
 * The payload in the calldata of `appendSequencerBatch`, read as Solidity's calldata decoder reads it: offsets may
 * overlap, words need not be in order and surplus bytes are ignored. `null` exactly where the contract reverts while
 * decoding, so never for a call that appended a batch. The result is a view of `calldata`.
 */
export function payloadFromAppendCalldata(calldata: Uint8Array): Uint8Array | null {
  if (calldata.length < HEAD_START + HEAD_WORDS * WORD) return null
  if (toHex(calldata.subarray(0, HEAD_START)) !== SELECTOR) return null
  if (!isZero(calldata, headWordAt(PRODUCER_WORD), WORD - 20)) return null
  if (bytesArgument(calldata, PRODUCER_SIG_WORD) === null) return null
  return bytesArgument(calldata, PAYLOAD_WORD)
}

function headWordAt(index: number): number {
  return HEAD_START + index * WORD
}

/** A `bytes calldata` argument: the head's word is its offset from the head's start, its length stands there. */
function bytesArgument(calldata: Uint8Array, headWord: number): Uint8Array | null {
  const offset = lengthWord(calldata, headWordAt(headWord))
  if (offset === null || HEAD_START + offset + WORD > calldata.length) return null
  const length = lengthWord(calldata, HEAD_START + offset)
  const start = HEAD_START + offset + WORD
  if (length === null || start + length > calldata.length) return null
  return calldata.subarray(start, start + length)
}

/** A word below 2^48, which no offset or length within real calldata reaches; `null` for any other. */
function lengthWord(calldata: Uint8Array, at: number): number | null {
  if (!isZero(calldata, at, WORD - 6)) return null
  let value = 0
  for (let i = at + WORD - 6; i < at + WORD; i++) value = value * 256 + (calldata[i] as number)
  return value
}

function isZero(bytes: Uint8Array, start: number, length: number): boolean {
  for (let i = start; i < start + length; i++) if (bytes[i] !== 0) return false
  return true
}
