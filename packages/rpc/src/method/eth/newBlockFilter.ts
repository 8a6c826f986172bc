import { defineMethod } from '../defineMethod.ts'

/** A filter for new blocks' hashes, to be polled; returns its id. */
export const newBlockFilter = defineMethod({
  name: 'eth_newBlockFilter',
  parameters: [],
  handle: ({ filters }) => filters.add({ kind: 'blocks' }),
})
