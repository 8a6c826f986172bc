import { asHash, type Hash, toBigInt, toHex } from '@mvm/protocol'
import { rlpItems, rlpPayload } from '../rlp/rlpItems.ts'

/** What blocks take from the L1 block that their batch names. */
export interface Origin {
  readonly timestamp: number
  readonly prevRandao: Hash<'randao'>
  readonly baseFee: bigint
}

/** Fields of an L1 header by their places, which later forks have only added to (Yellow Paper 4.3, EIP-1559). */
const TIMESTAMP = 11
const PREV_RANDAO = 13
const BASE_FEE = 15

/** Reads the header of an L1 block. */
export function originOf(header: Uint8Array): Origin {
  const items = rlpItems(header).map(rlpPayload)
  const field = (index: number): Uint8Array => items[index] as Uint8Array
  return {
    timestamp: Number(toBigInt(field(TIMESTAMP))),
    prevRandao: asHash(toHex(field(PREV_RANDAO))),
    baseFee: toBigInt(field(BASE_FEE)),
  }
}
