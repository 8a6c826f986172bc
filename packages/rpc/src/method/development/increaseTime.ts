import { required } from '../../parameter/required.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'
import { readSeconds } from './readSeconds.ts'
import { untilIncluded } from './untilIncluded.ts'

/** Moves L1's clock on, and the DAC's with it: a block is made that has the new time. Answers with the seconds. */
export const increaseTime = (namespace: 'anvil' | 'evm') =>
  defineDevelopmentMethod({
    name: `${namespace}_increaseTime`,
    parameters: [required('seconds', readSeconds)],
    handle: async (context, seconds) => {
      const { ports, signal } = context
      const time = { kind: 'later', seconds } as const
      await untilIncluded(context, await ports.development.requestBlock(time, signal))
      return seconds
    },
  })
