import { resolveBlock } from '../../chain/resolveBlock.ts'
import { InvalidInputError } from '../../error/InvalidInputError.ts'
import { LimitExceededError } from '../../error/LimitExceededError.ts'
import { quantity } from '../../format/quantity.ts'
import { optional } from '../../parameter/optional.ts'
import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineDacMethod } from '../defineDacMethod.ts'

/** Everything that a stateless checker needs to execute a block, or several one after the other (spec 5.3). */
export const blockWitness = defineDacMethod({
  name: 'mvm_blockWitness',
  parameters: [
    required('fromBlock', readBlockNumber),
    optional('toBlock', readBlockNumber, undefined),
  ],
  handle: async ({ ports, limits, signal }, from, to) => {
    const first = resolveBlock(ports.chain, from).header.number
    const last = to === undefined ? first : resolveBlock(ports.chain, to).header.number
    if (first === 0) throw new InvalidInputError({ problem: 'genesis is not executed' })
    if (last < first) throw new InvalidInputError({ problem: 'invalid block range' })
    const { witnessBlocks, witnessBytes } = limits
    if (last - first >= witnessBlocks) {
      throw new LimitExceededError({
        limit: 'witnessBlocks',
        allowed: witnessBlocks,
        problem: `${last - first + 1} blocks are too many`,
        remedy: `ask for at most ${witnessBlocks}`,
        hint: { fromBlock: quantity(first), toBlock: quantity(first + witnessBlocks - 1) },
      })
    }
    const blocks = Array.from({ length: last - first + 2 }, (_, index) =>
      resolveBlock(ports.chain, { kind: 'number', blockNumber: first - 1 + index }),
    )
    const witness = await ports.witness.witness(blocks, witnessBytes, signal)
    if ('fittingBlock' in witness) {
      const { fittingBlock } = witness
      throw new LimitExceededError({
        limit: 'witnessBytes',
        allowed: witnessBytes,
        problem: `the witness has more than ${witnessBytes} bytes`,
        remedy: fittingBlock < first ? 'derive the block from L1' : 'ask for fewer blocks',
        ...(fittingBlock < first
          ? {}
          : { hint: { fromBlock: quantity(first), toBlock: quantity(fittingBlock) } }),
      })
    }
    const { parentHeader, headers, nodes, codes } = witness
    return {
      fromBlock: quantity(first),
      toBlock: quantity(last),
      parentHeader,
      headers: [...headers],
      nodes: [...nodes],
      codes: [...codes],
    }
  },
})
