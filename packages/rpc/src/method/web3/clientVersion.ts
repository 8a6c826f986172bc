import { defineMethod } from '../defineMethod.ts'

/** The node's name and version. */
export const clientVersion = defineMethod({
  name: 'web3_clientVersion',
  parameters: [],
  handle: ({ clientVersion }) => clientVersion,
})
