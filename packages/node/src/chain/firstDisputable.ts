import { type ContractSource, readEarliestDisputed, readStateBatch } from '@mvm/l1'
import type { L1Watch } from '../l1/L1Watch.ts'

/**
 * The first block of a DAC whose output root can still be disputed, is disputed, or is not on L1 yet: whose window had
 * not passed at the last L1 block that is final. Rangers want witnesses from there on.
 */
export async function firstDisputable(
  source: ContractSource,
  watch: Pick<L1Watch, 'block' | 'finalizedNumber' | 'firstBlockAssertedAfter'>,
  chainId: number,
  windowSeconds: number,
): Promise<number> {
  const final = watch.block(watch.finalizedNumber)
  if (final === undefined) return 0
  const open = watch.firstBlockAssertedAfter(chainId, final.timestamp - windowSeconds)
  const disputed = await readEarliestDisputed(source, chainId)
  if (disputed === null) return open
  const { firstBlock } = await readStateBatch(source, chainId, disputed)
  return Math.min(open, firstBlock)
}
