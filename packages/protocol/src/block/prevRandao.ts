import type { Hash } from '../hash/Hash.ts'
import { hashWords } from '../hash/hashWords.ts'

/** What PREVRANDAO gives in an L2 block (spec 2.1): differs in each block of an origin and on each chain. */
export function prevRandao(
  originPrevRandao: Hash<'randao'>,
  chainId: number,
  blockNumber: number,
): Hash<'randao'> {
  return hashWords(originPrevRandao, chainId, blockNumber)
}
