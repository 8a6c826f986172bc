import { searchTransactions } from '../../chain/searchTransactions.ts'
import { readAddress } from '../../parameter/readAddress.ts'
import { readBlockCount } from '../../parameter/readBlockCount.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** An account's transactions in blocks before one, 0 for the head's; at most as many blocks are looked at as for logs. */
export const searchTransactionsBefore = defineMethod({
  name: 'ots_searchTransactionsBefore',
  parameters: [
    required('address', readAddress),
    required('block', readBlockCount),
    required('pageSize', readBlockCount),
  ],
  handle: async ({ ports: { chain }, limits, signal }, address, block, pageSize) => {
    const head = chain.head('unsafe').header.number
    const from = block === 0 ? head : Math.min(block - 1, head)
    const mostBlocks = limits.logBlocks
    const search = { from, step: -1, pageSize, mostBlocks } as const
    const { txs, receipts, isAtEnd } = await searchTransactions(chain, address, search, signal)
    return { txs, receipts, firstPage: block === 0, lastPage: isAtEnd }
  },
})
