import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** What the deployment fixed for challengers. */
export interface DisputeTerms {
  /** Wei of ETH that an opening carries. */
  readonly bond: bigint
  /** L1 blocks from the commitment to the earliest opening. */
  readonly minRevealDelay: number
  /** L1 blocks from the commitment to the latest opening. */
  readonly maxRevealDelay: number
}

/** The parameters of the DisputeGame (spec 4.1). */
export async function readDisputeTerms(source: ContractSource): Promise<DisputeTerms> {
  const [bond, min, max] = await callContracts(
    source,
    ['disputeBond', 'minRevealDelay', 'maxRevealDelay'].map((method) => ({
      contract: 'DisputeGame',
      method,
      args: [],
    })),
  )
  return {
    bond: bond?.[0],
    minRevealDelay: Number(min?.[0]),
    maxRevealDelay: Number(max?.[0]),
  }
}
