import type { ChainFeed } from './ChainFeed.ts'
import type { BeginSubscription } from './Subscriber.ts'
import type { Subscription } from './Subscription.ts'

/** How a subscription takes its results from the feed. */
export function beginSubscription(feed: ChainFeed, subscription: Subscription): BeginSubscription {
  switch (subscription.kind) {
    case 'newHeads':
      return (push) => feed.heads.add(({ json }) => push(json))
    case 'syncing':
      return (push) => feed.syncing.add(({ json }) => push(json))
    case 'newPendingTransactions':
      return (push) =>
        feed.pendingTransactions.add((transaction) =>
          push(subscription.isFull ? transaction.json : `"${transaction.value.hash}"`),
        )
    case 'logs': {
      const { matcher } = subscription
      return (push) =>
        feed.logs.add(({ block, logs }) => {
          if (!matcher.mayMatch(block.header.logsBloom)) return
          for (const log of logs) if (matcher.matches(log.value)) push(log.json)
        })
    }
  }
}
