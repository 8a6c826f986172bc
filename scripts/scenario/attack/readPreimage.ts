import {
  asHash,
  type BlockHash,
  type OutputRootPreimage,
  type StateRoot,
  type StorageRoot,
} from '@mvm/protocol'
import { rpcCall } from '../../bench/rpcBatch.ts'

/** What a node says a block's output root is the hash of. */
export async function readPreimage(
  rpcUrl: string,
  blockNumber: number,
): Promise<OutputRootPreimage> {
  const hex = `0x${blockNumber.toString(16)}`
  const output = (await rpcCall(rpcUrl, 'optimism_outputAtBlock', hex)) as {
    readonly stateRoot: string
    readonly withdrawalStorageRoot: string
    readonly blockRef: { readonly hash: string }
  }
  return {
    stateRoot: asHash<StateRoot>(output.stateRoot),
    messagePasserStorageRoot: asHash<StorageRoot>(output.withdrawalStorageRoot),
    blockHash: asHash<BlockHash>(output.blockRef.hash),
  }
}
