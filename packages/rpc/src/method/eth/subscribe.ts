import { NotSupportedError } from '../../error/NotSupportedError.ts'
import { optional } from '../../parameter/optional.ts'
import { readText } from '../../parameter/readText.ts'
import { required } from '../../parameter/required.ts'
import { beginSubscription } from '../../subscription/beginSubscription.ts'
import { readSubscription } from '../../subscription/readSubscription.ts'
import { defineMethod } from '../defineMethod.ts'

/** Pushes newHeads, logs, newPendingTransactions or syncing over a WebSocket; returns the subscription's id. */
export const subscribe = defineMethod({
  name: 'eth_subscribe',
  parameters: [required('kind', readText), optional('options', (value) => value, undefined)],
  handle: (context, kind, options) => {
    const subscription = readSubscription(kind, options, context.limits)
    if (context.subscriber === null) {
      throw new NotSupportedError({
        what: 'notifications not supported over HTTP',
        remedy: 'open a WebSocket on the same path',
      })
    }
    return context.subscriber.subscribe(beginSubscription(context.feed, subscription))
  },
})
