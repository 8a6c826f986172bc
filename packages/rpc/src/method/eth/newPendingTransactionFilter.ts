import { defineMethod } from '../defineMethod.ts'

/** A filter for the hashes of transactions that become pending, to be polled; returns its id. */
export const newPendingTransactionFilter = defineMethod({
  name: 'eth_newPendingTransactionFilter',
  parameters: [],
  handle: ({ filters }) => filters.add({ kind: 'pendingTransactions' }),
})
