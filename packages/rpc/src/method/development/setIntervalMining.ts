import { NotSupportedError } from '../../error/NotSupportedError.ts'
import { readDuration } from '../../parameter/readDuration.ts'
import { required } from '../../parameter/required.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'

/** Takes what is so anyway: 0, for no blocks by the clock. */
export const setIntervalMining = defineDevelopmentMethod({
  name: 'evm_setIntervalMining',
  parameters: [required('interval', readDuration)],
  handle: (_context, interval) => {
    if (interval === 0) return true
    throw new NotSupportedError({
      what: 'time that passes makes no blocks on a DAC',
      remedy: 'ask for each with evm_mine',
    })
  },
})
