import {
  buildWithdrawalProof,
  type ContractSource,
  type ProveWithdrawal,
  readStateBatch,
  type StorageProofAnswer,
} from '@mvm/l1'
import {
  asHash,
  type Hex,
  type OutputRootPreimage,
  type PassedMessage,
  predeploys,
  sentMessageSlot,
} from '@mvm/protocol'
import type { JsonRpc } from './JsonRpc.ts'
import { waitFor } from './waitFor.ts'

interface Finality {
  readonly stateBatch: { readonly stateBatchIndex: Hex } | null
}

interface RpcHeader {
  readonly hash: Hex
  readonly stateRoot: Hex
  readonly withdrawalsRoot: Hex
}

/** Waits until a block's state is asserted, and proves a message by what a node says about it. */
export async function proveFromNode(
  rpc: JsonRpc,
  source: ContractSource,
  chainId: number,
  { message, hash }: PassedMessage,
  blockNumber: number,
): Promise<ProveWithdrawal> {
  const tag = (number: number): Hex => `0x${number.toString(16)}`
  const stateBatchIndex = await waitFor(`the state of block ${blockNumber} on L1`, async () => {
    const finality = await rpc.call<Finality>('mvm_finalityStatus', tag(blockNumber))
    return finality.stateBatch && Number(finality.stateBatch.stateBatchIndex)
  })
  const stateBatch = await readStateBatch(source, chainId, stateBatchIndex)
  const blocks = await Promise.all(
    Array.from({ length: stateBatch.rootCount }, async (_, place): Promise<OutputRootPreimage> => {
      const number = tag(stateBatch.firstBlock + place)
      const header = await rpc.call<RpcHeader>('eth_getBlockByNumber', number, false)
      return {
        stateRoot: asHash(header.stateRoot),
        messagePasserStorageRoot: asHash(header.withdrawalsRoot),
        blockHash: asHash(header.hash),
      }
    }),
  )
  const answer = await rpc.call<StorageProofAnswer>(
    'eth_getProof',
    predeploys.l2ToL1MessagePasser,
    [sentMessageSlot(hash)],
    tag(blockNumber),
  )
  return buildWithdrawalProof({ chainId, message, stateBatch, blocks, blockNumber, answer })
}
