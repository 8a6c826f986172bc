import type { Attack } from '../AttackTarget.ts'
import { request } from '../request.ts'
import { rotate } from '../rotate.ts'

/** Questions about all logs and all transactions that there are. */
export const logRanges: Attack = (options) => {
  const { logger, addresses, blockHash } = options.target
  const whole = { fromBlock: 'earliest', toBlock: 'latest' }
  const many = Array.from({ length: 1_001 }, () => logger)
  const word = `0x${'01'.padStart(64, '0')}`
  return rotate(
    options,
    [
      request('eth_getLogs', whole),
      request('eth_getLogs', { ...whole, address: logger }),
      request('eth_getLogs', { fromBlock: '0x0', toBlock: '0xffffffffffffffff' }),
      request('eth_getLogs', { fromBlock: '0xffffffff', toBlock: '0x0' }),
      request('eth_getLogs', { ...whole, address: many }),
      request('eth_getLogs', { ...whole, topics: [many.map(() => word)] }),
      request('eth_getLogs', { ...whole, topics: [null, [null, word], [], [word]] }),
      request('eth_getLogs', { blockHash, address: many.slice(1) }),
      request('eth_newFilter', { fromBlock: '0x0' }),
      request('eth_getFilterLogs', '0x1'),
      request('eth_feeHistory', '0xffff', 'latest', Array(101).fill(1)),
      request('eth_feeHistory', '0x400', 'latest', [0, 25, 50, 75, 100]),
      request('ots_searchTransactionsBefore', addresses[0], 0, 1_000_000),
      request('ots_searchTransactionsAfter', addresses[0], 0, 25),
      request('mvm_blockWitness', '0x1', '0x40'),
      request('mvm_blockWitness', '0x0', '0xffffffff'),
    ],
    4,
  )
}
