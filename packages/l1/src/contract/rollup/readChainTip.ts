import { asHash, type BatchHash } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** Where a chain stands in the CanonicalTransactionChain: what its next batch continues. */
export interface ChainTip {
  /** `bytes32(chainId)` before the first batch. */
  readonly batchHash: BatchHash
  readonly nextBlock: number
  /** The first queue element that no batch has consumed. */
  readonly queueStart: number
  readonly queueLength: number
  /** Of the last batch; the L1 block of the creation before the first. */
  readonly originNumber: number
  /** MT per ETH × 10^6. */
  readonly feeScalar: bigint
  readonly batchCount: number
}

/** Throws {@link ContractRevertError} `UnknownChain`. */
export async function readChainTip(source: ContractSource, chainId: number): Promise<ChainTip> {
  const contract = 'CanonicalTransactionChain'
  const [result] = await callContracts(source, [{ contract, method: 'chainTip', args: [chainId] }])
  const tip = result?.[0]
  return {
    batchHash: asHash(tip.batchHash),
    nextBlock: Number(tip.nextBlock),
    queueStart: Number(tip.queueStart),
    queueLength: Number(tip.queueLength),
    originNumber: Number(tip.originNumber),
    feeScalar: tip.feeScalar,
    batchCount: Number(tip.batchCount),
  }
}
