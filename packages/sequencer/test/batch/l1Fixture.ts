import {
  asAddress,
  asHash,
  EMPTY_QUEUE_HASH,
  elementHash,
  type Hash,
  keccak256Hex,
  type L1BlockHash,
  type L1Origin,
  nextQueueHash,
  type QueueElement,
} from '@mvm/protocol'
import { chainId } from '../pool/examinedTransaction.ts'

/** An L1 block made up from its number; `fork` makes another one of the same number. */
export function l1Block(number: number, fork = 0): L1Origin {
  const seed = new TextEncoder().encode(`${number}/${fork}`)
  return {
    number,
    hash: asHash<L1BlockHash>(keccak256Hex(seed)),
    timestamp: 1_700_000_000 + number * 12,
    prevRandao: asHash<Hash<'randao'>>(keccak256Hex(keccakSeed(seed))),
    baseFeePerGas: 7n,
  }
}

function keccakSeed(seed: Uint8Array): Uint8Array {
  return new Uint8Array([...seed, 1])
}

export interface ElementChoice {
  readonly l1BlockNumber: number
  readonly gasLimit?: bigint
  readonly mint?: bigint
}

/** A queue with these elements, hashed as the CTC does. */
export function queueOf(choices: readonly ElementChoice[]): QueueElement[] {
  let queueHash = EMPTY_QUEUE_HASH
  return choices.map(({ l1BlockNumber, gasLimit = 21_000n, mint = 0n }, queueIndex) => {
    const fields = {
      chainId,
      queueIndex,
      from: asAddress(`0x${'aa'.repeat(20)}`),
      sender: asAddress(`0x${'aa'.repeat(20)}`),
      to: asAddress(`0x${'bb'.repeat(20)}`),
      mint,
      value: mint,
      gasLimit,
      isSystem: false,
      data: new Uint8Array(0),
    }
    queueHash = nextQueueHash(queueHash, elementHash(fields))
    return { ...fields, l1BlockNumber, queueHashAfter: queueHash }
  })
}
