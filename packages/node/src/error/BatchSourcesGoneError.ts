import { type BatchHash, MvmError } from '@mvm/protocol'

/** A batch's L1 origin is older than what the node keeps of L1's blocks. */
export class BatchSourcesGoneError extends MvmError {
  readonly code = 'BATCH_SOURCES_GONE'
  readonly batchHash: BatchHash

  constructor({ batchHash }: { readonly batchHash: BatchHash }) {
    super(`the L1 origin of batch ${batchHash} is no longer kept`, {
      remedy: 'Restart the node: it reads L1 again from its last final block.',
    })
    this.batchHash = batchHash
  }
}
