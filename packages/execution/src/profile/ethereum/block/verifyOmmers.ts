import type { EthereumParent } from '../header/EthereumParent.ts'
import { hashEthereumHeader } from '../header/hashEthereumHeader.ts'
import { hashOfAncestor } from '../header/hashOfAncestor.ts'
import { InvalidBlockError } from '../InvalidBlockError.ts'
import type { EthereumBlock } from './EthereumBlock.ts'

const MAX_OMMERS = 2
/** How many generations above the block an ommer's own generation may be. */
const MAX_GENERATIONS = 6

/**
 * Checks that ommers are distinct siblings of the block's ancestors. That no ancestor has counted them already,
 * and that they follow from their own parents, is not checked. Throws {@link InvalidBlockError}.
 */
export function verifyOmmers({ header, ommers }: EthereumBlock, parent: EthereumParent): void {
  const require = (isValid: boolean, expected: string, found: string): void => {
    if (isValid) return
    throw new InvalidBlockError({ blockNumber: header.number, field: 'ommers', expected, found })
  }
  require(ommers.length <= MAX_OMMERS, `at most ${MAX_OMMERS}`, String(ommers.length))
  const seen = new Set<string>()
  for (const ommer of ommers) {
    const oldest = Math.max(1, header.number - MAX_GENERATIONS)
    require(ommer.number >= oldest &&
      ommer.number < header.number, `from ${oldest} to ${header.number - 1}`, String(ommer.number))
    const hash = hashEthereumHeader(ommer)
    require(!seen.has(hash), 'distinct', `${hash} twice`)
    require(hash !== hashOfAncestor(parent, ommer.number), 'no ancestors', hash)
    const sharedParent = hashOfAncestor(parent, ommer.number - 1)
    require(ommer.parentHash === sharedParent, `a child of ${sharedParent}`, hash)
    require(ommer.gasUsed <= ommer.gasLimit, `within ${ommer.gasLimit} gas`, String(ommer.gasUsed))
    seen.add(hash)
  }
}
