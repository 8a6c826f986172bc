import { defineDacMethod } from '../defineDacMethod.ts'

/** The node's name and version, as `web3_clientVersion`. */
export const version = defineDacMethod({
  name: 'optimism_version',
  parameters: [],
  handle: ({ clientVersion }) => clientVersion,
})
