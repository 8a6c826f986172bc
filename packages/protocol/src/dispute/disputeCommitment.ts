import type { Address } from '../account/Address.ts'
import type { Hash, OutputRoot } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'

/** What a challenger commits to before it opens a dispute. */
export interface DisputeCommitmentPreimage {
  readonly challenger: Address
  readonly chainId: number
  readonly stateBatchIndex: number
  /** The first block whose output root the challenger rejects. */
  readonly blockNumber: number
  /** Output root that the challenger holds to be right for it. */
  readonly challengerRoot: OutputRoot
  /** Random, or the commitment could be guessed. */
  readonly salt: Hash<'salt'>
}

/** The commitment that `DisputeGame.commit` takes (spec 4.1); the contract computes the same in `commitmentOf`. */
export function disputeCommitment({
  challenger,
  chainId,
  stateBatchIndex,
  blockNumber,
  challengerRoot,
  salt,
}: DisputeCommitmentPreimage): Hash<'dispute commitment'> {
  return hashWords(challenger, chainId, stateBatchIndex, blockNumber, challengerRoot, salt)
}
