import { findBlock } from '../../chain/findBlock.ts'
import { formatBlock } from '../../format/formatBlock.ts'
import { formatBlockTransactions } from '../../format/formatBlockTransactions.ts'
import { formatOtsReceipts } from '../../format/formatOtsReceipts.ts'
import { readBlockCount } from '../../parameter/readBlockCount.ts'
import { readBlockNumber } from '../../parameter/readBlockNumber.ts'
import { required } from '../../parameter/required.ts'
import { defineMethod } from '../defineMethod.ts'

/** A page of a block's transactions with their receipts; of the calldata only the selector. */
export const getBlockTransactions = defineMethod({
  name: 'ots_getBlockTransactions',
  parameters: [
    required('block', readBlockNumber),
    required('page', readBlockCount),
    required('pageSize', readBlockCount),
  ],
  handle: ({ ports: { chain } }, reference, page, pageSize) => {
    const block = findBlock(chain, reference)
    if (block === null) return null
    const transactions = formatBlockTransactions(chain, block)
    const [start, end] = [page * pageSize, (page + 1) * pageSize]
    const { logsBloom, ...rest } = formatBlock(chain, block, false)
    return {
      fullblock: {
        ...rest,
        transactionCount: transactions.length,
        transactions: transactions.slice(start, end).map((transaction) => ({
          ...transaction,
          input: String(transaction.input).slice(0, 10),
        })),
      },
      receipts: formatOtsReceipts(chain, block)
        .slice(start, end)
        .map((receipt) => ({ ...(receipt as object), logs: null })),
    }
  },
})
