import { SimulationRefusedError } from '../error/SimulationRefusedError.ts'
import type { AskedBlock } from '../parameter/readBlockSimulation.ts'
import type { PlannedBlock } from '../port/BlockSimulation.ts'
import type { SealedHeader } from '../port/SealedHeader.ts'
import { toMessage } from './toMessage.ts'

/** Blocks that one simulation may have, gaps included. */
const MOST_BLOCKS = 256n
/** Seconds from a block to the next where the client says nothing. */
const TIME_STEP = 12n

/**
 * Numbers and times of the blocks of a simulation; where numbers leave a gap, there are empty blocks. Throws
 * {@link SimulationRefusedError} for blocks that are not in order.
 */
export function planBlocks(base: SealedHeader, asked: readonly AskedBlock[]): PlannedBlock[] {
  const planned: PlannedBlock[] = []
  let number = BigInt(base.header.number)
  let timestamp = BigInt(base.header.timestamp)
  const append = (block: AskedBlock): void => {
    const { blockOverride, stateOverrides, calls } = block
    number += 1n
    const time = blockOverride.timestamp ?? timestamp + TIME_STEP
    if (time <= timestamp) {
      throw new SimulationRefusedError({
        problem: 'BLOCK_TIMESTAMPS',
        reason: `block timestamps must be in order: ${time} <= ${timestamp}`,
      })
    }
    timestamp = time
    planned.push({
      blockOverride: { ...blockOverride, number, timestamp },
      accountOverrides: stateOverrides,
      calls: calls.map(toMessage),
    })
  }
  for (const block of asked) {
    const wanted = block.blockOverride.number ?? number + 1n
    if (wanted <= number) {
      throw new SimulationRefusedError({
        problem: 'BLOCK_NUMBERS',
        reason: `block numbers must be in order: ${wanted} <= ${number}`,
      })
    }
    if (wanted - BigInt(base.header.number) > MOST_BLOCKS) {
      throw new SimulationRefusedError({ problem: 'TOO_MANY_BLOCKS', reason: 'too many blocks' })
    }
    while (number + 1n < wanted) append(EMPTY)
    append(block)
  }
  return planned
}

const EMPTY: AskedBlock = { blockOverride: {}, stateOverrides: new Map(), calls: [] }
