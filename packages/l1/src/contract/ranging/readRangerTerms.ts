import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** What the deployment fixed for rangers. */
export interface RangerTerms {
  /** Wei of MT. */
  readonly bond: bigint
  /** L2 blocks of a segment. */
  readonly segmentLength: number
  readonly checkersFloor: number
  readonly checkersCap: number
  /** Seconds that a bond stays locked after its owner left. */
  readonly unlockDelaySeconds: number
  /** ChainID of MVM_RANGERS. */
  readonly rangersChainId: number
}

const METHODS = [
  'rangerBond',
  'segmentLength',
  'checkersFloor',
  'checkersCap',
  'unlockDelay',
  'rangersChainId',
]

/** The parameters of the RangerPool (spec 5.3). */
export async function readRangerTerms(source: ContractSource): Promise<RangerTerms> {
  const results = await callContracts(
    source,
    METHODS.map((method) => ({ contract: 'RangerPool', method, args: [] })),
  )
  const [bond, ...numbers] = results.map((result) => result[0] as bigint)
  const [segmentLength, checkersFloor, checkersCap, unlockDelaySeconds, rangersChainId] =
    numbers.map(Number) as [number, number, number, number, number]
  return {
    bond: bond as bigint,
    segmentLength,
    checkersFloor,
    checkersCap,
    unlockDelaySeconds,
    rangersChainId,
  }
}
