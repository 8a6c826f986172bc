import type { Attack } from '../AttackTarget.ts'
import { request } from '../request.ts'
import { rotate } from '../rotate.ts'

/** Batches of as many requests as are allowed, of the heavy ones, and of one more. */
export const hugeBatches: Attack = (options) => {
  const { logger, transactionHash, addresses } = options.target
  const whole = { fromBlock: 'earliest', toBlock: 'latest' }
  const batch = (count: number, method: string, ...params: readonly unknown[]) =>
    Array.from({ length: count }, (_, id) => ({ ...request(method, ...params), id }))
  return rotate(
    options,
    [
      batch(1_001, 'eth_chainId'),
      batch(1_000, 'eth_chainId'),
      batch(1_000, 'eth_getBlockByNumber', 'latest', true),
      batch(1_000, 'eth_getLogs', { ...whole, address: logger }),
      batch(1_000, 'eth_getTransactionReceipt', transactionHash),
      batch(1_000, 'eth_call', { to: logger }),
      batch(1_000, 'eth_getBalance', addresses[0], 'latest'),
      batch(1_000, 'debug_traceTransaction', transactionHash),
      batch(1_000, 'eth_newFilter', whole),
      batch(1_000, 'eth_call', { to: logger }).map(({ id: _, ...notification }) => notification),
      [],
      [[[]]],
    ],
    3,
  )
}
