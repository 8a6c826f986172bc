import { LimitExceededError } from '../../error/LimitExceededError.ts'
import { optional } from '../../parameter/optional.ts'
import { readDuration } from '../../parameter/readDuration.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'
import { readSeconds } from './readSeconds.ts'
import { untilIncluded } from './untilIncluded.ts'

/** That many more blocks, each that many seconds after the one before. Every one is a batch of its own, with an L1 block. */
export const mineMany = (namespace: 'anvil' | 'hardhat') =>
  defineDevelopmentMethod({
    name: `${namespace}_mine`,
    parameters: [optional('blocks', readDuration, 1), optional('seconds', readSeconds, 0)],
    handle: async (context, blocks, seconds) => {
      const { ports, signal, limits } = context
      if (blocks > limits.minedBlocks) {
        throw new LimitExceededError({
          limit: 'minedBlocks',
          allowed: limits.minedBlocks,
          problem: `${blocks} blocks are more than one request may have made`,
          remedy: `ask for ${limits.minedBlocks} at a time, or move time with evm_increaseTime`,
        })
      }
      for (let made = 0; made < blocks; made++) {
        const time =
          seconds === 0 ? ({ kind: 'now' } as const) : ({ kind: 'later', seconds } as const)
        await untilIncluded(context, await ports.development.requestBlock(time, signal))
      }
      return null
    },
  })
