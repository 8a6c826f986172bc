import { NotSupportedError } from '../../error/NotSupportedError.ts'
import { readFlag } from '../../parameter/readFlag.ts'
import { required } from '../../parameter/required.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'

/** Takes what is so anyway: blocks are sealed when there is something to put in. */
export const setAutomine = defineDevelopmentMethod({
  name: 'evm_setAutomine',
  parameters: [required('enabled', readFlag)],
  handle: (_context, isEnabled) => {
    if (isEnabled) return true
    throw new NotSupportedError({
      what: 'sequencers seal what they have, and no client can hold them back',
      remedy: 'leave a gap in the nonces to keep transactions in the pool',
    })
  },
})
