import { type BlockHash, MvmError } from '@mvm/protocol'

export class NoSealedBlockError extends MvmError {
  readonly code = 'NO_SEALED_BLOCK'
  readonly blockHash: BlockHash

  constructor({ blockHash }: { readonly blockHash: BlockHash }) {
    super(`block ${blockHash} is not the one that waits for its commit`, {
      remedy: 'Seal it again; this is a bug of the caller.',
    })
    this.blockHash = blockHash
  }
}
