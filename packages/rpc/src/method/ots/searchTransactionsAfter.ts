import { searchTransactions } from '../../chain/searchTransactions.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readBlockCount } from '../../parameter/readBlockCount.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** An account's transactions in blocks after one, 0 for genesis; at most as many blocks are looked at as for logs. */
export const searchTransactionsAfter = defineMethod({
  name: 'ots_searchTransactionsAfter',
  parameters: [
    required('address', readAddress),
    required('block', readBlockCount),
    required('pageSize', readBlockCount),
  ],
  handle: async ({ ports: { chain }, limits, signal }, address, block, pageSize) => {
    const from = block === 0 ? 0 : block + 1
    const mostBlocks = limits.logBlocks
    const search = { from, step: 1, pageSize, mostBlocks } as const
    const { txs, receipts, isAtEnd } = await searchTransactions(chain, address, search, signal)
    return { txs, receipts, firstPage: isAtEnd, lastPage: block === 0 }
  },
})
