import { type Address, asAddress } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

/**
 * Leader and backups of an epoch, whether somebody has drawn them on L1 or not: a draw is a function of the epoch and
 * its seed. Empty where no member is eligible. Throws {@link ContractRevertError} while the seed is not known.
 */
export async function readDrawing(
  source: ContractSource,
  chainId: number,
  epoch: number,
): Promise<readonly Address[]> {
  const [drawn] = await callContracts(source, [
    { contract: 'SequencerPool', method: 'draw', args: [chainId, epoch] },
  ])
  const { leader, backups } = drawn?.[0] ?? {}
  return [leader, ...backups].filter((account) => BigInt(account) !== 0n).map(asAddress)
}
