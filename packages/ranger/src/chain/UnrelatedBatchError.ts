import { MvmError } from '@mvm/protocol'

/** A batch does not follow on what an own chain was derived from: L1 has been reorganised meanwhile. */
export class UnrelatedBatchError extends MvmError {
  readonly code = 'UNRELATED_BATCH'
  readonly chainId: number
  readonly batchIndex: number

  constructor({ chainId, batchIndex }: { readonly chainId: number; readonly batchIndex: number }) {
    super(`batch ${batchIndex} of chain ${chainId} does not follow on the batches before it`, {
      remedy: 'Derive the chain again from its first batch.',
    })
    this.chainId = chainId
    this.batchIndex = batchIndex
  }
}
