import { defineDevelopmentMethod } from './defineDevelopmentMethod.ts'

/** What chain this is, and how far it is, with Hardhat's fields. */
export const metadata = (namespace: 'anvil' | 'hardhat') =>
  defineDevelopmentMethod({
    name: `${namespace}_metadata`,
    parameters: [],
    handle: ({ ports, clientVersion }) => {
      const { hash, header } = ports.chain.head('unsafe')
      return {
        clientVersion,
        chainId: ports.chainId,
        // Of the chain, which does not begin anew with its node.
        instanceId: ports.chain.headerByNumber(0)?.hash ?? hash,
        latestBlockNumber: Number(header.number),
        latestBlockHash: hash,
      }
    },
  })
