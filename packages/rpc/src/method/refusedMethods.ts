const KEEPS_NO_KEYS =
  'this node keeps no keys; sign in a wallet and send with eth_sendRawTransaction'

/** Methods that tools know and this node does not serve on purpose, with what to do instead. */
export const refusedMethods: ReadonlyMap<string, string> = new Map([
  ['eth_sendTransaction', KEEPS_NO_KEYS],
  ['eth_sign', KEEPS_NO_KEYS],
  ['eth_signTransaction', KEEPS_NO_KEYS],
  ['eth_signTypedData', KEEPS_NO_KEYS],
  ['eth_signTypedData_v4', KEEPS_NO_KEYS],
  ['personal_sign', KEEPS_NO_KEYS],
])
