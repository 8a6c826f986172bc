import type { Address, SignedBlockSeal } from '@mvm/protocol'

/** What came of reporting an equivocation to the SequencerPool. */
export type EquivocationOutcome =
  /** This node's report took the bond. */
  | 'slashed'
  /** Somebody else's did. */
  | 'already-slashed'
  /** The account has no bond for the DAC. */
  | 'nothing-to-slash'
  /** An origin was not canonical until L1 could not tell any more. */
  | 'origin-too-old'
  /** L1 does not have an origin, and never will. */
  | 'origin-abandoned'
  /** L1 refuses the evidence for another reason, which the log has. */
  | 'refused'

/** Two blocks that one sequencer has sealed on one parent in one epoch. */
export interface Equivocation {
  readonly sealer: Address
  readonly first: SignedBlockSeal
  readonly second: SignedBlockSeal
  /** `undefined` until it is reported. */
  readonly outcome: EquivocationOutcome | undefined
}

/** One name for all evidence of one offence, which is punished once. */
export function offenceName({ sealer, first }: Pick<Equivocation, 'sealer' | 'first'>): string {
  return [first.chainId, first.epoch, first.parentHash, sealer].join('/')
}

/** One name for a pair of seals, whichever of them is first. */
export function pairName(equivocation: Pick<Equivocation, 'sealer' | 'first' | 'second'>): string {
  const { first, second } = equivocation
  const blocks = [first.blockHash, second.blockHash].sort()
  return [offenceName(equivocation), ...blocks].join('/')
}
