import { optional } from '../../parameter/optional.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'
import { readSeconds } from './readSeconds.ts'
import { requireLater } from './requireLater.ts'
import { untilIncluded } from './untilIncluded.ts'

/** One more block, at a time if one is given. */
export const mineOne = defineDevelopmentMethod({
  name: 'evm_mine',
  parameters: [optional('timestamp', readSeconds, undefined)],
  handle: async (context, timestamp) => {
    const { ports, signal } = context
    if (timestamp !== undefined) requireLater(ports.chain, timestamp)
    const time =
      timestamp === undefined ? ({ kind: 'now' } as const) : ({ kind: 'at', timestamp } as const)
    await untilIncluded(context, await ports.development.requestBlock(time, signal))
    return '0x0'
  },
})
