import { defineMethod } from '../defineMethod.ts'

/** A DAC has no blobs: their base fee stays at its least, 1 wei (EIP-4844). */
export const blobBaseFee = defineMethod({
  name: 'eth_blobBaseFee',
  parameters: [],
  handle: () => '0x1',
})
