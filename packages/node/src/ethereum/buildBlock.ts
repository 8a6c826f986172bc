import { EthereumBlockExecution } from '@mvm/execution'
import { asHash, encodeChainBlock, type Hash, toHex } from '@mvm/protocol'
import type { BlockOrder, BuiltBlock } from '@mvm/rpc'
import type { EthereumWorkerChain } from './EthereumWorkerChain.ts'

/** How far a block's gas limit may move from its parent's. */
const BOUND_DIVISOR = 1_024n

/** Builds the child of a block, with exactly these transactions. It is not kept. */
export async function buildBlock(
  chain: EthereumWorkerChain,
  order: BlockOrder,
): Promise<BuiltBlock> {
  const parent = chain.parent(order.parent)
  const { timestamp, coinbase, prevRandao, withdrawals, parentBeaconBlockRoot, extraData } = order
  const execution = await EthereumBlockExecution.begin(
    chain.reader,
    parent,
    {
      timestamp,
      coinbase,
      gasLimit: nextGasLimit(parent.header.gasLimit, order.gasLimitGoal),
      extraData,
      mixHash: asHash<Hash>(prevRandao),
      withdrawals,
      ...(parentBeaconBlockRoot === null
        ? {}
        : { parentBeaconBlockRoot: asHash<Hash>(parentBeaconBlockRoot) }),
    },
    chain.profile,
  )
  let value = 0n
  for (const [index, raw] of order.transactions.entries()) {
    const result = await execution.tryTransaction(raw)
    if (result.status === 'skipped') return { status: 'refused', index, reason: result.reason.code }
    const { effectiveGasPrice, gasUsed } = result.receipt
    value += (effectiveGasPrice - execution.baseFeePerGas) * gasUsed
  }
  const { block, hash, requests } = await execution.finish()
  return {
    status: 'built',
    block: { hash, header: block.header },
    encoded: encodeChainBlock(block),
    transactions: block.transactions,
    withdrawals: block.withdrawals ?? [],
    value,
    requests: (requests ?? []).map((request) => toHex(request)),
  }
}

/** As near to the goal as the parent's limit allows. */
function nextGasLimit(parentLimit: bigint, goal: bigint): bigint {
  const most = parentLimit / BOUND_DIVISOR - 1n
  if (goal > parentLimit) return goal - parentLimit > most ? parentLimit + most : goal
  return parentLimit - goal > most ? parentLimit - most : goal
}
