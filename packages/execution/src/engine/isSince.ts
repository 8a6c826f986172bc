import { type Fork, forks } from './Fork.ts'

const order: ReadonlyMap<Fork, number> = new Map(forks.map((fork, index) => [fork, index]))

/** Whether a fork's rules include those that `first` brought. */
export function isSince(fork: Fork, first: Fork): boolean {
  return (order.get(fork) as number) >= (order.get(first) as number)
}
