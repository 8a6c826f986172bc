import { defineMethod } from '../defineMethod.ts'

/** A DAC has no peer-to-peer protocol; this is the last version that Ethereum clients answered. */
export const protocolVersion = defineMethod({
  name: 'eth_protocolVersion',
  parameters: [],
  handle: () => '0x41',
})
