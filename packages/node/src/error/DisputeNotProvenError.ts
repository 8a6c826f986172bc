import { type Hash, MvmError } from '@mvm/protocol'

/** L1 does not hold the output root that a dispute rests on: it was reorganised, or an earlier block is wrong. */
export class DisputeNotProvenError extends MvmError {
  readonly code = 'DISPUTE_NOT_PROVEN'
  readonly chainId: number
  readonly blockNumber: number
  readonly root: Hash

  constructor({
    chainId,
    blockNumber,
    root,
  }: { readonly chainId: number; readonly blockNumber: number; readonly root: Hash }) {
    super(`L1 does not hold ${root} for block ${blockNumber} of chain ${chainId}`, {
      remedy: 'Check the state batch again.',
    })
    this.chainId = chainId
    this.blockNumber = blockNumber
    this.root = root
  }
}
