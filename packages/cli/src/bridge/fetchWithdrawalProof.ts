import {
  buildWithdrawalProof,
  type ProveWithdrawal,
  readStateBatch,
  type StorageProofAnswer,
} from '@mvm/l1'
import { asHash, type OutputRootPreimage, predeploys, sentMessageSlot } from '@mvm/protocol'
import type { OpenedWithdrawal } from './openWithdrawal.ts'

const BLOCKS_PER_EXCHANGE = 50

/**
 * The proof of a message in a state batch that contains its block, from what a node says. Throws
 * `WithdrawalProofMismatchError` when that does not fit what stands on L1.
 */
export async function fetchWithdrawalProof(
  { l1, node, dac, message, hash, blockNumber }: OpenedWithdrawal,
  stateBatchIndex: number,
): Promise<ProveWithdrawal> {
  const { chainId } = dac
  const { signal } = l1
  const stateBatch = await readStateBatch(l1, chainId, stateBatchIndex)
  const numbers = Array.from({ length: stateBatch.rootCount }, (_, i) => stateBatch.firstBlock + i)
  const blocks: OutputRootPreimage[] = []
  for (let start = 0; start < numbers.length; start += BLOCKS_PER_EXCHANGE) {
    const part = numbers.slice(start, start + BLOCKS_PER_EXCHANGE)
    const parameters = part.map((number) => [quantity(number), false])
    const answers = await node.requestEach('eth_getBlockByNumber', parameters, signal)
    for (const answer of answers) {
      const header = answer as unknown as {
        hash: string
        stateRoot: string
        withdrawalsRoot: string
      } | null
      if (header === null) break
      blocks.push({
        stateRoot: asHash(header.stateRoot),
        messagePasserStorageRoot: asHash(header.withdrawalsRoot),
        blockHash: asHash(header.hash),
      })
    }
  }
  const answer = (await node.request(
    'eth_getProof',
    [predeploys.l2ToL1MessagePasser, [sentMessageSlot(hash)], quantity(blockNumber)],
    signal,
  )) as unknown as StorageProofAnswer
  return buildWithdrawalProof({ chainId, message, stateBatch, blocks, blockNumber, answer })
}

const quantity = (value: number) => `0x${value.toString(16)}`
