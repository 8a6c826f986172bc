import { defineMethod } from '../defineMethod.ts'

/** The node's name and version, as `web3_clientVersion`. */
export const version = defineMethod({
  name: 'optimism_version',
  parameters: [],
  handle: ({ clientVersion }) => clientVersion,
})
