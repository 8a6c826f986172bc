import type { Unsubscribe } from '../port/ChainEvents.ts'

/**
 * Begins to push results, each as JSON text so that many subscribers share one encoding; called once the
 * client knows the subscription's id.
 */
export type BeginSubscription = (push: (resultJson: string) => void) => Unsubscribe

/** The client at the other end of a connection that can be pushed to. */
export interface Subscriber {
  /** Returns the subscription's id; throws `LimitExceededError` when the client has too many. */
  subscribe(begin: BeginSubscription): string
  /** `false` when this client has no such subscription. */
  unsubscribe(subscriptionId: string): boolean
}
