import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** What the deployment fixed for both sides of a game. */
export interface DisputeTerms {
  /** Wei of ETH that an opening carries, and the asserter's first move in the first of its games on a DAC. */
  readonly bond: bigint
  /** L1 blocks from the commitment to the earliest opening. */
  readonly minRevealDelay: number
  /** L1 blocks from the commitment to the latest opening. */
  readonly maxRevealDelay: number
  /** Time that each side has for its moves. */
  readonly clockSeconds: number
  /** Time that a side whose turn begins has at least. */
  readonly extensionSeconds: number
}

/** The parameters of the DisputeGame (spec 4.1). */
export async function readDisputeTerms(source: ContractSource): Promise<DisputeTerms> {
  const [bond, min, max, clock, extension] = await callContracts(
    source,
    ['disputeBond', 'minRevealDelay', 'maxRevealDelay', 'clockSeconds', 'extensionSeconds'].map(
      (method) => ({
        contract: 'DisputeGame',
        method,
        args: [],
      }),
    ),
  )
  return {
    bond: bond?.[0],
    minRevealDelay: Number(min?.[0]),
    maxRevealDelay: Number(max?.[0]),
    clockSeconds: Number(clock?.[0]),
    extensionSeconds: Number(extension?.[0]),
  }
}
