import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** What the CanonicalTransactionChain would accept of a batch with a given origin. */
export interface BatchLimits {
  readonly queueEnd: { readonly min: number; readonly max: number }
  /** In the current epoch; MT per ETH × 10^6. */
  readonly feeScalar: { readonly min: bigint; readonly max: bigint }
  /** Whether `appendForced` is open to anyone. */
  readonly isOverdue: boolean
}

/** Throws {@link ContractRevertError} `UnknownChain`. */
export async function readBatchLimits(
  source: ContractSource,
  chainId: number,
  originNumber: number,
): Promise<BatchLimits> {
  const contract = 'CanonicalTransactionChain'
  const [queueEnd, feeScalar, isOverdue] = await callContracts(source, [
    { contract, method: 'queueEndRange', args: [chainId, originNumber] },
    { contract, method: 'feeScalarRange', args: [chainId] },
    { contract, method: 'isOverdue', args: [chainId] },
  ])
  return {
    queueEnd: { min: Number(queueEnd?.min), max: Number(queueEnd?.max) },
    feeScalar: { min: feeScalar?.min, max: feeScalar?.max },
    isOverdue: isOverdue?.[0],
  }
}
