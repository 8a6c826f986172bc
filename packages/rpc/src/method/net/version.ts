import { defineMethod } from '../defineMethod.ts'

/** The chain id in decimal digits. */
export const version = defineMethod({
  name: 'net_version',
  parameters: [],
  handle: ({ ports }) => String(ports.chainId),
})
