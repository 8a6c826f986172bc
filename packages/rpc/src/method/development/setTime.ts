import { required } from '../../parameter/required.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'
import { readSeconds } from './readSeconds.ts'
import { requireLater } from './requireLater.ts'
import { untilIncluded } from './untilIncluded.ts'

/** The names under which tools set a chain's time. */
export type SetTimeName =
  | 'anvil_setNextBlockTimestamp'
  | 'anvil_setTime'
  | 'evm_setNextBlockTimestamp'
  | 'evm_setTime'

/** Sets L1's clock, and the DAC's with it, to a time after that of the head: a block is made that has it. */
export const setTime = (name: SetTimeName) =>
  defineDevelopmentMethod({
    name,
    parameters: [required('timestamp', readSeconds)],
    handle: async (context, timestamp) => {
      const { ports, signal } = context
      requireLater(ports.chain, timestamp)
      const time = { kind: 'at', timestamp } as const
      await untilIncluded(context, await ports.development.requestBlock(time, signal))
      return null
    },
  })
