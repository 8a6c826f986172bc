import {
  type Address,
  type BlockInput,
  fromHex,
  type Hex,
  predeploys,
  prevRandao,
} from '@mvm/protocol'
import type { Slot } from '../state/CommittedState.ts'
import type { StorageValue } from '../state/StorageValue.ts'
import { toStorageValue } from '../state/toStorageValue.ts'
import { trimZeros } from '../state/trimZeros.ts'
import type { WorldState } from '../state/WorldState.ts'
import type { BlockContext } from './BlockContext.ts'
import { historicHash } from './historicHash.ts'
import type { ParentBlock } from './ParentBlock.ts'
import { writeHistory } from './writeHistory.ts'

/** Storage slots of `MVM_L1Block`. */
const L1_BLOCK = { number: 0, timestamp: 1, hash: 2, baseFee: 3, feeScalar: 4 } as const

/**
 * BLOCK_BEGIN (spec 2.1): the origin's attributes go to `MVM_L1Block`, the parent's hash to the EIP-2935
 * history, both by writing storage. Returns what the block's transactions run in.
 */
export function beginBlock(
  world: WorldState,
  parent: ParentBlock,
  input: Omit<BlockInput, 'transactions' | 'deposits'>,
  fees: { readonly gasLimit: bigint; readonly baseFeePerGas: bigint },
): BlockContext {
  const { chainId, number, timestamp, origin, feeScalar, coinbase } = input
  world.beginTransaction()
  const write = (address: Address, slot: number, value: StorageValue): void =>
    world.setStorage(address, slotOf(slot), value)
  write(predeploys.l1Block, L1_BLOCK.number, toStorageValue(BigInt(origin.number)))
  write(predeploys.l1Block, L1_BLOCK.timestamp, toStorageValue(BigInt(origin.timestamp)))
  write(predeploys.l1Block, L1_BLOCK.hash, hashValue(origin.hash))
  write(predeploys.l1Block, L1_BLOCK.baseFee, toStorageValue(origin.baseFeePerGas))
  write(predeploys.l1Block, L1_BLOCK.feeScalar, toStorageValue(feeScalar))
  writeHistory(world, parent)
  return {
    chainId,
    number,
    timestamp,
    coinbase,
    gasLimit: fees.gasLimit,
    baseFeePerGas: fees.baseFeePerGas,
    prevRandao: prevRandao(origin.prevRandao, chainId, number),
    // As on Ethereum without excess blob gas: the least price there is.
    blobBaseFee: 1n,
    l1BaseFeePerGas: origin.baseFeePerGas,
    feeScalar,
    blockHash: (ancestor) => historicHash(world, ancestor),
  }
}

function slotOf(number: number): Slot {
  return `0x${number.toString(16).padStart(64, '0')}`
}

function hashValue(hash: Hex): StorageValue {
  return trimZeros(fromHex(hash))
}
