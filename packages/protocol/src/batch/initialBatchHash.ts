import { asHash, type BatchHash } from '../hash/Hash.ts'

/** What stands for the batch hash before a chain's first batch: `bytes32(chainId)` (spec 3). */
export function initialBatchHash(chainId: number): BatchHash {
  return asHash<BatchHash>(`0x${chainId.toString(16).padStart(64, '0')}`)
}
