import { defineMethod } from '../defineMethod.ts'

/** No peers: a node follows L1 and its sequencer. */
export const peerCount = defineMethod({
  name: 'net_peerCount',
  parameters: [],
  handle: () => '0x0',
})
