import { callContracts, contractInterface, type L1Receipt, RollupReader } from '@mvm/l1'
import { asAddress, depositFromQueueElement, type Hex } from '@mvm/protocol'
import type { L1Connection } from '../l1/L1Connection.ts'
import type { ForcedElement } from './ForcedElement.ts'

/** The queue element that an L1 transaction enqueued for a chain; `undefined` when it enqueued none. */
export async function readForcedElement(
  l1: L1Connection,
  chainId: number,
  receipt: L1Receipt,
): Promise<ForcedElement | undefined> {
  const { client, contracts, signal } = l1
  const queueIndex = enqueuedIndex(l1, chainId, receipt)
  if (queueIndex === undefined) return undefined
  const { blockNumber, blockHash } = receipt
  const reader = new RollupReader({ client, contracts, isWanted: (id) => id === chainId })
  const range = { from: blockNumber, to: blockNumber, toHash: blockHash }
  const { byChainId } = await reader.readRange(range, signal)
  const element = byChainId
    .get(chainId)
    ?.queueElements.find((candidate) => candidate.queueIndex === queueIndex)
  if (element === undefined) return undefined
  const [delay] = await callContracts(l1, [
    { contract: 'CanonicalTransactionChain', method: 'forcedInclusionDelay', args: [] },
  ])
  return {
    element,
    transactionHash: depositFromQueueElement(element).hash,
    l1TransactionHash: receipt.transactionHash,
    forcibleFromL1Block: element.l1BlockNumber + Number(delay?.[0]) + 1,
  }
}

function enqueuedIndex(
  { contracts }: L1Connection,
  chainId: number,
  { logs }: L1Receipt,
): number | undefined {
  const abi = contractInterface('CanonicalTransactionChain')
  for (const { address, topics, data } of logs) {
    if (asAddress(address) !== contracts.canonicalTransactionChain) continue
    const event = abi.parseLog({ topics: [...topics], data: data as Hex })
    if (event?.name !== 'TransactionEnqueued' || Number(event.args.chainId) !== chainId) continue
    return Number(event.args.queueIndex)
  }
  return undefined
}
