import { InvalidInputError } from '../../error/InvalidInputError.ts'
import { readHexText } from '../../parameter/readHexText.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** Ends a subscription of this connection. */
export const unsubscribe = defineMethod({
  name: 'eth_unsubscribe',
  parameters: [required('subscriptionId', readHexText)],
  handle: ({ subscriber }, subscriptionId) => {
    if (subscriber?.unsubscribe(subscriptionId.toLowerCase()) === true) return true
    throw new InvalidInputError({ problem: 'subscription not found' })
  },
})
