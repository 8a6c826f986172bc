import { type Address, asAddress } from '@mvm/protocol'
import type { ContractSource } from '../ContractSource.ts'
import { callContracts } from '../callContracts.ts'

const contract = 'RangerPool'
const PAGE = 1_000

/**
 * The members before the first transaction of an L1 block, in the list's order: what duties are drawn from.
 * Throws {@link ContractRevertError} `FutureBlock`.
 */
export async function readRangers(
  source: ContractSource,
  l1BlockNumber: number,
): Promise<Address[]> {
  const [count] = await callContracts(source, [
    { contract, method: 'memberCountAt', args: [l1BlockNumber] },
  ])
  const pages = await callContracts(
    source,
    Array.from({ length: Math.ceil(Number(count?.[0]) / PAGE) }, (_, i) => ({
      contract,
      method: 'membersAt',
      args: [l1BlockNumber, i * PAGE, (i + 1) * PAGE],
    })),
  )
  return pages.flatMap((page) => Array.from(page[0] as Iterable<string>, asAddress))
}
