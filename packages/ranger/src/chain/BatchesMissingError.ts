import { MvmError } from '@mvm/protocol'

/** L1's batches do not reach to a block that has an output root: they were read across a reorganisation. */
export class BatchesMissingError extends MvmError {
  readonly code = 'BATCHES_MISSING'
  readonly chainId: number
  readonly blockNumber: number

  constructor({
    chainId,
    blockNumber,
  }: { readonly chainId: number; readonly blockNumber: number }) {
    super(`there is no batch with block ${blockNumber} of chain ${chainId}`, {
      remedy: 'Read the batches from L1 again.',
    })
    this.chainId = chainId
    this.blockNumber = blockNumber
  }
}
