import { InvalidInputError } from '../../error/InvalidInputError.ts'
import { readCall } from '../../parameter/readCall.ts'
import { required } from '../../parameter/required.ts'
import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'
import { forceCall } from './forceCall.ts'

/** Forces a transaction through L1 in anybody's name, impersonated or not. */
export const sendUnsignedTransaction = defineDevelopmentMethod({
  name: 'eth_sendUnsignedTransaction',
  parameters: [required('transaction', readCall)],
  handle: async (context, call) => {
    if (call.from === undefined) throw new InvalidInputError({ problem: 'from is missing' })
    return forceCall(context, call.from, call)
  },
})
