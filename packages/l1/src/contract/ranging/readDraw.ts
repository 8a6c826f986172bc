import { asHash, type Hash } from '@mvm/protocol'
import { ContractRevertError } from '../../error/ContractRevertError.ts'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/** All that decides who checks a state batch, but for the list of members (spec 5.3). */
export interface StateBatchDraw {
  /** The one whose seed draws: two after that in which the state batch was appended. */
  readonly epoch: number
  readonly seed: Hash<'epoch seed'>
  /** L1 block before which the list of members was closed. */
  readonly frozenAtBlock: number
  readonly memberCount: number
  /** Drawn for each segment, if there are as many members; by the DAC's escrow at the L1 block that is read. */
  readonly checkers: number
  readonly segmentCount: number
}

/**
 * The draw of a state batch's checkers; `null` while its seed is not known. Throws {@link ContractRevertError}
 * `UnknownStateBatch`, and `NothingToCheck` for block 0.
 */
export async function readDraw(
  source: ContractSource,
  chainId: number,
  stateBatchIndex: number,
): Promise<StateBatchDraw | null> {
  try {
    const [result] = await callContracts(source, [
      { contract: 'RangerPool', method: 'draw', args: [chainId, stateBatchIndex] },
    ])
    const draw = result?.[0]
    return {
      epoch: Number(draw.epoch),
      seed: asHash(draw.seed),
      frozenAtBlock: Number(draw.frozenAtBlock),
      memberCount: Number(draw.memberCount),
      checkers: Number(draw.checkers),
      segmentCount: Number(draw.segmentCount),
    }
  } catch (error) {
    if (error instanceof ContractRevertError && error.errorName === 'SeedUnknown') return null
    throw error
  }
}
